import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeFolder } from "../../../scripts/lib/files.js";
import { copyOfProject } from "../project.js";

test("a folder is written so that it contains nothing else", async () => {
  const folder = join(await copyOfProject(), "src", "generated");
  await writeFile(join(folder, "stray.ts"), "");

  await writeFolder(folder, new Map([["one.ts", "1"]]));

  expect(await readdir(folder)).toEqual(["one.ts"]);
  expect(await readFile(join(folder, "one.ts"), "utf8")).toBe("1");
});
