import { execFile } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { reportApi } from "../../scripts/package/api-report.js";
import {
  commonJs,
  everyEntryPoint,
  exportedResult,
  oneCall,
  readsExportedResult,
  typesAlone,
} from "./consumer-programs.js";
import { linkDependency, packAndInstall, type PackedPackage } from "./packed-package.js";
import { compilerAsProcess, compilerInProcess, countInstantiations } from "./published-types.js";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

// On a busy machine a compiler takes seconds.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let packed: PackedPackage;
beforeAll(async () => {
  packed = await packAndInstall();
  await linkDependency(packed.project, "@types/node");
});
afterAll(() => packed.remove());

const strict = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  target: "ES2022",
};
const resolutions = [
  ["nodenext", { module: "nodenext" }],
  ["bundler", { module: "esnext", moduleResolution: "bundler" }],
] as const;
const libraries = [
  ["lib DOM", { lib: ["ES2022", "DOM"], types: [] }],
  ["@types/node", { lib: ["ES2022"], types: ["node"] }],
] as const;
const combinations = resolutions.flatMap(([resolution, module]) =>
  libraries.map(
    ([library, options]) => [resolution, library, { ...strict, ...module, ...options }] as const,
  ),
);
const compilers = [
  ["5.4", compilerInProcess("typescript-5-4")],
  ["5.9", compilerInProcess("typescript")],
  ["6", compilerInProcess("typescript-6")],
  ["7", compilerAsProcess("typescript-7")],
] as const;

describe.each(compilers)("TypeScript %s", (version, compile) => {
  test.each(combinations)(
    "compiles every entry point with %s and %s",
    async (resolution, library, compilerOptions) => {
      const name = `${version}-${resolution}-${library.replaceAll(/\W/g, "")}.ts`;
      const program = { name, code: everyEntryPoint, compilerOptions };
      expect(await compile(packed.project, program)).toEqual([]);
    },
  );

  test.each(resolutions)(
    "compiles /types with %s, no dependency and no library but ES2022",
    async (resolution, module) => {
      const compilerOptions = { ...strict, ...module, lib: ["ES2022"], types: [] };
      const program = { name: `${version}-${resolution}.ts`, code: typesAlone, compilerOptions };
      expect(await compile(packed.projectWithoutDependencies, program)).toEqual([]);
    },
  );
});

const commonJsModes = [
  ["commonjs", { module: "commonjs", moduleResolution: "node10" }],
  ["node16", { module: "node16" }],
] as const;

describe.each(commonJsModes)("in CommonJS with --module %s", (mode, modules) => {
  const options = { ...strict, ...modules, lib: ["ES2022", "DOM"], types: [] };
  // TypeScript 6 deprecates node10, and 7 has it no longer.
  const able = compilers.filter(([version]) => mode === "node16" || version.startsWith("5"));

  test.each(able)("TypeScript %s compiles every entry point", async (version, compile) => {
    const name = `${version}-${mode}.cts`;
    const program = { name, code: everyEntryPoint, compilerOptions: options };
    expect(await compile(packed.project, program)).toEqual([]);
  });

  test("TypeScript compiles a require of it", async () => {
    const program = { name: `${mode}-require.cts`, code: commonJs, compilerOptions: options };
    expect(await compilerInProcess("typescript")(packed.project, program)).toEqual([]);
  });
});

test.each(combinations)(
  "TypeScript 5.0 compiles every entry point with %s, %s and skipLibCheck",
  async (resolution, library, options) => {
    const name = `5.0-${resolution}-${library.replaceAll(/\W/g, "")}.ts`;
    const compilerOptions = { ...options, skipLibCheck: true };
    const program = { name, code: everyEntryPoint, compilerOptions };
    expect(await compilerInProcess("typescript-5-0")(packed.project, program)).toEqual([]);
  },
);

describe("the public types", () => {
  test("are the reviewed ones; if the change is intended, run npm run api:update", async () => {
    const reviewed = join(projectRoot, "api");
    const names = await readdir(reviewed);
    const texts = names.map(async (name) => [name, await readFile(join(reviewed, name), "utf8")]);
    const reports = Object.fromEntries(await reportApi(packed.unpacked));
    expect(reports).toEqual(Object.fromEntries(await Promise.all(texts)));
  });

  test("cost a program with one call fewer than 600 instantiations", async () => {
    const module = { module: "nodenext", lib: ["ES2022", "DOM"], types: [] };
    const compilerOptions = { ...strict, ...module, skipLibCheck: true };
    const costOf = (text: string): Promise<number> =>
      countInstantiations(packed.project, { name: "cost.ts", code: text, compilerOptions });
    const cost = (await costOf(oneCall)) - (await costOf("export {};"));
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThan(600);
  });

  test("let a composite project export the result of a call without naming its type", async () => {
    const tsc = require.resolve("typescript/bin/tsc");
    const file = join(packed.project, "exported-result.mts");
    await writeFile(file, exportedResult);
    const config = join(packed.project, "tsconfig.composite.json");
    const emit = { composite: true, emitDeclarationOnly: true, module: "nodenext", strict: true };
    const compilerOptions = { ...emit, types: [], lib: ["ES2022", "DOM"], target: "ES2022" };
    await writeFile(config, JSON.stringify({ compilerOptions, files: [file] }));
    await run(process.execPath, [tsc, "--build", config]);
    const module = { module: "nodenext", lib: ["ES2022", "DOM"], types: [] };
    const program = {
      name: "reads-exported-result.mts",
      code: readsExportedResult,
      compilerOptions: { ...strict, ...module },
    };
    await rm(file);
    expect(await compilerInProcess("typescript")(packed.project, program)).toEqual([]);
  });
});
