import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { commonJs, everyEntryPoint, typesAlone } from "./package/consumer-programs.js";
import { linkDependency, packAndInstall, type PackedPackage } from "./support/packed-package.js";
import { compilerAsProcess, compilerInProcess } from "./support/published-types.js";

let packed: PackedPackage;
beforeAll(async () => {
  packed = await packAndInstall();
  await linkDependency(packed.folder, "@types/node");
}, 60_000);
afterAll(() => packed.remove());

const strict = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  target: "ES2022",
};
const modules = {
  nodenext: { module: "nodenext" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
};
const platforms = {
  "lib DOM": { lib: ["ES2022", "DOM"], types: [] },
  "@types/node": { lib: ["ES2022"], types: ["node"] },
};

const compilers = {
  "5.4": compilerInProcess("typescript-5-4"),
  "5.9": compilerInProcess("typescript"),
  "6": compilerInProcess("typescript-6"),
  "7": compilerAsProcess("typescript-7"),
};

describe.each(Object.entries(compilers))("TypeScript %s", (version, compile) => {
  const combinations = Object.entries(modules).flatMap(([resolution, module]) =>
    Object.entries(platforms).map(([platform, libraries]) => ({
      resolution,
      platform,
      compilerOptions: { ...strict, ...module, ...libraries },
    })),
  );

  test.each(combinations)(
    "takes every entry point with $resolution and $platform",
    async ({ resolution, platform, compilerOptions }) => {
      const name = `${version}-${resolution}-${platform.replaceAll(/\W/g, "")}.ts`;
      const program = { name, code: everyEntryPoint, compilerOptions };
      expect(await compile(packed.folder, program)).toEqual([]);
    },
    30_000,
  );
  test.each(Object.entries(modules))(
    "takes /types with %s and no library but ES2022",
    async (resolution, module) => {
      const compilerOptions = { ...strict, ...module, lib: ["ES2022"], types: [] };
      const name = `${version}-${resolution}-types.ts`;
      expect(await compile(packed.folder, { name, code: typesAlone, compilerOptions })).toEqual([]);
    },
  );
});
