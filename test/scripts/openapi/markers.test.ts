// oxlint-disable unicorn/no-thenable -- `then` is a keyword of JSON Schema
import { describe, expect, test } from "vitest";
import { emitSpec } from "../../../scripts/generate/emit-spec.js";
import type { Json } from "../../../scripts/lib/json.js";
import { documentWith } from "../documents.js";

const secretValue = { type: "string", writeOnly: true } as const;

/** The list of write-only fields of the one operation. */
const writeOnlyIn = (schemas: { readonly [name: string]: Json }): string =>
  /writeOnly: (\{[^\n]*\})/.exec(emitSpec(documentWith(schemas)))?.[1] ?? "";

/** A list of the same fields on both sides. */
const on = (...paths: string[][]): string => {
  const list = `[${paths.map((path) => `[${path.map((name) => JSON.stringify(name)).join(", ")}]`).join(", ")}]`;
  return `{ request: ${list}, response: ${list} }`;
};

describe("write-only fields", () => {
  const secret = { properties: { value: secretValue } };

  test.each<[string, { readonly [name: string]: Json }, string]>([
    ["in a property", { thing: secret }, on(["value"])],
    ["in a nested object", { thing: { properties: { inner: secret } } }, on(["inner", "value"])],
    [
      "in the items of an array",
      { thing: { properties: { list: { items: secret } } } },
      on(["list", "*", "value"]),
    ],
    ["in a tuple", { thing: { prefixItems: [{}, secret] } }, on(["*", "value"])],
    ["in additional properties", { thing: { additionalProperties: secret } }, on(["*", "value"])],
    [
      "in pattern properties",
      { thing: { patternProperties: { "^x": secret } } },
      on(["*", "value"]),
    ],
    ["in allOf", { thing: { allOf: [{}, secret] } }, on(["value"])],
    [
      "in oneOf and anyOf",
      { thing: { oneOf: [secret], anyOf: [{ properties: { key: secretValue } }] } },
      on(["key"], ["value"]),
    ],
    ["in then", { thing: { if: {}, then: secret } }, on(["value"])],
    [
      "behind a $ref",
      { thing: { properties: { inner: { $ref: "#/components/schemas/other" } } }, other: secret },
      on(["inner", "value"]),
    ],
    [
      "beside a $ref",
      {
        thing: { properties: { value: { $ref: "#/components/schemas/text", writeOnly: true } } },
        text: { type: "string" },
      },
      on(["value"]),
    ],
    [
      "on what a $ref leads to",
      {
        thing: { properties: { value: { $ref: "#/components/schemas/text" } } },
        text: secretValue,
      },
      on(["value"]),
    ],
    [
      "on a branch",
      { thing: { properties: { value: { anyOf: [secretValue, { type: "null" }] } } } },
      on(["value"]),
    ],
    ["whose name has a slash", { thing: { properties: { "a/b~c": secretValue } } }, on(["a/b~c"])],
    [
      "by a pointer with escapes",
      {
        thing: { properties: { copy: { $ref: "#/components/schemas/a~1b/properties/x%20y" } } },
        "a/b": { properties: { "x y": secretValue } },
      },
      on(["copy"]),
    ],
    ["once where two branches have it", { thing: { oneOf: [secret, secret] } }, on(["value"])],
    ["nowhere in not", { thing: { not: secret } }, on()],
    [
      "nowhere in a recursive schema without any",
      { thing: { properties: { next: { $ref: "#/components/schemas/thing" } } } },
      on(),
    ],
    [
      "beside a recursive schema without any",
      {
        thing: { properties: { tree: { $ref: "#/components/schemas/tree" }, value: secretValue } },
        tree: { properties: { next: { $ref: "#/components/schemas/tree" } } },
      },
      on(["value"]),
    ],
  ])("are found %s", (_where, schemas, expected) => {
    expect(writeOnlyIn(schemas)).toBe(expected);
  });

  test.each<[string, { readonly [name: string]: Json }, string]>([
    [
      "itself",
      {
        thing: { properties: { value: secretValue, next: { $ref: "#/components/schemas/thing" } } },
      },
      '[[[["next"]], "value"]]',
    ],
    [
      "another that holds it",
      {
        thing: { properties: { l: { items: { $ref: "#/components/schemas/other" } } } },
        other: { properties: { value: secretValue, b: { $ref: "#/components/schemas/thing" } } },
      },
      '[[[["l", "*", "b"]], "l", "*", "value"]]',
    ],
    [
      "itself in several ways",
      {
        thing: {
          properties: {
            value: secretValue,
            a: { $ref: "#/components/schemas/thing" },
            b: { items: { $ref: "#/components/schemas/thing" } },
          },
        },
      },
      '[[[["a"], ["b", "*"]], "value"]]',
    ],
  ])("are found at any depth in a schema that holds %s", (_what, schemas, paths) => {
    expect(emitSpec(documentWith(schemas)).replaceAll(/\s+/g, " ")).toContain(`response: ${paths}`);
  });

  test("are found in every content type, and in successes alone", () => {
    const schema = { $ref: "#/components/schemas/thing" };
    const error = { description: "", content: { "application/json": { schema } } };
    const multipart = { content: { "multipart/form-data": { schema } } };
    const operation = {
      operationId: "createThing",
      requestBody: multipart,
      responses: { 204: { description: "" }, 400: error, default: error },
    };

    const spec = emitSpec(
      documentWith({ thing: secret }, { paths: { "/things": { post: operation } } }),
    );

    expect(spec).toContain('writeOnly: { request: [["value"]], response: [] }');
  });
});
