import { fieldsOf, isObject, itemsOf, textOf, type Json, type JsonObject } from "../lib/json.js";

/** Of every kind, and at the limits of every number format. */
const ordinary: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 31,
  1e21,
  "",
  "a",
  "\u{1F603}\u{1F603}",
  [],
  [null],
  [1, 1],
  {},
  { a: 1 },
];

const texts = [
  "2026-11-23",
  "2026-11-23T00:00:00Z",
  "127.0.0.1",
  "::1",
  "a@b.example",
  "https://a.example/b?c#d",
  "123e4567-e89b-42d3-a456-426614174000",
  "YQ==",
  "A_1",
  "a b",
];

const mostAtTop = 80;
const mostInside = 6;

/**
 * Makes data for which a schema should have different verdicts: ordinary data, data at each limit that it
 * states, and objects and arrays in which one part at a time is missing, of another kind or in excess.
 *
 * @param lookUp finds the schema of a reference
 */
export function madeData(schema: Json, lookUp: (reference: string) => Json): Json[] {
  return distinct([...dataFor(schema, lookUp, 4), ...ordinary, ...texts]).slice(0, mostAtTop);
}

function dataFor(schema: Json, lookUp: (reference: string) => Json, depth: number): Json[] {
  if (!isObject(schema) || depth === 0) return [];
  const inside = (inner: Json): Json[] =>
    distinct([...dataFor(inner, lookUp, depth - 1), "a", 1, null]).slice(0, mostInside);
  const branches = ["allOf", "anyOf", "oneOf"].flatMap((keyword) => itemsOf(schema[keyword]));
  const others = ["if", "then", "else", "not", "contains"].flatMap(
    (keyword) => schema[keyword] ?? [],
  );
  const reference = schema["$ref"];
  const applied = [
    ...branches,
    ...others,
    ...Object.values(fieldsOf(schema["dependentSchemas"])),
    ...(typeof reference === "string" ? [lookUp(reference)] : []),
  ].map((branch) => dataFor(branch, lookUp, depth - 1));
  const wholes = applied.flatMap(([first]) => (isObject(first) ? [first] : []));
  return distinct([
    ...objectsFor(schema, Object.assign({}, ...wholes), inside),
    ...arraysFor(schema, inside),
    ...limitsOf(schema),
    ...applied.flat(),
  ]);
}

/** Values that a schema names, and those at its limits. */
function limitsOf(schema: JsonObject): Json[] {
  const { const: constant, type } = schema;
  const numbers = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]
    .flatMap((keyword) => schema[keyword] ?? [])
    .filter((value) => typeof value === "number");
  const lengths = ["minLength", "maxLength"]
    .flatMap((keyword) => schema[keyword] ?? [])
    .filter((value) => typeof value === "number" && value < 1000)
    .map(Number);
  const isText = type === undefined || textOf(type).includes("string");
  return [
    ...(constant === undefined ? [] : [constant]),
    ...itemsOf(schema["enum"]),
    ...numbers.flatMap((value) => [value, value - 1, value + 1, value * 2, value + 0.5]),
    ...lengths.flatMap((length) => [
      "x".repeat(length),
      "x".repeat(length + 1),
      "x".repeat(Math.max(length - 1, 0)),
    ]),
    ...(isText && (schema["pattern"] ?? schema["format"]) !== undefined ? texts : []),
  ];
}

/** An object with all fields, and the same with one of them missing, different or in excess. */
function objectsFor(
  schema: JsonObject,
  composed: JsonObject,
  inside: (inner: Json) => Json[],
): Json[] {
  const properties = Object.entries(fieldsOf(schema["properties"])).slice(0, 12);
  const dependent = fieldsOf(schema["dependentRequired"]);
  const required = [
    ...itemsOf(schema["required"]),
    ...Object.keys(dependent),
    ...Object.values(dependent).flatMap(itemsOf),
  ].map(textOf);
  const data = new Map(properties.map(([name, inner]) => [name, inside(inner)]));
  for (const name of required) if (!data.has(name)) data.set(name, [1]);
  if (data.size === 0 && Object.keys(composed).length === 0 && !mentionsObjects(schema)) return [];
  const whole: JsonObject = {
    ...composed,
    ...Object.fromEntries([...data].map(([name, [first = null]]) => [name, first])),
  };
  const other = inside(schema["additionalProperties"] ?? schema["unevaluatedProperties"] ?? true);
  return [
    whole,
    ...[...data].flatMap(([name, values]) => [
      without(whole, name),
      { [name]: values[0] ?? null },
      ...values.slice(1).map((value) => ({ ...whole, [name]: value })),
    ]),
    ...["other", "x-1", "A_1"].flatMap((name) =>
      other.slice(0, 2).map((value) => ({ ...whole, [name]: value })),
    ),
  ];
}

const mentionsObjects = (schema: JsonObject): boolean =>
  textOf(schema["type"] ?? "").includes("object") ||
  Object.keys(schema).some((keyword) => /propert/i.test(keyword));

function arraysFor(schema: JsonObject, inside: (inner: Json) => Json[]): Json[] {
  const first = itemsOf(schema["prefixItems"]).map((item) => inside(item)[0] ?? null);
  const items = inside(schema["items"] ?? schema["contains"] ?? schema["unevaluatedItems"] ?? true);
  const isArray =
    textOf(schema["type"] ?? "").includes("array") ||
    Object.keys(schema).some((keyword) => /items|contains/i.test(keyword));
  if (!isArray) return [];
  const counts = ["minItems", "maxItems", "minContains", "maxContains"]
    .map((keyword) => schema[keyword])
    .filter((count) => typeof count === "number" && count < 100)
    .map(Number);
  const repeated = (count: number): Json[] =>
    Array.from({ length: Math.max(count, 0) }, () => items[0] ?? null);
  return [
    first,
    ...items.map((item) => [...first, item]),
    [...first, ...items],
    ...counts.flatMap((count) => [repeated(count - 1), repeated(count), repeated(count + 1)]),
  ];
}

const without = (fields: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([other]) => other !== name));

function distinct(values: readonly Json[]): Json[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
