import { appendFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findDrift } from "../../../scripts/generate/find-drift.js";
import { generateFiles } from "../../../scripts/generate/generate-files.js";
import { writeFolder } from "../../../scripts/lib/files.js";
import { importDocument } from "../../../scripts/vendor/import-document.js";
import { version } from "../../../src/generated/spec.js";
import { replaced } from "../../support/replaced.js";
import { newer, newerVersion } from "../../support/vendored.js";
import { copyOfProject } from "../project.js";

const regenerate = expect.stringContaining("npm run generate");
const reimport = expect.stringContaining("npm run spec:import");

async function edit(path: string, change: (text: string) => string): Promise<void> {
  await writeFile(path, change(await readFile(path, "utf8")));
}

const generated = (root: string, name: string): string => join(root, "src", "generated", name);
const vendoredFile = (root: string): string => join(root, "openapi", "gateway.yaml");
const provenanceFile = (root: string): string => join(root, "openapi", "gateway.source.json");

describe("the drift check", () => {
  test("finds nothing after an import and a generation", async () => {
    const root = await copyOfProject();
    await importDocument(root, "gateway.yaml", Buffer.from(newer));
    await writeFolder(join(root, "src", "generated"), await generateFiles(root));

    expect(await findDrift(root)).toEqual([]);
  });

  test("shows a manual change of a generated file as a unified diff", async () => {
    const root = await copyOfProject();
    await edit(join(root, "src", "generated", "spec.ts"), (text) =>
      text.replace(`"${version}"`, `"${newerVersion}"`),
    );

    const [drift, ...others] = await findDrift(root);

    expect(others).toEqual([]);
    expect(drift).toEqual({ difference: expect.any(String), remedy: regenerate });
    expect(drift?.difference).toMatch(
      /^--- src\/generated\/spec\.ts\tis\n\+\+\+ src\/generated\/spec\.ts\tshould be\n@@/,
    );
    expect(drift?.difference).toContain(
      `\n-export const version = "${newerVersion}";\n+export const version = "${version}";\n`,
    );
  });

  test.each<[string, (root: string) => Promise<unknown>, string]>([
    ["a line at its end", (root) => appendFile(generated(root, "schema.ts"), "\n"), "schema.ts"],
    [
      "other line endings",
      (root) => edit(generated(root, "schema.ts"), (text) => text.replaceAll("\n", "\r\n")),
      "schema.ts",
    ],
    ["a missing file", (root) => rm(generated(root, "reference.ts")), "reference.ts"],
    ["a stray file", (root) => writeFile(generated(root, "stray.ts"), "export {};\n"), "stray.ts"],
    [
      "a stray file that is empty",
      (root) => writeFile(generated(root, "stray.ts"), ""),
      "stray.ts",
    ],
    ["a stray folder", (root) => mkdir(generated(root, "stray")), "stray"],
    [
      "a hand in the overlay",
      (root) =>
        edit(join(root, "openapi", "gateway.overlay.yaml"), (text) =>
          text.replace("writeOnly: true", "readOnly: true"),
        ),
      "reference.ts",
    ],
    [
      "a hand in the description of an operation",
      (root) =>
        edit(join(root, "openapi", "secrets.overlay.yaml"), (text) =>
          replaced(text, "name: pageSize", "name: size"),
        ),
      "reference.ts",
    ],
    [
      "another overlay",
      (root) =>
        writeFile(
          join(root, "openapi", "more.overlay.yaml"),
          'overlay: 1.0.0\nactions: [{ target: "$.components.schemas", update: { more: {} } }]\n',
        ),
      "reference.ts",
    ],
  ])("finds %s", async (_what, change, name) => {
    const root = await copyOfProject();
    await change(root);

    const [drift] = await findDrift(root);

    expect(drift).toEqual({ difference: expect.stringContaining(name), remedy: regenerate });
  });

  test("finds every generated file if all are missing", async () => {
    const root = await copyOfProject();
    await rm(join(root, "src"), { recursive: true });

    expect(await findDrift(root)).toHaveLength(4);
  });

  test.each<[string, (root: string) => Promise<unknown>, string]>([
    [
      "a comment in the vendored document",
      (root) => appendFile(vendoredFile(root), "# x\n"),
      "yamlSha256",
    ],
    [
      "other line endings in it",
      (root) => edit(vendoredFile(root), (text) => text.replaceAll("\n", "\r\n")),
      "yamlSha256",
    ],
    [
      "a mistake in it",
      (root) => writeFile(vendoredFile(root), "openapi: ["),
      "gateway.yaml: expected YAML",
    ],
    [
      "another version in its provenance",
      (root) => edit(provenanceFile(root), (text) => text.replace(version, newerVersion)),
      "specVersion",
    ],
    [
      "another layout of its provenance",
      (root) => edit(provenanceFile(root), (text) => text.replaceAll("  ", "")),
      "gateway.source.json",
    ],
    [
      "something more in its provenance",
      (root) => edit(provenanceFile(root), (text) => text.replace("{", '{"more":1,')),
      "more",
    ],
    [
      "something less in its provenance",
      (root) => edit(provenanceFile(root), (text) => text.replace("importedOn", "on")),
      "found at least one of them missing",
    ],
    ["no provenance", (root) => rm(provenanceFile(root)), "gateway.source.json"],
  ])("finds %s", async (_what, change, named) => {
    const root = await copyOfProject();
    await change(root);

    const [drift] = await findDrift(root);

    expect(drift).toEqual({ difference: expect.stringContaining(named), remedy: reimport });
  });

  test("reports the error that prevents generation", async () => {
    const root = await copyOfProject();
    await edit(join(root, "openapi", "gateway.overlay.yaml"), (text) =>
      text.replace("properties.value", "properties.gone"),
    );

    expect(await findDrift(root)).toEqual([
      {
        difference: expect.stringContaining(
          "openapi/gateway.overlay.yaml: action 1 has nothing to change at $.components.schemas.gatewaySecret.properties.gone",
        ),
        remedy: expect.stringContaining("Fix this first"),
      },
    ]);
  });
});
