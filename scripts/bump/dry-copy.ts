import { cp, mkdtemp, readdir, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What is made from the rest, or is no part of the project. */
const leftOut = new Set([
  ".git",
  ".stryker-tmp",
  "coverage",
  "dist",
  "node_modules",
  "reports",
  "site",
]);

/**
 * Does something in a copy of the project that shares its dependencies, and forgets the copy.
 *
 * @param root the project's folder, which stays as it is
 */
export async function inCopy<Result>(
  root: string,
  work: (copy: string) => Promise<Result>,
): Promise<Result> {
  const copy = await realpath(await mkdtemp(join(tmpdir(), "spec-bump-")));
  try {
    for (const name of await readdir(root)) {
      if (leftOut.has(name)) continue;
      await cp(join(root, name), join(copy, name), {
        recursive: true,
        filter: (path) => !path.includes("node_modules"),
      });
    }
    // Windows lets anybody make a junction, but not a link.
    await symlink(join(root, "node_modules"), join(copy, "node_modules"), "junction");
    return await work(copy);
  } finally {
    await rm(copy, { recursive: true });
  }
}
