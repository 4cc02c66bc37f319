import { isObject, itemsOf, type Json, type JsonObject } from "../lib/json.js";
import { pointerSegment } from "./references.js";

/** A schema inside another one. */
export interface Subschema {
  /** Where it stands, as a JSON pointer from the schema around it. */
  readonly pointer: string;
  /** The property that it describes, `*` for each item or further property; a branch has none. */
  readonly segment?: string;
  readonly schema: Json;
}

interface SubschemaKeyword {
  readonly holds: "list" | "map" | "schema";
  /** What it describes: the same value, a property of its own name, any member, or nothing for sure. */
  readonly describes: "member" | "named property" | "test" | "value";
}

const subschemaKeywords: ReadonlyMap<string, SubschemaKeyword> = new Map(
  Object.entries({
    allOf: { holds: "list", describes: "value" },
    anyOf: { holds: "list", describes: "value" },
    oneOf: { holds: "list", describes: "value" },
    // oxlint-disable-next-line unicorn/no-thenable -- the JSON Schema keyword; nobody awaits this table
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
    // What these say holds of the value in one case and not in the other.
    if: { holds: "schema", describes: "test" },
    not: { holds: "schema", describes: "test" },
    propertyNames: { holds: "schema", describes: "test" },
  } as const),
);

/** Keywords that judge a value by themselves. Everything else is prose, or held by the table above. */
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

/** A document's schemas do not change, and are asked again for every operation that reaches them. */
const known = new WeakMap<JsonObject, readonly Subschema[]>();

/** The schemas inside a schema that describe its value or a part of it. */
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
 * A schema without its prose, and with another schema in place of each one inside it.
 *
 * @param replace is told whether the inner one describes the same value as the schema, or a test of it
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

/** A schema as it judges, without its prose. */
export function bareSchema(schema: Json): Json {
  return isObject(schema) ? mapSchema(schema, bareSchema) : schema;
}
