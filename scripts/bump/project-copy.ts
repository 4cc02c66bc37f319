import { cp, mkdtemp, realpath, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";

/** Folders that are built from the rest or are not part of the project, wherever they are. */
const leftOut = new Set([".git", ".stryker-tmp", ".work", "node_modules"]);

/** The same at the top, where a build may be under way: `test/site` is a folder of the project. */
const leftOutAtTop = /^(coverage|dist|reports|site|.+\.tmp)$/;

/**
 * Runs `work` in a temporary copy of the project that shares its node_modules.
 *
 * @param root the project's folder, which stays as it is
 */
export async function inProjectCopy<Result>(
  root: string,
  work: (copy: string) => Promise<Result>,
): Promise<Result> {
  const copy = await realpath(await mkdtemp(join(tmpdir(), "spec-bump-")));
  try {
    await cp(root, copy, {
      recursive: true,
      filter: (path) => !leftOut.has(basename(path)) && !leftOutAtTop.test(relative(root, path)),
    });
    // Windows allows everybody to create junctions, but not symbolic links.
    await symlink(join(root, "node_modules"), join(copy, "node_modules"), "junction");
    return await work(copy);
  } finally {
    await rm(copy, { recursive: true });
  }
}
