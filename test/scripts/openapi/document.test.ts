import { describe, expect, test } from "vitest";
import { parseOpenapi, printOpenapi } from "../../../scripts/openapi/document.js";
import { aliasBomb, documentWith } from "../documents.js";

describe("parsing a document", () => {
  test.each([
    ["3.0", "3.0.3"],
    ["3.1", "3.1.1"],
    ["3.2", "3.2.0"],
  ])("takes OpenAPI %s", (_minor, openapi) => {
    expect(documentWith({}, { openapi }).openapi).toBe(openapi);
  });

  test.each([
    ["Swagger 2", "swagger: '2.0'\npaths: {}", "Swagger 2.0"],
    ["a version to come", "openapi: 3.3.0", '"3.3.0"'],
    ["a version that is a number", "openapi: 3.1", "3.1"],
    ["no version", "info: {}\npaths: {}", "info, paths"],
    ["no title", "openapi: 3.1.0\ninfo: {version: '1'}\npaths: {}", "title"],
    ["no paths", "openapi: 3.1.0\ninfo: {version: '1', title: t}", "paths"],
    ["a list", "- openapi", "no mapping"],
    [
      "a key twice",
      "openapi: 3.1.0\nopenapi: 3.1.0",
      "Map keys must be unique at line 2, column 1",
    ],
    ["two documents", "openapi: 3.1.0\n---\nopenapi: 3.1.0", "multiple documents"],
    ["an alias bomb", `openapi: 3.1.0\n${aliasBomb()}`, "alias"],
  ])("refuses %s in one line", (_what, text, named) => {
    expect(() => parseOpenapi(text)).toThrow(named);
    expect(() => parseOpenapi(text)).toThrow(/^expected [^\n]+$/);
  });
});

describe("printing a document", () => {
  test("lays YAML out as the vendor's pages do, so that a diff shows only changes", () => {
    const description = `Many${" and many more".repeat(6)} words\nand a second line.`;
    const document = {
      openapi: "3.1.0",
      info: { title: "Things", version: "4.10", description },
      servers: [{ url: "https://things.example" }],
      paths: { "/things": { get: { responses: { 200: { $ref: "#/components/responses/one" } } } } },
    };

    expect(printOpenapi(document)).toBe(`openapi: 3.1.0
info:
  title: Things
  version: '4.10'
  description: >-
    Many and many more and many more and many more and many more and many more
    and many more words

    and a second line.
servers:
  - url: https://things.example
paths:
  /things:
    get:
      responses:
        '200':
          $ref: '#/components/responses/one'
`);
  });
});
