import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CommandError } from "../../../scripts/lib/command-error.js";
import { printOpenapi } from "../../../scripts/openapi/document.js";
import { readEffectiveDocument } from "../../../scripts/vendor/effective-document.js";
import { diffSource } from "../../../scripts/verdict/diff-source.js";
import { replaced } from "../../support/replaced.js";
import { laidOut } from "../../support/vendored.js";
import { readPage } from "../described-pages.js";
import { copyOfProject, snapshot } from "../project.js";

/** A project, and a new version of its document beside it. */
async function projectWith(change: (yaml: string) => string): Promise<{
  root: string;
  source: string;
}> {
  const root = await copyOfProject();
  const source = join(root, "new.yaml");
  await writeFile(source, change(laidOut));
  return { root, source };
}

const renamed = (yaml: string): string => replaced(yaml, /keyName/g, "keyLabel");
const retitled = (yaml: string): string => replaced(yaml, /title: .*/, "title: Another");
const extended = (yaml: string): string =>
  replaced(
    yaml,
    "        keyName:\n",
    "        region:\n          type: string\n        keyName:\n",
  );

describe("spec:diff", () => {
  test("prints for people what changed and whom it affects, and changes nothing", async () => {
    const { root, source } = await projectWith(renamed);
    const before = await snapshot(root);

    const { output, code } = await diffSource(root, [source]);

    expect(code).toBe(0);
    expect(output).toMatch(/^[\d.]+: major\n/);
    expect(output).toMatch(
      / {2}Gateway_CreateSecret: major\n {4}The input requires body\.keyLabel\.\n/,
    );
    expect(await snapshot(root)).toEqual(before);
  });

  test("prints the same as JSON for programs", async () => {
    const { root, source } = await projectWith(extended);

    const { output } = await diffSource(root, [source, "--json"]);

    expect(JSON.parse(output)).toEqual({
      from: expect.any(String),
      to: expect.any(String),
      verdict: "minor",
      operations: expect.arrayContaining([
        {
          operationId: "Gateway_CreateSecret",
          verdict: "minor",
          reasons: ["The input accepts body.region.", "The result has region."],
        },
        {
          operationId: "Gateway_ListSecrets",
          verdict: "minor",
          reasons: ["The result has secrets.*.region."],
        },
      ]),
      reasons: [],
    });
  });

  test("takes a docs page, and of a document with more operations those that are vendored", async () => {
    const { root, source } = await projectWith(
      (yaml) => `# Create Secret\n\n\`\`\`\`yaml post /v1/x\n${yaml}\`\`\`\`\n`,
    );

    expect((await diffSource(root, [source])).output).toMatch(/: none$/);

    const more =
      "paths:\n  /v1/models:\n    get:\n      operationId: ListModels\n      responses: {}\n";
    await writeFile(source, replaced(laidOut, "paths:\n", more));

    expect((await diffSource(root, [source])).output).toMatch(/: none$/);
    expect((await diffSource(root, [source, "--operation", "ListModels"])).output).toContain(
      "The operation ListModels is new.",
    );
  });

  test("takes the page of a described operation, and compares it with the description", async () => {
    const root = await copyOfProject();
    const source = join(root, "get-secret.md");
    await writeFile(source, await readPage("get-secret"));

    expect(await diffSource(root, [source, "--fail-on", "patch"])).toEqual({
      output: expect.stringMatching(/^Our description says the same as get-secret\.md/),
      code: 0,
    });

    await writeFile(source, replaced(await readPage("get-secret"), "readMask", "mask"));
    const { output, code } = await diffSource(root, [source, "--json", "--fail-on", "minor"]);

    expect(code).toBe(2);
    expect(JSON.parse(output)).toMatchObject({
      description: {
        verdict: "major",
        operations: [{ operationId: "Gateway_GetSecret", verdict: "major" }],
      },
    });
  });

  test("compares both with a document that has both", async () => {
    const root = await copyOfProject();
    const source = join(root, "full.yaml");
    const full = printOpenapi(await readEffectiveDocument(root));
    await writeFile(source, replaced(full, "pageToken", "cursor"));

    const { output } = await diffSource(root, [source]);

    expect(output).toMatch(
      /^[\d.]+: none\n[^]*\nOur description differs from full\.yaml \([\d.]+\): major\n {2}Gateway_ListSecrets: major\n/,
    );
    expect((await diffSource(root, [source, "--operation", "Gateway_ListSecrets"])).output).toMatch(
      /^[\d.]+: major\n {2}Gateway_ListSecrets: major\n/,
    );
  });

  test.each<[string, (yaml: string) => string, string, number]>([
    ["a graver one", renamed, "minor", 2],
    ["just that", extended, "minor", 2],
    ["a lesser one", retitled, "minor", 0],
    ["prose", retitled, "patch", 2],
    ["nothing", (yaml) => yaml, "patch", 0],
  ])("with --fail-on, %s ends as it should", async (_what, change, limit, expected) => {
    const { root, source } = await projectWith(change);

    expect((await diffSource(root, [source, "--fail-on", limit])).code).toBe(expected);
  });

  test("still gives a verdict if the overlay no longer fits, and says so", async () => {
    const { root, source } = await projectWith((yaml) => replaced(yaml, "  value:\n", "  text:\n"));

    const { output } = await diffSource(root, [source]);

    expect(output).toContain("The input's body.value is gone");
    expect(output).toMatch(
      /openapi\/gateway\.overlay\.yaml: action 1 has nothing to change at \$\.components\.\S+\.value: correct its target, or remove it\./,
    );
  });

  test.each<[string, readonly string[], string]>([
    ["no source", [], "expected one SOURCE"],
    ["an unknown option", ["x.yaml", "--loud"], "expected one SOURCE"],
    ["an unknown verdict", ["x.yaml", "--fail-on", "none"], "expected --fail-on major, minor or"],
    ["a file that is not there", ["nowhere.yaml"], "cannot read the file nowhere.yaml"],
  ])("refuses %s in one line", async (_what, args, message) => {
    const root = await copyOfProject();
    const outcome = diffSource(root, args);

    await expect(outcome).rejects.toThrow(CommandError);
    await expect(outcome).rejects.toThrow(message);
  });
});
