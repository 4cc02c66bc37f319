import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../scripts/lib/files.js";
import { packageVersion } from "../src/version.js";

test("the version in the source is the package's", async () => {
  const text = await readFile(join(projectRoot, "package.json"), "utf8");
  expect(packageVersion).toBe(JSON.parse(text).version);
});
