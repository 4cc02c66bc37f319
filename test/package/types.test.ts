import { execFile } from "node:child_process";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { reportApi } from "../../scripts/package/api-report.js";
import { exportedResult, oneCall, readsExportedResult } from "./consumer-programs.js";
import { linkDependency, packAndInstall, type PackedPackage } from "./packed-package.js";
import { compilerInProcess, countInstantiations, strict } from "./published-types.js";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

let packed: PackedPackage;
beforeAll(async () => {
  packed = await packAndInstall();
  await linkDependency(packed.project, "@types/node");
});
afterAll(() => packed.remove());

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
