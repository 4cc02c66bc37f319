import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { fieldsOf, type Json, type JsonObject } from "../../../scripts/lib/json.js";
import { parseOpenapi, type OpenapiDocument } from "../../../scripts/openapi/document.js";
import { operationsOf } from "../../../scripts/openapi/operations.js";
import { lookUp } from "../../../scripts/openapi/references.js";
import { importDocument, type ImportOptions } from "../../../scripts/vendor/import-document.js";
import { readIncoming } from "../../../scripts/vendor/incoming-document.js";
import { compareDocuments } from "../../../scripts/verdict/compare-documents.js";
import { replaced } from "../../support/replaced.js";
import { newer, newerVersion, vendored } from "../../support/vendored.js";
import { mergedForm } from "../merged-document.js";
import { copyOfProject, snapshot } from "../project.js";

const bytesOf = (document: Json): Buffer => Buffer.from(JSON.stringify(document));

const kept = (document: JsonObject, ...ids: readonly string[]): OpenapiDocument =>
  readIncoming(
    bytesOf(document),
    ids.map((id) => ({ id })),
  ).document;

describe("the vendor's merged document", () => {
  test.each([
    ["JSON", (document: JsonObject) => JSON.stringify(document)],
    ["YAML", (document: JsonObject) => stringify(document)],
  ])("as %s is no change where it says what the page said", async (_form, print) => {
    const root = await copyOfProject();
    const before = await snapshot(root);

    const source = Buffer.from(print(mergedForm(vendored)));
    const { changed, document } = await importDocument(root, "openapi", source);

    expect(changed).toBe(false);
    expect(document).toEqual(parseOpenapi(vendored));
    expect(await snapshot(root)).toEqual(before);
  });

  test("leaves a project in which the page is then no change, either", async () => {
    const root = await copyOfProject();

    const merged = await importDocument(root, "openapi.json", bytesOf(mergedForm(newer)));
    const after = await snapshot(root);
    const page = await importDocument(root, "gateway.yaml", Buffer.from(newer));

    expect(merged.changed).toBe(true);
    expect(page.changed).toBe(false);
    expect(await snapshot(root)).toEqual(after);
  });

  test("is vendored with the one operation, as a page would have it", async () => {
    const root = await copyOfProject();

    await importDocument(root, "openapi.json", bytesOf(mergedForm(newer)));

    const yaml = await readFile(join(root, "openapi", "gateway.yaml"), "utf8");
    const document = parseOpenapi(yaml);
    const page = parseOpenapi(newer);
    const { tags, paths, ...rest } = document;
    const { tags: _tags, paths: _paths, ...expected } = page;
    expect(rest).toEqual(expected);
    expect(tags).toEqual([{ name: "Secrets", description: "All about secrets." }]);
    expect(Object.keys(document)).toEqual(Object.keys(page));
    expect(operationsOf(document).map(({ id }) => id)).toEqual(["Gateway_CreateSecret"]);
    expect(JSON.stringify(paths)).not.toMatch(/"(servers|security)"/);
    expect((await compareDocuments(page, document)).verdict).toBe("none");
  });

  test("is a change where its contract is another one", async () => {
    const root = await copyOfProject();
    const text = replaced(newer, /keyName/g, "key");

    const { changed } = await importDocument(root, "o.json", bytesOf(mergedForm(text)));

    expect(changed).toBe(true);
    const yaml = await readFile(join(root, "openapi", "gateway.yaml"), "utf8");
    expect(parseOpenapi(yaml)["components"]).toEqual(parseOpenapi(text)["components"]);
  });

  test("is refused where the vendored operation is not among its many", async () => {
    const root = await copyOfProject();
    const before = await snapshot(root);
    const renamed = replaced(newer, "Gateway_CreateSecret", "Gateway_Other");
    const other = replaced(renamed, "/secrets:", "/others:");

    await expect(importDocument(root, "o.json", bytesOf(mergedForm(other)))).rejects.toThrow(
      /^expected Gateway_CreateSecret \(post [^)]+\), found Gateway_GetModel0 [^\n]+, \.\.\.: a page/,
    );
    expect(await snapshot(root)).toEqual(before);
  });

  test("adds the operations that were asked for, and keeps them at the next import", async () => {
    const root = await copyOfProject();
    const operations = ["Gateway_GetModel3", "Gateway_GetModel1"];
    const added = ["Gateway_GetModel1", "Gateway_GetModel3", "Gateway_CreateSecret"];
    const importMerged = (yaml: string, options?: ImportOptions) =>
      importDocument(root, "o.json", bytesOf(mergedForm(yaml)), options);

    const first = await importMerged(vendored, { operations });
    const again = await importMerged(vendored);
    const next = await importMerged(newer);

    for (const { document } of [first, again, next]) {
      expect(operationsOf(document).map(({ id }) => id)).toEqual(added);
      expect(lookUp(document, "#/components/schemas/model3")).toBeDefined();
      expect(fieldsOf(fieldsOf(document["components"])["schemas"])).not.toHaveProperty("model4");
    }
    expect([first, again, next].map(({ changed }) => changed)).toEqual([true, false, true]);
  });

  test("refuses an operation that it does not have", async () => {
    const root = await copyOfProject();

    const failure = importDocument(root, "o.json", bytesOf(mergedForm(newer)), {
      operations: ["Gateway_ListSecrets"],
    });

    await expect(failure).rejects.toThrow(/^expected Gateway_ListSecrets, found Gateway_GetModel0/);
  });

  test("gives up what was chosen where nothing is vendored yet", async () => {
    const root = await copyOfProject();
    for (const name of ["gateway.yaml", "gateway.source.json"]) {
      await writeFile(join(root, "openapi", name), "");
    }
    await writeFile(join(root, "openapi", "operations.json"), '["Gateway_GetModel2"]');

    const { document } = await importDocument(root, "o.json", bytesOf(mergedForm(newer)));

    expect(operationsOf(document).map(({ id }) => id)).toEqual(["Gateway_GetModel2"]);
  });
});

const refer = (name: string): JsonObject => ({ $ref: `#/components/${name}` });

const merged = (version: string) =>
  bytesOf(mergedForm(replaced(newer, newerVersion, `"${version}"`)));

describe("an earlier version", () => {
  test.each(["0.0.1", "4.27.0", "4.258.12", "1"])("such as %s is refused", async (version) => {
    const root = await copyOfProject();
    await importDocument(root, "o.json", merged("4.259.0"), { force: true });
    const before = await snapshot(root);

    await expect(importDocument(root, "o.json", merged(version))).rejects.toThrow(
      `expected version 4.259.0 or later, found ${version}: --force takes it all the same`,
    );
    expect(await snapshot(root)).toEqual(before);
  });

  test.each(["4.259.1", "4.1000.0", "5", "5.0.0", "next"])("is not %s", async (version) => {
    const root = await copyOfProject();
    await importDocument(root, "o.json", merged("4.259.0"), { force: true });

    expect((await importDocument(root, "o.json", merged(version))).changed).toBe(true);
  });

  test("is taken by force", async () => {
    const root = await copyOfProject();

    const { changed, document } = await importDocument(root, "o.json", merged("0.0.1"), {
      force: true,
    });

    expect([changed, document.info.version]).toEqual([true, "0.0.1"]);
  });
});

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
