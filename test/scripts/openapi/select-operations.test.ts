import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../scripts/lib/json.js";
import type { OpenapiDocument } from "../../../scripts/openapi/document.js";
import { lookUp } from "../../../scripts/openapi/references.js";
import { readIncoming } from "../../../scripts/vendor/incoming-document.js";

const bytesOf = (document: Json): Buffer => Buffer.from(JSON.stringify(document));

const kept = (document: JsonObject, ...ids: readonly string[]): OpenapiDocument =>
  readIncoming(
    bytesOf(document),
    ids.map((id) => ({ id })),
  ).document;

const refer = (name: string): JsonObject => ({ $ref: `#/components/${name}` });

describe("the operations that are kept", () => {
  const response = { 200: { description: "OK" } };
  const base = { openapi: "3.1.0", info: { title: "Things", version: "1" } };
  const both = (first: JsonObject, second: JsonObject, root: JsonObject = {}) => ({
    ...base,
    ...root,
    paths: {
      "/one": { get: { operationId: "one", responses: response, ...first } },
      "/two": {
        get: { operationId: "two", responses: response, ...second },
        post: { operationId: "three", responses: response },
      },
    },
  });
  const servers = [{ url: "https://one.example" }];

  test("keep servers and security where they stand when they differ", () => {
    const others = [{ url: "https://two.example" }];
    const document = kept(
      both({ servers, security: [] }, { servers: others }, { security: [{ Key: [] }] }),
      "one",
      "two",
    );

    expect(document).not.toHaveProperty("servers");
    expect(document["security"]).toEqual([{ Key: [] }]);
    expect(lookUp(document, "#/paths/~1one/get")).toMatchObject({ servers, security: [] });
    expect(lookUp(document, "#/paths/~1two/get")).toMatchObject({ servers: others });
  });

  test("put what they say themselves above what the root says", () => {
    const root = { servers: [{ url: "https://root.example" }], security: [{ Key: [] }] };
    const document = kept(both({ servers, security: [] }, {}, root), "one");

    expect(document).toMatchObject({ servers, security: [] });
    expect(lookUp(document, "#/paths/~1one/get")).toEqual({
      operationId: "one",
      responses: response,
    });
  });

  test("leave the other operations of their paths behind", () => {
    const document = kept(both({}, {}), "three");

    expect(document.paths).toEqual({
      "/two": { post: { operationId: "three", responses: response } },
    });
  });

  test("are known by method and path where they have no id", () => {
    const document = kept(both({}, { operationId: null }), "get /two");

    expect(Object.keys(document.paths)).toEqual(["/two"]);
  });

  test("keep fields that are called as a method is, and empty objects", () => {
    const schema = { type: "object", properties: { options: { type: "object" }, get: {} } };
    const requestBody = { content: { "application/json": { schema, example: {} } } };
    const document = kept(both({ requestBody }, {}), "one");

    expect(lookUp(document, "#/paths/~1one/get/requestBody")).toEqual(requestBody);
  });

  test("refuse to refer to an operation that is left behind", () => {
    const callbacks = { done: { $ref: "#/paths/~1two/get" } };

    expect(() => kept(both({ callbacks }, {}), "one")).toThrow(
      "expected something at #/paths/~1two/get, found nothing",
    );
  });

  test("bring all that they reach: through parts, mappings, kinds, circles, and security", () => {
    const schema = {
      oneOf: [refer("schemas/cat")],
      discriminator: {
        propertyName: "kind",
        mapping: { dog: "dog", bird: "#/components/schemas/bird" },
      },
    };
    const operation = {
      security: [{ Key: [] }],
      parameters: [refer("parameters/page")],
      requestBody: { content: { "application/json": { schema } } },
      callbacks: { done: refer("callbacks/done") },
      responses: { 200: { description: "OK", links: { next: refer("links/next") } } },
    };
    const components = {
      schemas: {
        cat: { type: "object", properties: { kittens: { items: refer("schemas/cat") } } },
        dog: refer("schemas/tree/properties/leaf"),
        bird: {},
        tree: { type: "object", properties: { leaf: {} } },
        unused: refer("schemas/alsoUnused"),
        alsoUnused: {},
      },
      parameters: { page: { name: "page", in: "query" }, unused: { name: "no", in: "query" } },
      callbacks: { done: { "{$request.body#/url}": {} } },
      links: { next: { operationId: "one" } },
      headers: { unused: {} },
      securitySchemes: {
        Key: { type: "http", scheme: "bearer" },
        Other: { type: "http", scheme: "basic" },
      },
    };

    const document = kept(both(operation, {}, { components }), "one");

    const { cat, dog, bird, tree } = components.schemas;
    expect(document["components"]).toEqual({
      schemas: { cat, dog, bird, tree },
      parameters: { page: components.parameters.page },
      callbacks: components.callbacks,
      links: components.links,
      securitySchemes: { Key: components.securitySchemes.Key },
    });
  });
});
