import { readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseOpenapi, printOpenapi } from "../../../scripts/openapi/document.js";
import { importDocument } from "../../../scripts/vendor/import-document.js";
import { sha256 } from "../../../scripts/vendor/provenance.js";
import { title, version } from "../../../src/generated/spec.js";
import { replaced } from "../../support/replaced.js";
import { newer, newerVersion, vendored, wholeVendored } from "../../support/vendored.js";
import { aliasBomb } from "../documents.js";
import { copyOfProject, snapshot } from "../project.js";
import { runScript } from "../run-script.js";

const fence = "````";
const info = "yaml post /v1/accounts/{account_id}/secrets";

function page(yaml: string, { before = "", after = "", marks = fence, language = info } = {}) {
  return `> ## Documentation Index\n> Fetch the index at: https://docs.example/llms.txt\n\n# Create secret\n\n${before}## OpenAPI\n\n${marks}${language}\n${yaml}${marks}\n${after}`;
}

const bytesOf = (text: string): Buffer => Buffer.from(text, "utf8");

async function vendoredAfter(source: string): Promise<string> {
  const root = await copyOfProject();
  await importDocument(root, "page.md", bytesOf(source));
  return readFile(join(root, "openapi", "gateway.yaml"), "utf8");
}

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

  const otherFence = "```bash\ncurl https://api.example\n```\n\n";
  const otherYaml = "```yaml\nopenapi: post /v1/things\nname: x\n```\n\n";

  test.each<[string, string]>([
    ["three backticks", page(newer, { marks: "```" })],
    ["tildes", page(newer, { marks: "~~~~" })],
    ["a longer closing fence", replaced(page(newer), /````\n$/, "``````  \n")],
    ["no line after the fence", replaced(page(newer), /\n$/, "")],
    ["no method and path behind yaml", page(newer, { language: "yaml" })],
    ["yml, in capitals", page(newer, { language: "YML" })],
    [
      "other fences, tables and notes before it",
      page(newer, {
        before: `${otherFence}| a | b |\n|---|---|\n\n<Note>\n  \`\`\`inline\`\`\`\n</Note>\n\n`,
      }),
    ],
    ["another YAML fence before it", page(newer, { before: otherYaml })],
    [
      "an example of a page in a longer fence",
      page(newer, { before: `\`\`\`\`\`\`markdown\n${page(vendored)}\`\`\`\`\`\`\n\n` }),
    ],
    [
      "text, a rule and a fence after it",
      page(newer, { after: `\nText.\n\n---\n\n${otherFence}` }),
    ],
    [
      "a block quote that goes on without its mark",
      `> A quote\nthat goes on: here\n\n${page(newer)}`,
    ],
    [
      "front matter",
      `---\ntitle: Create secret\nopenapi: post /v1/accounts/{account_id}/secrets\n---\n\n${page(newer)}`,
    ],
    ["a byte order mark", `\uFEFF${page(newer)}`],
  ])("reads a page with %s", async (_what, source) => {
    expect(await vendoredAfter(source)).toBe(newer);
  });

  test.each<[string, string]>([
    ["CRLF", newer.replaceAll("\n", "\r\n")],
    [
      "a $ref with siblings",
      replaced(
        newer,
        "              $ref: '#/components/schemas/gatewaySecret'\n",
        "              description: The secret.\n              $ref: '#/components/schemas/gatewaySecret'\n",
      ),
    ],
    [
      "a folded $ref",
      replaced(
        newer,
        "$ref: '#/components/schemas/gatewaySecret'",
        "$ref: >-\n                #/components/schemas/gatewaySecret",
      ),
    ],
    ["a verb behind the path", replaced(newer, "/secrets:\n", "/secrets:create:\n")],
    ["fences in its prose", `x-note: |\n  \`\`\`\n  code\n  \`\`\`\n${newer}`],
    ["OpenAPI 3.0", replaced(newer, "3.1.0", "3.0.3")],
    ["letters beyond ASCII", `x-note: Die Konto-Nummer für 😃\n${newer}`],
  ])("keeps a document with %s as it is", async (_what, yaml) => {
    const source = page(yaml);

    expect(await vendoredAfter(source)).toBe(yaml);
    expect(await vendoredAfter(source.replaceAll(/\r?\n/g, "\r\n"))).toBe(
      yaml.replaceAll(/\r?\n/g, "\r\n"),
    );
  });

  test("reads a document without components.schemas", async () => {
    const plain = replaced(
      newer,
      /\$ref: '#\/components\/schemas\/gatewaySecret'/g,
      "type: object",
    );
    const yaml = replaced(plain, /  schemas:\n( {4}.*\n|\n)+/, "");

    expect(await vendoredAfter(page(yaml))).toBe(yaml);
  });

  test.each<[string, string]>([
    ["as it is", newer],
    ["with a comment first", `# A comment.\n${newer}`],
    ["with keys in another order", `${replaced(newer, "openapi: 3.1.0\n", "")}openapi: 3.1.0\n`],
    ["with a byte order mark", `\uFEFF${newer}`],
  ])("takes bare YAML %s", async (_what, yaml) => {
    const root = await copyOfProject();

    await importDocument(root, "gateway.yaml", bytesOf(yaml));

    expect(await readFile(join(root, "openapi", "gateway.yaml"), "utf8")).toBe(yaml);
    expect(await readFile(join(root, "openapi", "gateway.source.json"), "utf8")).toContain(
      '"pageSha256": null',
    );
  });

  test.each<[string, string]>([
    ["bare", JSON.stringify(parseOpenapi(newer))],
    ["indented with tabs", JSON.stringify(parseOpenapi(newer), null, "\t")],
    ["in a page", page(`${JSON.stringify(parseOpenapi(newer), null, 2)}\n`, { language: "json" })],
  ])("makes YAML of JSON, %s", async (_where, source) => {
    const yaml = await vendoredAfter(source);

    expect(yaml).toContain(`\ninfo:\n  title: ${title}\n  version: ${newerVersion}\n`);
    expect(parseOpenapi(yaml)).toEqual(parseOpenapi(newer));
  });

  test("lays that YAML out as the vendor's pages are: what did not change is no difference", () => {
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

  test.each<[string, string]>([
    [
      "method and path, the operationId another",
      replaced(newer, "Gateway_CreateSecret", "Gateway_MakeSecret"),
    ],
    ["operationId, the path another", replaced(newer, "/v1/accounts", "/v2/accounts")],
    ["operationId, the method another", replaced(newer, "    post:", "    put:")],
    [
      "operationId, everything else another",
      replaced(
        replaced(newer, /parameters:[^]*responses:/, "responses:"),
        /required:\n( {8}- .*\n)+/,
        "required: []\n",
      ),
    ],
  ])("takes an operation with the same %s", async (_what, yaml) => {
    expect(await vendoredAfter(page(yaml))).toBe(yaml);
  });

  test("refuses a page that lacks one of several vendored operations", async () => {
    const root = await copyOfProject();
    const both = replaced(
      newer,
      "components:",
      "  /v1/things:\n    get:\n      operationId: GetThings\n      responses: {}\ncomponents:",
    );
    await importDocument(root, "both.yaml", bytesOf(both), { operations: ["GetThings"] });

    await expect(importDocument(root, "page.md", bytesOf(page(newer)))).rejects.toThrow(
      "expected GetThings (get /v1/things), found Gateway_CreateSecret",
    );
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

describe("npm run spec:import", () => {
  const cwd = tmpdir();

  test("says that nothing changed, from any folder", async () => {
    const folder = await copyOfProject();
    await writeFile(join(folder, "page.md"), page(wholeVendored));

    const finished = await runScript("spec-import.ts", ["page.md"], { cwd: folder });

    expect(finished).toEqual({
      code: 0,
      stdout: `${title} ${version} is what is vendored: nothing changed\n${version}: none\n`,
      stderr: "",
    });
  });

  test.each<[string, string[], RegExp]>([
    ["no source", [], /^expected one SOURCE[^\n]+\n$/],
    ["two sources", ["a", "b"], /^expected one SOURCE[^\n]+\n$/],
    [
      "a source that is not there",
      ["gone.md"],
      /^expected a file, found none that can be read at gone\.md\n$/,
    ],
    ["a source that is none", [import.meta.filename], /^expected a docs page[^\n]+\n$/],
  ])("ends with exit code 1 and one line on %s", async (_what, args, stderr) => {
    const finished = await runScript("spec-import.ts", args, { cwd });

    expect(finished).toEqual({ code: 1, stdout: "", stderr: expect.stringMatching(stderr) });
  });
});
