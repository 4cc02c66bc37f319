import ts from "typescript";
import { describe, expect, test } from "vitest";
import { emitSpec } from "../../../scripts/generate/emit-spec.js";
import type { Json } from "../../../scripts/lib/json.js";
import { documentWith, thingOperation } from "../documents.js";

const secretValue = { type: "string", writeOnly: true } as const;

describe("the constants", () => {
  test("contain what the path declares, unless the operation overrides it", () => {
    const spec = emitSpec(
      documentWith(
        { thing: {} },
        {
          servers: [],
          components: {
            schemas: { thing: {} },
            parameters: { id: { name: "id", in: "path", required: true, schema: {} } },
            responses: { done: { description: "", content: { "application/json": {} } } },
            requestBodies: { thing: { content: { "text/plain": {}, "application/json": {} } } },
            securitySchemes: {
              key: { type: "apiKey", in: "header", name: "x-key", description: "Prose." },
              login: {
                type: "oauth2",
                flows: {
                  implicit: { authorizationUrl: "https://a.example", scopes: { read: "Prose." } },
                },
              },
            },
          },
          security: [{ key: [] }],
          paths: {
            "/a~b/{id}": {
              servers: [
                {
                  url: "https://{region}.example/{unknown}",
                  variables: { region: { default: "eu" } },
                },
              ],
              parameters: [
                { $ref: "#/components/parameters/id" },
                { name: "page", in: "query", schema: {} },
              ],
              put: {
                deprecated: true,
                security: [],
                servers: [{ url: "https://other.example" }],
                parameters: [
                  {
                    name: "page",
                    in: "query",
                    required: true,
                    style: "form",
                    schema: { maximum: 3 },
                  },
                ],
                requestBody: { $ref: "#/components/requestBodies/thing" },
                responses: { 200: { $ref: "#/components/responses/done" } },
              },
              get: { operationId: "getThing", responses: {} },
            },
          },
        },
      ),
    );

    expect(spec).toMatchInlineSnapshot(`
      "/** The document's title. */
      export const title = "Things";

      /** The document's version. */
      export const version = "1.2.3";

      /** The server that clients use by default. */
      export const server = "https://eu.example/{unknown}";

      /** Content types of JSON responses, as an accept header. */
      export const accept = "application/json";

      /** Security schemes. */
      export const securitySchemes = {
        key: { type: "apiKey", in: "header", name: "x-key" },
        login: {
          type: "oauth2",
          flows: { implicit: { authorizationUrl: "https://a.example", scopes: ["read"] } },
        },
      } as const;

      /** Run-time metadata of getThing. */
      export const GetThing = {
        id: "getThing",
        method: "get",
        path: "/a~b/{id}",
        requestBody: "none",
        writeOnly: { request: [], response: [] },
      } as const;

      /** Run-time metadata of put /a~b/{id}. */
      export const PutABId = {
        id: "put /a~b/{id}",
        method: "put",
        path: "/a~b/{id}",
        requestBody: "optional",
        writeOnly: { request: [], response: [] },
      } as const;

      /** Run-time metadata of all operations, by id. */
      export const operations = {
        getThing: GetThing,
        "put /a~b/{id}": PutABId,
      } as const;

      /** Rest of each operation's contract, for the type contract and the verdict on a new version. */
      export const contracts = {
        getThing: {
          security: [{ key: [] }],
          server: "https://eu.example/{unknown}",
          parameters: [{ name: "id", in: "path", required: true }, { name: "page", in: "query", required: false }],
          responses: {},
          constraints: { request: {}, response: {}, parameters: {} },
        },
        "put /a~b/{id}": {
          security: [],
          server: "https://other.example",
          deprecated: true,
          parameters: [{ name: "id", in: "path", required: true }, { name: "page", in: "query", required: true }],
          requestBody: { required: false, contentTypes: ["application/json", "text/plain"] },
          responses: { 200: ["application/json"] },
          constraints: {
            request: {},
            response: {},
            parameters: { "/query/page": { style: "form" }, "/query/page/schema": { maximum: 3 } },
          },
        },
      } as const;
      "
    `);
  });

  test("list the constraints that types cannot express, by schema", () => {
    const spec = emitSpec(
      documentWith({
        thing: {
          additionalProperties: false,
          title: "Prose.",
          properties: {
            name: {
              type: "string",
              pattern: "^a",
              minLength: 0,
              example: "Prose.",
              uniqueItems: false,
            },
            size: { type: ["integer", "null"], default: false, description: "Prose." },
            choice: { oneOf: [{ format: "uuid" }, { not: { title: "Prose.", maxLength: 3 } }] },
            next: { $ref: "#/components/schemas/thing", deprecated: true },
            "a/b": { type: "string", enum: ["seen by types"] },
          },
        },
      }),
    );

    const constraints = /constraints: \{\n\s+request: (\{[^]*?\n {6}\}),/.exec(spec)?.[1];
    expect(constraints).toMatchInlineSnapshot(`
      "{
              "#/components/schemas/thing": { additionalProperties: false },
              "#/components/schemas/thing/properties/choice/oneOf/0": { format: "uuid" },
              "#/components/schemas/thing/properties/choice/oneOf/1": { not: { maxLength: 3 } },
              "#/components/schemas/thing/properties/name": { minLength: 0, pattern: "^a" },
              "#/components/schemas/thing/properties/next": { deprecated: true },
              "#/components/schemas/thing/properties/size": { default: false, type: ["integer", "null"] },
            }"
    `);
  });

  test("do not depend on the order of keys or on further references", () => {
    const limited = { type: "string", maxLength: 5 };
    const constraintsOf = (properties: { readonly [name: string]: Json }): string[] =>
      emitSpec(documentWith({ thing: { properties }, limited }))
        .split("\n")
        .filter((line) => line.includes("maxLength"));
    const late = { $ref: "#/components/schemas/limited" };

    const before = constraintsOf({ late });

    expect(before).not.toEqual([]);
    expect(constraintsOf({ early: late, late })).toEqual(before);
  });

  test("are data, whatever the document calls things", async () => {
    const name = '"; throw 1; //';
    const post = { ...thingOperation, operationId: "__proto__" };
    const spec = emitSpec(
      documentWith(
        { thing: { properties: { [name]: secretValue } } },
        { paths: { "/things": { post } } },
      ),
    );

    const javascript = ts.transpile(spec, {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
    });
    const { operations } = await import(
      /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(javascript)}`
    );

    expect(Object.entries(operations)).toMatchObject([
      ["__proto__", { method: "post", writeOnly: { request: [[name]] } }],
    ]);
  });

  test("name a server even if the document has none", () => {
    expect(emitSpec(documentWith({ thing: {} }, { servers: [] }))).toContain(
      'export const server = "/"',
    );
  });

  test("refuse two operations of one id", () => {
    const paths = { "/a": { get: thingOperation }, "/b": { get: thingOperation } };

    expect(() => emitSpec(documentWith({ thing: {} }, { paths }))).toThrow(
      "expected one operation createThing, found get /a and get /b",
    );
  });
});
