import { cp, mkdtemp, readFile, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { projectRoot } from "../../scripts/spec/files.js";

/** A copy of the folders that the spec's scripts read and write, gone when the test has ended. */
export async function copyOfProject(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "project-"));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const folder of ["openapi", join("src", "generated")]) {
    await cp(join(projectRoot, folder), join(root, folder), { recursive: true });
  }
  return root;
}

/** Every file of a folder with its content and the time of its last change. */
export async function snapshot(root: string): Promise<Record<string, string>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [path, `${(await stat(path)).mtimeMs} ${await readFile(path, "base64")}`];
  });
  return Object.fromEntries(await Promise.all(contents));
}
