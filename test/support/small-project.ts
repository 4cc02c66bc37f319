import { cp, mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { projectRoot } from "../../scripts/spec/files.js";

const parts = [
  ".gitignore",
  ".prettierrc.json",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "README.md",
  "docs",
  "openapi",
  "package.json",
  "src",
  join("test", "types.test-d.ts"),
  "tsconfig.json",
];

/**
 * A copy of what a new version of the document concerns, with the dependencies of the original, gone
 * when the test has ended.
 */
export async function smallProject(): Promise<string> {
  const root = await realpath(await mkdtemp(join(tmpdir(), "project-")));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const part of parts) {
    await cp(join(projectRoot, part), join(root, part), { recursive: true });
  }
  await symlink(join(projectRoot, "node_modules"), join(root, "node_modules"), "junction");
  return root;
}
