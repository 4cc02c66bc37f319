import { isObject, type Json, type JsonObject } from "../lib/json.js";
import { lookUp } from "./references.js";
import { bareSchema, mapSchema, subschemasOf } from "./schema-keywords.js";

/** Keywords that narrow what is valid, or say what it means, and that TypeScript does not see. */
const keywords = [
  "contentEncoding",
  "contentMediaType",
  "default",
  "dependentRequired",
  "deprecated",
  "exclusiveMaximum",
  "exclusiveMinimum",
  "format",
  "maxContains",
  "maxItems",
  "maxLength",
  "maxProperties",
  "maximum",
  "minContains",
  "minItems",
  "minLength",
  "minProperties",
  "minimum",
  "multipleOf",
  "pattern",
  "uniqueItems",
] as const;

/** Keywords that hold schemas of which TypeScript sees nothing. */
const unseenSchemas = [
  "contains",
  "dependentSchemas",
  "else",
  "if",
  "not",
  "propertyNames",
  "then",
] as const;

/** Constraint keywords by the JSON pointer of the schema that holds them. */
export type Constraints = Record<string, JsonObject>;

/**
 * Adds the constraints of a schema and of all that it reaches.
 *
 * What a `$ref` leads to is found under that `$ref`, once, however often and from wherever it is
 * reached: no list is endless, and a further reference to a schema changes nothing of it.
 *
 * @param place the pointer of the schema, from where the reader looks
 */
export function addConstraints(
  document: JsonObject,
  schema: Json | undefined,
  place: string,
  constraints: Constraints,
  followed = new Set<string>(),
): void {
  if (!isObject(schema)) return;
  const own = constraintsOf(schema);
  if (Object.keys(own).length > 0) constraints[place] = own;
  const reference = schema["$ref"];
  if (typeof reference === "string" && !followed.has(reference)) {
    followed.add(reference);
    addConstraints(document, lookUp(document, reference), reference, constraints, followed);
  }
  for (const { pointer, schema: inner } of subschemasOf(schema)) {
    addConstraints(document, inner, place + pointer, constraints, followed);
  }
}

/** The constraints that a schema holds itself. */
export function constraintsOf(schema: JsonObject): JsonObject {
  const found: Record<string, Json> = {};
  for (const keyword of keywords) {
    const value = schema[keyword];
    // `uniqueItems: false` and the like say what holds anyway; a default of false says something.
    if (value !== undefined && (value !== false || keyword === "default")) found[keyword] = value;
  }
  for (const keyword of unseenSchemas) {
    const value = schema[keyword];
    if (value !== undefined) Object.assign(found, mapSchema({ [keyword]: value }, bareSchema));
  }
  for (const keyword of ["additionalProperties", "unevaluatedProperties"]) {
    if (schema[keyword] === false) found[keyword] = false;
  }
  const { type } = schema;
  // TypeScript has one number.
  if (type === "integer" || (Array.isArray(type) && type.includes("integer"))) found["type"] = type;
  return found;
}
