import type { Json, JsonObject } from "../../../scripts/lib/json.js";
import type { Verdict } from "../../../scripts/verdict/change.js";

/** A change of a schema, and what it means where callers send it and where they receive it. */
export interface SchemaChange {
  readonly name: string;
  readonly from: JsonObject;
  readonly to: JsonObject;
  readonly request: Verdict;
  readonly response: Verdict;
}

type Row = readonly [
  name: string,
  from: JsonObject,
  to: JsonObject,
  request: Verdict,
  response: Verdict,
];

const text: JsonObject = { type: "string" };
const number: JsonObject = { type: "number" };
const ab: JsonObject = { type: "object", properties: { a: text, b: text } };
const address: JsonObject = { $ref: "#/components/schemas/Address" };
const cat: JsonObject = { $ref: "#/components/schemas/Cat" };
const dog: JsonObject = { $ref: "#/components/schemas/Dog" };

const tagged = (mapping: JsonObject): JsonObject => ({
  type: "object",
  required: ["form"],
  properties: { form: text },
  discriminator: { propertyName: "form", mapping },
});

/** Schemas that the changes refer to. */
export const sharedSchemas: JsonObject = {
  Address: { type: "object", properties: { zip: text, city: text } },
  Cat: { type: "object", required: ["kind"], properties: { kind: text, lives: number } },
  Shape: tagged({ circle: "#/components/schemas/Cat" }),
  Figure: tagged({ round: "#/components/schemas/Cat" }),
  Dog: { type: "object", required: ["kind"], properties: { kind: text, tricks: number } },
};

const animals = (mapping: JsonObject): JsonObject => ({
  oneOf: [cat, dog],
  discriminator: { propertyName: "kind", mapping },
});
const asCat = "#/components/schemas/Cat";
const asDog = "#/components/schemas/Dog";

const narrower: readonly (readonly [string, JsonObject, JsonObject])[] = [
  ["required beside a reference", address, { ...address, required: ["zip"] }],
  ["required alone in a branch of allOf", ab, { allOf: [ab, { required: ["a"] }] }],
  [
    "required in an allOf of an allOf",
    { allOf: [{ allOf: [address] }] },
    { allOf: [{ allOf: [address, { required: ["zip"] }] }] },
  ],
  ["anyOf of required", ab, { ...ab, anyOf: [{ required: ["a"] }, { required: ["b"] }] }],
  ["oneOf of required", ab, { ...ab, oneOf: [{ required: ["a"] }, { required: ["b"] }] }],
  ["required of a field that properties does not list", ab, { ...ab, required: ["tenant"] }],
  ["dependentRequired", ab, { ...ab, dependentRequired: { a: ["b"] } }],
  ["dependentSchemas", ab, { ...ab, dependentSchemas: { a: { required: ["b"] } } }],
  ["two fields that exclude each other", ab, { ...ab, not: { required: ["a", "b"] } }],
  [
    "a field required if another has some value",
    ab,
    // oxlint-disable-next-line unicorn/no-thenable -- the JSON Schema keyword; this is never awaited
    { ...ab, if: { properties: { a: { const: "text" } } }, then: { required: ["b"] } },
  ],
  ["minProperties", ab, { ...ab, minProperties: 1 }],
  [
    "the names of unnamed fields",
    { type: "object", additionalProperties: text },
    { type: "object", additionalProperties: text, propertyNames: { pattern: "^x-" } },
  ],
  ["unevaluatedProperties", { allOf: [ab] }, { allOf: [ab], unevaluatedProperties: false }],
  [
    "uniqueItems",
    { type: "array", items: text },
    { type: "array", items: text, uniqueItems: true },
  ],
  [
    "contains",
    { type: "array", items: text },
    { type: "array", items: text, contains: { const: "a" } },
  ],
  [
    "values of a pattern of names",
    { type: "object", patternProperties: { "^x-": { type: ["string", "number"] } } },
    { type: "object", patternProperties: { "^x-": text } },
  ],
  ["anyOf that becomes oneOf", { anyOf: [ab, address] }, { oneOf: [ab, address] }],
  ["text or an integer that becomes text", { type: ["string", "integer"] }, { type: "string" }],
  [
    "int64 that becomes int32",
    { type: "integer", format: "int64" },
    { type: "integer", format: "int32" },
  ],
  ["a number that becomes an integer", number, { type: "integer" }],
  [
    "an exclusive bound for an inclusive one",
    { type: "number", minimum: 0 },
    { type: "number", exclusiveMinimum: 0 },
  ],
  ["multipleOf", number, { type: "number", multipleOf: 0.5 }],
  [
    "a tighter bound beside a looser one",
    { type: "integer", maximum: 20 },
    { allOf: [{ type: "integer", maximum: 20 }, { maximum: 10 }] },
  ],
];

const same: readonly (readonly [string, JsonObject, JsonObject])[] = [
  [
    "a looser bound beside a tighter one",
    { type: "integer", maximum: 10 },
    { allOf: [{ type: "integer", maximum: 10 }, { maximum: 20 }] },
  ],
  [
    "a looser bound before a tighter one",
    { type: "integer", maximum: 10 },
    { allOf: [{ type: "integer", maximum: 20 }, { maximum: 10 }] },
  ],
  [
    "an integer above 0 that is at least 1",
    { type: "integer", exclusiveMinimum: 0 },
    { type: "integer", minimum: 1 },
  ],
  [
    "an integer below 10 that is at most 9",
    { type: "integer", exclusiveMaximum: 10 },
    { type: "integer", maximum: 9 },
  ],
  ["minLength 0", text, { type: "string", minLength: 0 }],
  [
    "minItems 0 and uniqueItems false",
    { type: "array", items: text },
    { type: "array", items: text, minItems: 0, uniqueItems: false },
  ],
  ["minProperties 0", ab, { ...ab, minProperties: 0 }],
  [
    "an enum of one that becomes a const",
    { type: "string", enum: ["a"] },
    { type: "string", const: "a" },
  ],
  ["a list of one type", text, { type: ["string"] }],
  ["an allOf of one", address, { allOf: [address] }],
  ["an anyOf of one", address, { anyOf: [address] }],
  [
    "required in a branch of allOf that is required anyway",
    { ...ab, required: ["a"] },
    { allOf: [{ ...ab, required: ["a"] }, { required: ["a"] }] },
  ],
  [
    "byte that becomes contentEncoding",
    { type: "string", format: "byte" },
    { type: "string", contentEncoding: "base64" },
  ],
  [
    "binary that becomes contentMediaType",
    { type: "string", format: "binary" },
    { type: "string", contentMediaType: "application/octet-stream" },
  ],
  [
    "a discriminator that maps what it maps anyway",
    animals({ Cat: asCat, Dog: asDog }),
    { ...animals({}), discriminator: { propertyName: "kind" } },
  ],
];

const rows: readonly Row[] = [
  ...narrower.flatMap(([name, wide, narrow]): Row[] => [
    [name, wide, narrow, "major", "minor"],
    [`${name}, taken back`, narrow, wide, "minor", "major"],
  ]),
  ...same.flatMap(([name, one, other]): Row[] => [
    [name, one, other, "patch", "patch"],
    [`${name}, taken back`, other, one, "patch", "patch"],
  ]),
  [
    "a tag of a base schema",
    { $ref: "#/components/schemas/Shape" },
    { $ref: "#/components/schemas/Figure" },
    "major",
    "major",
  ],
  [
    "another tag",
    animals({ cat: asCat, dog: asDog }),
    animals({ feline: asCat, dog: asDog }),
    "major",
    "major",
  ],
  [
    "tags that change places",
    animals({ cat: asCat, dog: asDog }),
    animals({ dog: asCat, cat: asDog }),
    "major",
    "major",
  ],
  [
    "another property with the tag",
    animals({ cat: asCat, dog: asDog }),
    {
      ...animals({}),
      discriminator: { propertyName: "lives", mapping: { cat: asCat, dog: asDog } },
    },
    "major",
    "major",
  ],
  [
    "oneOf that becomes anyOf where only one can fit",
    { oneOf: [text, number] },
    { anyOf: [text, number] },
    "minor",
    "minor",
  ],
];

export const schemaChanges: readonly SchemaChange[] = rows.map(
  ([name, from, to, request, response]) => ({ name, from, to, request, response }),
);

/** A schema in some place, and the components that lead to it. */
interface PlacedSchema {
  readonly schema: JsonObject;
  readonly schemas?: JsonObject;
}

const inField = (schema: Json): JsonObject => ({ type: "object", properties: { x: schema } });

/** Places for a schema in a body. */
export const wrappings: Readonly<Record<string, (schema: JsonObject) => PlacedSchema>> = {
  "at the top": (schema) => ({ schema }),
  "in a field of a field": (schema) => ({
    schema: inField({ type: "object", required: ["y"], properties: { y: schema } }),
  }),
  "in an array": (schema) => ({ schema: inField({ type: "array", items: schema }) }),
  "in unnamed fields": (schema) => ({ schema: { type: "object", additionalProperties: schema } }),
  "in an allOf of an allOf": (schema) => ({ schema: inField({ allOf: [{ allOf: [schema] }] }) }),
  "behind two references": (schema) => ({
    schema: inField({ $ref: "#/components/schemas/One" }),
    schemas: { One: { $ref: "#/components/schemas/Two" }, Two: schema },
  }),
};
