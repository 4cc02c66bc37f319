/** The published types in every compiler, module resolution and library that programs use. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commonJs, everyEntryPoint, typesAlone } from "./consumer-programs.js";
import { linkDependency, packAndInstall, type PackedPackage } from "./packed-package.js";
import { compilerAsProcess, compilerInProcess, strict } from "./published-types.js";

let packed: PackedPackage;
beforeAll(async () => {
  packed = await packAndInstall();
  await linkDependency(packed.project, "@types/node");
});
afterAll(() => packed.remove());

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
