/**
 * A program pays for the operations that it calls, however many are wrapped: it is bundled and compiled
 * beside this package's five operations alone, and again with a hundred of a made document more.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import ts from "typescript";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { makeDocument } from "../../bench/make-document.js";
import { generateFrom, type GeneratedFiles } from "../../scripts/generate/generate-files.js";
import { operationConstants } from "../../scripts/generate/operation-constants.js";
import { projectRoot } from "../../scripts/lib/files.js";
import { fieldsOf } from "../../scripts/lib/json.js";
import type { OpenapiDocument } from "../../scripts/openapi/document.js";
import { operationsOf } from "../../scripts/openapi/operations.js";
import { readOperationIds } from "../../scripts/vendor/operation-ids.js";
import { readEffectiveDocument } from "../../scripts/vendor/effective-document.js";
import { standIns } from "./bundled-package.js";

const wrappedFile = join(projectRoot, "src", "operations", "wrapped-operations.ts");
const callerFile = join(projectRoot, "src", "caller.ts");
const caller = `
import { createGatewayClient } from "./index.js";

const gateway = createGatewayClient({ apiKey: "key", accountId: "acme" });
const { name } = await gateway.createSecret({ name: "db", keyName: "DB", value: "hush" });
console.log(name);
`;

/** Modules of the package that stand in for its own, by path. */
type Modules = ReadonlyMap<string, string>;

const modulesOf = (generated: GeneratedFiles, wrapped: string): Modules =>
  new Map([
    ...[...generated].map(
      ([name, code]) => [join(projectRoot, "src", "generated", name), code] as const,
    ),
    [wrappedFile, wrapped],
    [callerFile, caller],
  ]);

async function withOperations(more: number): Promise<Modules> {
  const [own, ids, wrapped] = await Promise.all([
    readEffectiveDocument(projectRoot),
    readFile(join(projectRoot, "openapi", "operations.json"), "utf8"),
    readFile(wrappedFile, "utf8"),
  ]);
  const made: OpenapiDocument = parse(makeDocument(more));
  const document = {
    ...own,
    paths: { ...fieldsOf(own["paths"]), ...fieldsOf(made["paths"]) },
    components: {
      ...fieldsOf(own["components"]),
      schemas: {
        ...fieldsOf(fieldsOf(made["components"])["schemas"]),
        ...fieldsOf(fieldsOf(own["components"])["schemas"]),
      },
    },
  };
  const added = operationsOf(made).map(({ id }) => id);
  const statements = [...operationConstants(added).values()].map(
    (name) =>
      `export const ${name} = /* @__PURE__ */ describeOperation(spec.${name}, validators.${name});\n`,
  );
  const generated = await generateFrom(document, [...readOperationIds(ids), ...added]);
  return modulesOf(generated, [wrapped, ...statements].join("\n"));
}

async function sizeWith(modules: Modules): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: caller, resolveDir: join(projectRoot, "src"), loader: "ts" },
    bundle: true,
    format: "esm",
    legalComments: "none",
    minify: true,
    platform: "browser",
    plugins: [standIns(modules)],
    target: "es2022",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).byteLength;
}

function instantiationsWith(modules: Modules): number {
  const { config } = ts.readConfigFile(join(projectRoot, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, projectRoot);
  const host = ts.createCompilerHost(options);
  const { readFile: read, fileExists: exists } = host;
  host.readFile = (name) => modules.get(name) ?? read(name);
  host.fileExists = (name) => modules.has(name) || exists(name);
  const program = ts.createProgram({ rootNames: [callerFile], options, host });
  expect(program.getSemanticDiagnostics(program.getSourceFile(callerFile))).toEqual([]);
  return program.getInstantiationCount();
}

test("a program with one call grows by less than 5 % if a hundred operations more are wrapped", async () => {
  const [few, many] = await Promise.all([withOperations(0), withOperations(100)]);
  const [small, large] = await Promise.all([sizeWith(few), sizeWith(many)]);

  expect(large / small).toBeLessThan(1.05);
  expect(instantiationsWith(many) / instantiationsWith(few)).toBeLessThan(1.2);
});
