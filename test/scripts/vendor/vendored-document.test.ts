import { describe, expect, test } from "vitest";
import { importDocument } from "../../../scripts/vendor/import-document.js";
import { replaced } from "../../support/replaced.js";
import { newer } from "../../support/vendored.js";
import { copyOfProject } from "../project.js";
import { bytesOf, page, vendoredAfter } from "./page.js";

describe("an import into a project with vendored operations", () => {
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
});
