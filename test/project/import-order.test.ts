/** The linter's rule about which part of src/ may import which, tried on a file with every import. */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const foundation = ["generated", "errors", "input", "transport", "operations"];
const shared = ["options.ts", "version.ts"];
const library = [...foundation, "secrets", "http"];

/** Parts of src/ by what they may import besides themselves: folders, and files at the top. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  input: ["generated", "errors"],
  transport: ["errors", "input"],
  operations: ["generated", "errors", "input", "transport", ...shared],
  secrets: [...foundation, ...shared],
  http: [...foundation, ...shared],
  testing: [...library, ...shared],
  cli: ["index.ts", "http.ts", "testing.ts", "version.ts"],
  "version.ts": ["generated"],
  "options.ts": ["errors", "input", "transport"],
  "client.ts": [...library, ...shared],
  "index.ts": [...library, "client.ts", ...shared],
  "http.ts": [...library, "client.ts", ...shared],
  "types.ts": [...library, "client.ts", ...shared],
  "testing.ts": ["testing"],
  "cli.ts": ["cli"],
};
const parts = ["generated", ...Object.keys(allowed)];

let scratch: string;
let refused: ReadonlyMap<string, readonly string[]>;

/** Files that import every part: one in each folder, one in a folder of cli/, and those at the top. */
const importers = [
  ...Object.keys(allowed).map((part) => (part.endsWith(".ts") ? part : `${part}/importer.ts`)),
  "cli/commands/importer.ts",
];

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "import-order-"));
  await cp(join(root, ".oxlintrc.json"), join(scratch, ".oxlintrc.json"));
  for (const importer of importers) {
    const path = join(scratch, "src", importer);
    const imports = [...parts.map((part) => specifierFrom(importer, part)), "openapi-fetch"];
    // oxlint-disable-next-line eslint/no-await-in-loop -- a few small files
    await mkdir(dirname(path), { recursive: true });
    // oxlint-disable-next-line eslint/no-await-in-loop -- a few small files
    await writeFile(path, imports.map((name) => `export * from "${name}";\n`).join(""));
  }
  refused = await refusedImports(scratch);
});
afterAll(() => rm(scratch, { recursive: true }));

function specifierFrom(importer: string, part: string): string {
  const target = part.endsWith(".ts") ? part.replace(/ts$/, "js") : `${part}/module.js`;
  const path = relative(dirname(importer), target);
  return path.startsWith(".") ? path : `./${path}`;
}

/** Runs the linter once, and returns the refused imports by file. */
async function refusedImports(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const bin = join(dirname(createRequire(import.meta.url).resolve("oxlint/package.json")), "bin");
  const command = [join(bin, "oxlint"), "--format=json", "src"];
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  );
  const { diagnostics }: { diagnostics: { code: string; message: string; filename: string }[] } =
    JSON.parse(stdout);
  const found = diagnostics.filter(({ code }) => code === "eslint(no-restricted-imports)");
  const byFile = new Map<string, string[]>();
  for (const { filename, message } of found) {
    const [, specifier = ""] = /^'([^']+)'/.exec(message) ?? [];
    const importer = relative("src", filename);
    byFile.set(importer, [...(byFile.get(importer) ?? []), specifier]);
  }
  return byFile;
}

describe.each(importers)("the linter lets src/%s", (importer) => {
  const own = importer.includes("/") ? importer.split("/", 1)[0] : importer;
  const mayImport = allowed[own ?? ""] ?? [];
  const others = parts.filter((part) => part !== own);

  test(`import ${mayImport.join(", ") || "nothing"} and no other part of src/`, () => {
    const expected = others.filter((part) => !mayImport.includes(part));
    const found = (refused.get(importer) ?? []).filter((specifier) => specifier.startsWith("."));
    expect(found.filter((name) => name !== specifierFrom(importer, own ?? "")).toSorted()).toEqual(
      expected.map((part) => specifierFrom(importer, part)).toSorted(),
    );
  });

  test(`${own === "operations" ? "" : "not "}import openapi-fetch`, () => {
    const isRefused = (refused.get(importer) ?? []).includes("openapi-fetch");
    expect(isRefused).toBe(own !== "operations");
  });
});

test("every folder and file of src/ has a rule", async () => {
  const entries = await readdir(join(root, "src"), { withFileTypes: true });
  const names = entries.map(({ name }) => name).filter((name) => name !== "tsconfig.json");
  expect(names.toSorted()).toEqual(parts.toSorted());
});

test("nothing in src/generated/ imports another part of src/", async () => {
  const folder = join(root, "src", "generated");
  const names = await readdir(folder);
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  expect(texts.join("\n")).not.toMatch(/\b(?:from|import) ?\(?"\.\./);
});
