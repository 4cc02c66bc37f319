// oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { emitValidators } from "../../../scripts/generate/emit-validators.js";
import type { Json } from "../../../scripts/lib/json.js";
import { validatorsOf } from "../../support/validators.js";
import { documentWith } from "../documents.js";

const secretValue = { type: "string", writeOnly: true } as const;

describe("the validators", () => {
  test.each<[string, { readonly [name: string]: Json }, unknown, unknown]>([
    ["maxLength, by characters", { type: "string", maxLength: 2 }, "😃😃", "abc"],
    ["pattern", { type: "string", pattern: "^\\d+$" }, "12", "1a"],
    [
      "uniqueItems, by value",
      { type: "array", uniqueItems: true },
      [{ a: 1 }, { a: 2 }],
      [{ a: 1 }, { a: 1 }],
    ],
    ["const", { const: { a: [1, "\n// x\n"] } }, { a: [1, "\n// x\n"] }, { a: [1, "\n"] }],
    ["enum", { enum: ["a", null] }, null, "b"],
    ["a format that is a pattern", { type: "string", format: "ipv4" }, "127.0.0.1", "127.0.0.256"],
    [
      "a point in time",
      { type: "string", format: "date-time" },
      "2026-11-23T00:00:00Z",
      "2026-11-23",
    ],
    ["bytes in base64", { type: "string", format: "byte" }, "YQ==", "YQ="],
    ["a number of 32 bits", { type: "number", format: "int32", allOf: [{}] }, -1, 2 ** 31],
    ["a text that holds a number of 64 bits", { type: "string", format: "int64" }, "1", 1],
    ["an address", { type: "string", format: "uri" }, "https://a.example", "a b"],
    [
      "unevaluatedProperties",
      { allOf: [{ properties: { a: {} } }], unevaluatedProperties: false },
      { a: 1 },
      { b: 1 },
    ],
    [
      "prefixItems",
      { prefixItems: [{ type: "string" }], items: { type: "number" } },
      ["a", 1],
      ["a", "b"],
    ],
    ["dependentRequired", { dependentRequired: { a: ["b"] } }, { b: 1 }, { a: 1 }],
    ["propertyNames", { propertyNames: { maxLength: 1 } }, { a: 1 }, { ab: 1 }],
    [
      "if, then and else",
      { if: { type: "string" }, then: { maxLength: 1 }, else: { type: "null" } },
      "a",
      1,
    ],
    [
      "a recursive schema",
      { properties: { next: { $ref: "#/components/schemas/thing" }, n: { type: "number" } } },
      { next: { next: { n: 1 } } },
      { next: { next: { n: "1" } } },
    ],
    [
      "what is beside a $ref",
      { properties: { x: { $ref: "#/components/schemas/text", maxLength: 1 } } },
      { x: "a" },
      { x: "ab" },
    ],
    [
      "a type of 3.0 that may be null",
      { properties: { x: { type: "string", nullable: true } } },
      { x: null },
      { x: 1 },
    ],
    [
      "a $ref of 3.0 that may be null",
      { properties: { x: { nullable: true, allOf: [{ $ref: "#/components/schemas/text" }] } } },
      { x: null },
      { x: 1 },
    ],
    [
      "exclusive limits of 3.0",
      { type: "number", minimum: 1, exclusiveMinimum: true, maximum: 3, exclusiveMaximum: false },
      3,
      1,
    ],
    ["exclusive limits of 3.1", { type: "number", exclusiveMaximum: 3 }, 2, 3],
    ["own fields alone", { required: ["toString"] }, { toString: 1 }, {}],
  ])("validate %s", async (_what, thing, valid, invalid) => {
    const { request, response } = await validatorsOf(
      documentWith({ thing, text: { type: "string" } }),
    );

    for (const validator of [request, response]) {
      expect([validator(valid), validator.errors]).toEqual([true, null]);
      expect(validator(invalid)).toBe(false);
      expect(validator.errors?.[0]).toMatchObject({ keyword: expect.any(String) });
    }
  });

  test("allow fields that the document does not know, and formats that nobody knows", async () => {
    const { response } = await validatorsOf(
      documentWith({
        thing: { properties: { a: { type: "string", format: "shoe-size", "x-y": 1 } } },
      }),
    );

    expect(response({ a: "44", b: 1 })).toBe(true);
  });

  const required = { required: ["value"] };
  const secret = { properties: { value: secretValue } };

  test.each<[string, { readonly [name: string]: Json }]>([
    ["asked for beside it", { thing: { ...secret, ...required } }],
    ["asked for around it", { thing: { ...required, allOf: [secret] } }],
    ["asked for in another branch", { thing: { allOf: [secret, required] } }],
    [
      "asked for behind a $ref in another branch",
      { thing: { allOf: [secret, { $ref: "#/components/schemas/demand" }] }, demand: required },
    ],
    [
      "in a closed object",
      { thing: { ...secret, additionalProperties: false, required: ["value"] } },
    ],
    [
      "in an object whose other fields are numbers",
      { thing: { ...secret, additionalProperties: { type: "number" } } },
    ],
    [
      "in an object closed around its branches",
      { thing: { allOf: [secret], unevaluatedProperties: false } },
    ],
  ])(
    "of a response neither ask for a write-only field nor judge it where it is %s",
    async (_where, schemas) => {
      const { response } = await validatorsOf(documentWith(schemas));

      expect([response({}), response.errors]).toEqual([true, null]);
      expect([response({ value: 1 }), response.errors]).toEqual([true, null]);
    },
  );

  test("of a response let no other field require a write-only one", async () => {
    const dependentRequired = { name: ["value", "title"], value: ["x"] };
    const { response } = await validatorsOf(
      documentWith({ thing: { ...secret, dependentRequired } }),
    );

    expect(response({ name: 1, title: 1 })).toBe(true);
    expect(response({ name: 1 })).toBe(false);
    expect(response({ value: 1 })).toBe(true);
  });

  test("of a response keep a schema as it is for those who do not mark its field", async () => {
    const demand = { $ref: "#/components/schemas/demand" };
    const { response } = await validatorsOf(
      documentWith({
        thing: { properties: { one: { allOf: [secret, demand] }, other: demand } },
        demand: { required: ["value"], properties: { name: { type: "string" } } },
      }),
    );

    expect(response({ one: {} })).toBe(true);
    expect(response({ one: { name: 1 } })).toBe(false);
    expect(response({ other: {} })).toBe(false);
  });

  test("leave a test of a write-only field as it is", async () => {
    const { response } = await validatorsOf(
      documentWith({
        thing: {
          ...secret,
          if: { $ref: "#/components/schemas/withValue" },
          then: { required: ["name"] },
          not: { ...secret, required: ["value", "x"] },
        },
        withValue: { ...secret, required: ["value"] },
      }),
    );

    expect([response({}), response({ x: 1 })]).toEqual([true, true]);
    expect(response({ value: "x" })).toBe(false);
    expect(response({ value: "x", name: "y", x: 1 })).toBe(false);
  });

  test("of a request do not require a read-only field, but validate one that is present", async () => {
    const { request, response } = await validatorsOf(
      documentWith({
        thing: { required: ["id"], properties: { id: { type: "string", readOnly: true } } },
      }),
    );

    expect([request({}), request({ id: 1 }), response({}), response({ id: "1" })]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  test("exist for JSON bodies only", async () => {
    const operation = {
      operationId: "createThing",
      requestBody: { content: { "text/plain": { schema: {} } } },
      responses: { 204: { description: "" } },
    };
    const source = await emitValidators(
      documentWith({ thing: {} }, { paths: { "/a": { post: operation } } }),
      ["createThing"],
    );

    expect(source).toContain("export const CreateThing: {\n} = {  };");
  });

  test("import nothing", async () => {
    const source = await emitValidators(
      documentWith({
        thing: {
          properties: {
            a: { type: "string", maxLength: 1, format: "date-time" },
            b: { uniqueItems: true },
          },
        },
      }),
      ["createThing"],
    );

    expect(
      ts.preProcessFile(source, true, true).importedFiles.map(({ fileName }) => fileName),
    ).toEqual(["./schema.js"]);
  });

  test("contain no path of the machine that generated them", async () => {
    const source = await emitValidators(documentWith({ thing: { type: "string", maxLength: 1 } }), [
      "createThing",
    ]);

    expect(source).not.toContain("node_modules");
  });

  test.each<[string, Json]>([
    ["a keyword of the wrong type", { type: "string", maxLength: "5" }],
    ["a pattern that is none", { type: "string", pattern: "(" }],
    ["a type that is none", { type: "file" }],
    ["a $dynamicRef", { properties: { a: { $dynamicRef: "#a" } } }],
  ])("are refused in one line with %s", async (_what, thing) => {
    await expect(emitValidators(documentWith({ thing }), ["createThing"])).rejects.toThrow(
      /^expected schemas [^\n]+$/,
    );
  });
});
