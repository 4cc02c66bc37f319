import { describe, expect, test } from "vitest";
import type { Json } from "../../../scripts/lib/json.js";
import { closedFields } from "../../../scripts/openapi/closed-fields.js";
import { documentWith } from "../documents.js";

const other = { properties: { c: {} } };
const fieldsOf = (schema: Json): string[] | undefined =>
  closedFields(documentWith({ other }), schema);

describe("the fields of an object", () => {
  test.each<[string, Json, string[]]>([
    ["its properties in alphabetical order", { properties: { b: {}, a: {} } }, ["a", "b"]],
    ["those behind a reference", { $ref: "#/components/schemas/other" }, ["c"]],
    [
      "those of all its branches",
      {
        properties: { a: {} },
        allOf: [{ $ref: "#/components/schemas/other" }, { properties: { b: {} } }],
        oneOf: [{ properties: { d: {} } }, { properties: { e: {} } }],
      },
      ["a", "b", "c", "d", "e"],
    ],
    [
      "those of a type that allows more than objects",
      { type: ["object", "null"], ...other },
      ["c"],
    ],
    ["those of an object that forbids others", { additionalProperties: false, ...other }, ["c"]],
  ])("are %s", (_what, schema, fields) => {
    expect(fieldsOf(schema)).toEqual(fields);
  });

  test.each<[string, Json]>([
    ["it may have others of any kind", { ...other, additionalProperties: true }],
    ["it may have others of some type", { ...other, additionalProperties: { type: "string" } }],
    ["it may have others by pattern", { ...other, patternProperties: { "^x-": {} } }],
    ["a branch may have others", { ...other, allOf: [{ additionalProperties: {} }] }],
    ["it describes all others", { ...other, unevaluatedProperties: { type: "string" } }],
    ["it names none", { type: "object" }],
    ["it is no object", { type: "array", items: other }],
    ["it is a branch of something else", { allOf: [{ type: "string" }, other] }],
    ["it is anything", true],
  ])("are not known where %s", (_why, schema) => {
    expect(fieldsOf(schema)).toBeUndefined();
  });
});
