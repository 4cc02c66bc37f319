import { existsSync } from "node:fs";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inProjectCopy } from "../../../scripts/bump/project-copy.js";
import { generate } from "../../../scripts/bump/steps.js";
import { newer } from "../../support/vendored.js";
import { snapshot } from "../project.js";
import { bump, project } from "./bumped-project.js";

test("a dry run works on a copy, and leaves the project as it was", async () => {
  const root = await project();
  await writeFile(join(root, "stray.ts"), "");
  const before = await snapshot(root);
  let copied = "";

  const found = await inProjectCopy(root, async (copy) => {
    copied = copy;
    return bump(copy, newer, { steps: [generate] });
  });

  expect(found).toMatchObject({ changed: true, problems: [] });
  expect(await snapshot(root)).toEqual(before);
  await expect(readdir(copied)).rejects.toThrow("ENOENT");
});

test("a copy has each folder of the project, and none that was built or installed", async () => {
  const root = await project();
  for (const path of ["site", "dist", "dist.1.tmp", "test/site", "test/node_modules"]) {
    await mkdir(join(root, path), { recursive: true });
  }

  const folders = await inProjectCopy(root, async (copy) =>
    ["test/site", "site", "dist", "dist.1.tmp", "test/node_modules"].filter((path) =>
      existsSync(join(copy, path)),
    ),
  );

  expect(folders).toEqual(["test/site"]);
});
