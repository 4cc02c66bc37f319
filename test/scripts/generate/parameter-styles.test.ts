import { describe, expect, test } from "vitest";
import { parameterStyles } from "../../../scripts/generate/parameter-styles.js";
import type { Json, JsonObject } from "../../../scripts/lib/json.js";
import { operationsOf } from "../../../scripts/openapi/operations.js";
import { documentWith } from "../documents.js";

const list: Json = { type: "array", items: {} };

function stylesOf(parameters: readonly JsonObject[], path = "/things/{id}") {
  const document = documentWith(
    { list, either: { anyOf: [{ type: "string" }, list] } },
    { paths: { [path]: { get: { operationId: "getThing", parameters, responses: {} } } } },
  );
  const [operation] = operationsOf(document);
  return operation && parameterStyles(document, operation);
}

const inQuery = (fields: JsonObject): JsonObject => ({ in: "query", name: "q", ...fields });
const inPath = (fields: JsonObject): JsonObject => ({
  in: "path",
  name: "id",
  required: true,
  ...fields,
});

describe("a query parameter", () => {
  test.each<[JsonObject]>([
    [{ schema: { type: "string" } }],
    [{ schema: { type: "string" }, explode: false }],
    [{ schema: list }],
    [{ schema: { type: ["array", "null"] }, explode: true }],
    [{ schema: { type: "object" }, style: "deepObject", explode: true }],
    [{ schema: { enum: ["a"] }, explode: false }],
    [{}],
  ])("is left to openapi-fetch where that writes it so by itself: %j", (fields) => {
    expect(stylesOf([inQuery(fields)])).toEqual({});
  });

  const comma = { style: "form", explode: false };
  test.each<[JsonObject, JsonObject]>([
    [{ schema: list, explode: false }, { array: comma }],
    [{ schema: { $ref: "#/components/schemas/list" }, explode: false }, { array: comma }],
    [{ schema: { type: ["null", "array"] }, explode: false }, { array: comma }],
    [{ schema: { items: {} }, explode: false }, { array: comma }],
    [
      { schema: list, style: "pipeDelimited" },
      { array: { style: "pipeDelimited", explode: false } },
    ],
    [{ schema: { type: "object" } }, { object: { style: "form", explode: true } }],
    [{ schema: { properties: {} }, explode: false }, { object: comma }],
    [
      { schema: { $ref: "#/components/schemas/either" }, explode: false },
      { array: comma, object: comma },
    ],
    [{ schema: { type: "string" }, allowReserved: true }, { allowReserved: true }],
    [{ content: { "application/json": { schema: list } } }, { isJson: true }],
  ])("has the style of %j", (fields, style) => {
    expect(stylesOf([inQuery(fields)])).toEqual({ query: { q: style } });
  });
});

describe("a path parameter", () => {
  test.each<[JsonObject, JsonObject]>([
    [{ schema: { type: "string" } }, {}],
    [{ schema: list }, { lists: ["id"] }],
    [
      { schema: list, explode: true },
      { lists: ["id"], template: "/things/{id*}" },
    ],
    [{ schema: { type: "string" }, style: "label" }, { template: "/things/{.id}" }],
    [
      { schema: list, style: "matrix", explode: true },
      { lists: ["id"], template: "/things/{;id*}" },
    ],
  ])("is an operator of the template: %j", (fields, styles) => {
    expect(stylesOf([inPath(fields)])).toEqual(styles);
  });

  test("may have a name with a dollar sign", () => {
    const parameter = inPath({ name: "$&", style: "matrix", schema: { type: "string" } });
    expect(stylesOf([parameter], "/things/{$&}")).toEqual({ template: "/things/{;$&}" });
  });
});
