import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { reportApi } from "../../scripts/package/api-report.js";
import { oneCall } from "./consumer-programs.js";
import { countInstantiations, strict } from "./published-types.js";

const packed = inject("packed");

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
});
