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

test.each(compilers.filter(([version]) => version !== "5.4"))(
  "TypeScript %s accepts a require of it in CommonJS",
  async (version, compile) => {
    const compilerOptions = { ...strict, module: "nodenext", lib: ["ES2022", "DOM"], types: [] };
    const program = { name: `${version}.cts`, code: commonJs, compilerOptions };
    expect(await compile(packed.project, program)).toEqual([]);
  },
);

test.each(combinations)(
  "TypeScript 5.0 compiles every entry point with %s, %s and skipLibCheck",
  async (resolution, library, options) => {
    const name = `5.0-${resolution}-${library.replaceAll(/\W/g, "")}.ts`;
    const compilerOptions = { ...options, skipLibCheck: true };
    const program = { name, code: everyEntryPoint, compilerOptions };
    expect(await compilerInProcess("typescript-5-0")(packed.project, program)).toEqual([]);
  },
);
