import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseOpenapi } from "../../../scripts/openapi/document.js";
import { importDocument } from "../../../scripts/vendor/import-document.js";
import { title } from "../../../src/generated/spec.js";
import { replaced } from "../../support/replaced.js";
import { newer, newerVersion, vendored } from "../../support/vendored.js";
import { copyOfProject } from "../project.js";
import { bytesOf, page, vendoredAfter } from "./page.js";

describe("the document of a source", () => {
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
  ])("is found in a page with %s", async (_what, source) => {
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
  ])("with %s is kept as it is", async (_what, yaml) => {
    const source = page(yaml);

    expect(await vendoredAfter(source)).toBe(yaml);
    expect(await vendoredAfter(source.replaceAll(/\r?\n/g, "\r\n"))).toBe(
      yaml.replaceAll(/\r?\n/g, "\r\n"),
    );
  });

  test("may have no components.schemas", async () => {
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
  ])("is bare YAML %s", async (_what, yaml) => {
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
  ])("becomes YAML if it is JSON, %s", async (_where, source) => {
    const yaml = await vendoredAfter(source);

    expect(yaml).toContain(`\ninfo:\n  title: ${title}\n  version: ${newerVersion}\n`);
    expect(parseOpenapi(yaml)).toEqual(parseOpenapi(newer));
  });
});
