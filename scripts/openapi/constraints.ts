import { isObject, type Json, type JsonObject } from "../lib/json.js";
import { lookUp } from "./references.js";
import { bareSchema, mapSchema, subschemasOf } from "./schema-keywords.js";

/** Keywords that constrain or describe a value and have no counterpart in TypeScript. */
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

/** Keywords with nested schemas that have no counterpart in TypeScript. */
const unseenSchemas = [
  "contains",
  "dependentSchemas",
  "else",
  "if",
  "not",
  "propertyNames",
  "then",
] as const;

/** Constraint keywords by the JSON pointer of their schema. */
export type Constraints = Record<string, JsonObject>;

/**
 * Collects the constraints of a schema and of all schemas that it reaches.
 *
 * The target of a `$ref` is listed once, under that `$ref`: recursion ends, and another reference to a
 * schema does not change the list.
 *
 * @param place the pointer under which to list the schema
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

/** Constraints of a schema itself. */
export function constraintsOf(schema: JsonObject): JsonObject {
  const found: Record<string, Json> = {};
  for (const keyword of keywords) {
    const value = schema[keyword];
    // `false` is the default of these keywords, but `default: false` means something.
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
  // TypeScript does not distinguish integers.
  if (type === "integer" || (Array.isArray(type) && type.includes("integer"))) found["type"] = type;
  return found;
}
