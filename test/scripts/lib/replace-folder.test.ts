import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { replaceFolder } from "../../../scripts/lib/replace-folder.js";

const scratch = await mkdtemp(join(tmpdir(), "build-test-"));
afterAll(() => rm(scratch, { recursive: true }));

describe("a folder that is rebuilt from scratch", () => {
  test("contains what was filled in, and nothing from before", async () => {
    const folder = join(scratch, "dist");
    await replaceFolder(folder, (fresh) => writeFile(join(fresh, "old.js"), ""));
    await replaceFolder(folder, (fresh) => writeFile(join(fresh, "new.js"), ""));
    expect(await readdir(scratch)).toEqual(["dist"]);
    expect(await readdir(folder)).toEqual(["new.js"]);
  });

  test("stays as it was if filling it fails, and nothing half-written is left", async () => {
    const folder = join(scratch, "dist");
    await replaceFolder(folder, (fresh) => writeFile(join(fresh, "whole.js"), ""));
    const failing = replaceFolder(folder, async (fresh) => {
      await writeFile(join(fresh, "half.js"), "");
      throw new Error("no space left");
    });
    await expect(failing).rejects.toThrow("no space left");
    expect(await readdir(scratch)).toEqual(["dist"]);
    expect(await readdir(folder)).toEqual(["whole.js"]);
  });
});
