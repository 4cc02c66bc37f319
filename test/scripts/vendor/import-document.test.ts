import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importDocument } from "../../../scripts/vendor/import-document.js";
import { sha256 } from "../../../scripts/vendor/provenance.js";
import { replaced } from "../../support/replaced.js";
import { newer, newerVersion, vendored } from "../../support/vendored.js";
import { aliasBomb } from "../documents.js";
import { copyOfProject, snapshot } from "../project.js";
import { bytesOf, page } from "./page.js";

describe("an import", () => {
  test("takes the document out of a page byte for byte, and records where it came from", async () => {
    const root = await copyOfProject();
    const source = bytesOf(page(newer));

    const { changed, document } = await importDocument(root, "create-secret.md", source);

    expect(changed).toBe(true);
    expect(document.info.version).toBe(newerVersion);
    expect(await readFile(join(root, "openapi", "gateway.yaml"), "utf8")).toBe(newer);
    const provenance: unknown = JSON.parse(
      await readFile(join(root, "openapi", "gateway.source.json"), "utf8"),
    );
    expect(provenance).toEqual({
      source: "create-secret.md",
      specVersion: newerVersion,
      pageSha256: sha256(source),
      yamlSha256: sha256(newer),
      importedOn: new Date().toISOString().slice(0, 10),
    });
  });

  test("changes nothing when the document is the vendored one", async () => {
    const root = await copyOfProject();
    const before = await snapshot(root);

    const { changed } = await importDocument(
      root,
      "other.md",
      bytesOf(page(vendored, { before: "Prose.\n" })),
    );

    expect(changed).toBe(false);
    expect(await snapshot(root)).toEqual(before);
  });

  test.each<[string, (root: string) => Promise<void>]>([
    ["edited", (root) => writeFile(join(root, "openapi", "gateway.yaml"), "openapi: [")],
    ["removed", (root) => rm(join(root, "openapi", "gateway.yaml"))],
  ])("restores a vendored document that somebody %s", async (_how, damage) => {
    const root = await copyOfProject();
    await damage(root);

    await importDocument(root, "page.md", bytesOf(page(vendored)));

    expect(await readFile(join(root, "openapi", "gateway.yaml"), "utf8")).toBe(vendored);
    await damage(root);
    const other = page(replaced(vendored, "Gateway_CreateSecret", "Gateway_Other"));
    await expect(importDocument(root, "page.md", bytesOf(other))).rejects.toThrow(
      "expected Gateway_CreateSecret, found Gateway_Other",
    );
  });

  test.each<[string, (text: string) => string]>([
    ["broken", () => "{"],
    ["of another document", (text) => replaced(text, sha256(vendored), sha256("other"))],
    ["without a date", (text) => replaced(text, "importedOn", "date")],
  ])("restores a provenance that is %s", async (_what, damage) => {
    const root = await copyOfProject();
    const path = join(root, "openapi", "gateway.source.json");
    await writeFile(path, damage(await readFile(path, "utf8")));

    const { changed } = await importDocument(root, "page.md", bytesOf(page(vendored)));

    expect(changed).toBe(true);
    expect(JSON.parse(await readFile(path, "utf8"))).toMatchObject({
      source: "page.md",
      yamlSha256: sha256(vendored),
    });
  });
});

describe("an import refuses", () => {
  const olderForm =
    "paths:\n  path: /v1/accounts/{account_id}/secrets\n  method: post\n  request: {}\n";
  const otherOperation = replaced(
    replaced(newer, "Gateway_CreateSecret", "Gateway_ListSecrets"),
    "    post:",
    "    get:",
  );

  test.each<[string, string | Uint8Array, RegExp]>([
    ["a page without a fence", "# Create secret\n\nText.\n", /found neither/],
    ["a page with other fences alone", page("curl x\n", { language: "bash" }), /found neither/],
    [
      "a fence that never closes",
      page(newer).slice(0, -8),
      /fence "````yaml post [^"]+" at line 8 to be closed/,
    ],
    [
      "a fence closed by a shorter one alone",
      replaced(page(newer), /````\n$/, "```\n"),
      /to be closed/,
    ],
    ["an older form of the page", page(olderForm), /no "openapi" key in the one at line 8/],
    ["an older form of the document", olderForm, /found neither/],
    [
      "a page for another operation",
      page(otherOperation),
      /^expected Gateway_CreateSecret \(post [^)]+\), found Gateway_ListSecrets/,
    ],
    [
      "a document without operations",
      replaced(newer, /paths:[^]*components:/, "paths: {}\ncomponents:"),
      /found no operation/,
    ],
    ["HTML", "<!DOCTYPE html>\n<html><body>404</body></html>", /found HTML/],
    ["HTML with a blank before it", "\n <html lang=en>", /found HTML/],
    ["an empty file", "", /found an empty file/],
    ["blanks", " \n\t\n", /found an empty file/],
    ["bytes that are not UTF-8", Buffer.from([0x6f, 0xff, 0xfe]), /UTF-8/],
    ["Swagger 2", "swagger: '2.0'\ninfo: {}\npaths: {}\n", /Swagger 2\.0/],
    ["Swagger 2 in a page", page("swagger: '2.0'\n"), /Swagger 2\.0/],
    ["Swagger 2 as JSON", '{"swagger":"2.0"}', /Swagger 2\.0/],
    ["JSON that is no document", '{"error":"not found"}', /no "openapi" key \(its keys: error\)/],
    ["JSON that is cut off", '{"openapi":"3.1.0",', /expected YAML/],
    ["two documents in a page", page(newer, { after: page(newer) }), /found 2, at lines 8 and \d+/],
    [
      "keys that stand twice",
      page(replaced(newer, "info:\n", "info:\n  title: Other\n")),
      /unique/,
    ],
    ["JSON with keys that stand twice", '{"openapi":"3.1.0","openapi":"3.1.0"}', /unique/],
    ["an alias bomb", `${aliasBomb()}${newer}`, /alias/],
    [
      "a reference to nothing",
      replaced(newer, "schemas/gatewaySecret'", "schemas/gone'"),
      /schemas\/gone/,
    ],
    [
      "a reference to another file",
      replaced(newer, "#/components/schemas/gatewaySecret", "x.yaml"),
      /x\.yaml/,
    ],
  ])("%s, in one line, and touches nothing", async (_what, source, message) => {
    const root = await copyOfProject();
    const before = await snapshot(root);
    const bytes = typeof source === "string" ? bytesOf(source) : source;

    const failure = await importDocument(root, "source", bytes).catch((error: unknown) => error);

    expect(failure).toMatchObject({
      name: "CommandError",
      message: expect.stringMatching(message),
    });
    expect(String(failure)).toMatch(/^CommandError: expected [^\n]+[,;] found[^\n]+$/);
    expect(await snapshot(root)).toEqual(before);
  });
});
