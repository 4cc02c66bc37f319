import { isObject, itemsOf, type Json, type JsonObject } from "../lib/json.js";
import { pointerSegment } from "./references.js";

/** A schema nested in another one. */
export interface Subschema {
  /** Its place, as a JSON pointer from the outer schema. */
  readonly pointer: string;
  /** Property that it describes; `*` for items and additional properties; absent for a branch. */
  readonly segment?: string;
  readonly schema: Json;
}

interface SubschemaKeyword {
  readonly holds: "list" | "map" | "schema";
  /** Its subject: the same value, the property of that name, any member, or a mere test of the value. */
  readonly describes: "member" | "named property" | "test" | "value";
}

const subschemaKeywords: ReadonlyMap<string, SubschemaKeyword> = new Map(
  Object.entries({
    allOf: { holds: "list", describes: "value" },
    anyOf: { holds: "list", describes: "value" },
    oneOf: { holds: "list", describes: "value" },
    // oxlint-disable-next-line unicorn/no-thenable -- the JSON Schema keyword; this table is never awaited
    then: { holds: "schema", describes: "value" },
    else: { holds: "schema", describes: "value" },
    dependentSchemas: { holds: "map", describes: "value" },
    properties: { holds: "map", describes: "named property" },
    additionalProperties: { holds: "schema", describes: "member" },
    patternProperties: { holds: "map", describes: "member" },
    unevaluatedProperties: { holds: "schema", describes: "member" },
    items: { holds: "schema", describes: "member" },
    prefixItems: { holds: "list", describes: "member" },
    contains: { holds: "schema", describes: "member" },
    unevaluatedItems: { holds: "schema", describes: "member" },
    // Tests: they say nothing certain about the value.
    if: { holds: "schema", describes: "test" },
    not: { holds: "schema", describes: "test" },
    propertyNames: { holds: "schema", describes: "test" },
  } as const),
);

/** Keywords that contain schemas, with the way in which they do. */
export const subschemaPlaces: ReadonlyMap<string, SubschemaKeyword["holds"]> = new Map([
  ...[...subschemaKeywords].map(([name, { holds }]) => [name, holds] as const),
  ["$defs", "map"],
]);

/** Keywords that validate a value by themselves. Everything else is prose or in the table above. */
const assertions = new Set([
  "$dynamicRef",
  "$recursiveRef",
  "$ref",
  "const",
  "dependentRequired",
  "enum",
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
  "nullable",
  "pattern",
  "required",
  "type",
  "uniqueItems",
]);

/** Cache: schemas do not change, and every operation that reaches them asks again. */
const known = new WeakMap<JsonObject, readonly Subschema[]>();

/** Nested schemas that describe the value or a part of it. */
export function subschemasOf(schema: JsonObject): readonly Subschema[] {
  const found = known.get(schema) ?? Object.entries(schema).flatMap(subschemasAt);
  known.set(schema, found);
  return found;
}

function subschemasAt([name, held]: readonly [string, Json]): Subschema[] {
  const keyword = subschemaKeywords.get(name);
  if (!keyword || keyword.describes === "test") return [];
  return membersOf(keyword, held).map(([key, schema]) => ({
    pointer: key === undefined ? `/${name}` : `/${name}/${pointerSegment(key)}`,
    ...segmentOf(keyword, key),
    schema,
  }));
}

function membersOf({ holds }: SubschemaKeyword, held: Json): [string | undefined, Json][] {
  if (Array.isArray(held)) return Object.entries(itemsOf(held));
  if (holds === "map" && isObject(held)) return Object.entries(held);
  return [[undefined, held]];
}

function segmentOf({ describes }: SubschemaKeyword, key: string | undefined): { segment?: string } {
  if (describes === "value") return {};
  return { segment: describes === "named property" && key !== undefined ? key : "*" };
}

/**
 * Copies a schema without its prose, and with each nested schema replaced.
 *
 * @param replace gets the nested schema and its subject
 */
export function mapSchema(
  schema: JsonObject,
  replace: (inner: Json, describes: SubschemaKeyword["describes"]) => Json,
): JsonObject {
  const entries = Object.entries(schema).flatMap(([name, held]): [string, Json][] => {
    const keyword = subschemaKeywords.get(name);
    if (!keyword) return assertions.has(name) ? [[name, held]] : [];
    const replaced = (inner: Json): Json => replace(inner, keyword.describes);
    if (Array.isArray(held)) return [[name, itemsOf(held).map(replaced)]];
    if (keyword.holds !== "map" || !isObject(held)) return [[name, replaced(held)]];
    const members = Object.entries(held).map(([key, inner]) => [key, replaced(inner)]);
    return [[name, Object.fromEntries(members)]];
  });
  return Object.fromEntries(entries);
}

/** Copies a schema without prose at any depth. */
export function bareSchema(schema: Json): Json {
  return isObject(schema) ? mapSchema(schema, bareSchema) : schema;
}
