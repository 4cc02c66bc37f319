import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { fieldsOf, type Json, type JsonObject } from "../../../scripts/lib/json.js";
import { parseOpenapi } from "../../../scripts/openapi/document.js";
import { operationsOf } from "../../../scripts/openapi/operations.js";
import { lookUp } from "../../../scripts/openapi/references.js";
import { importDocument, type ImportOptions } from "../../../scripts/vendor/import-document.js";
import { compareDocuments } from "../../../scripts/verdict/compare-documents.js";
import { replaced } from "../../support/replaced.js";
import { newer, vendored } from "../../support/vendored.js";
import { mergedForm } from "../merged-document.js";
import { copyOfProject, snapshot } from "../project.js";

const bytesOf = (document: Json): Buffer => Buffer.from(JSON.stringify(document));

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
      /^expected Gateway_CreateSecret \(post [^)]+\), found Gateway_GetModel0 [^\n]+, \.\.\.: is this the page/,
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

  test("yields the wrapped operations if nothing is vendored yet", async () => {
    const root = await copyOfProject();
    for (const name of ["gateway.yaml", "gateway.source.json"]) {
      await writeFile(join(root, "openapi", name), "");
    }
    await writeFile(join(root, "openapi", "operations.json"), '["Gateway_GetModel2"]');

    const { document } = await importDocument(root, "o.json", bytesOf(mergedForm(newer)));

    expect(operationsOf(document).map(({ id }) => id)).toEqual(["Gateway_GetModel2"]);
  });
});
