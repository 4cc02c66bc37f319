import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project that these scripts belong to, wherever they are called from. */
export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

/** Writes files of a folder whole or not at all: the first takes its place once the last is on disk. */
export async function writeFiles(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const written = [...files].map(([name, content]) => {
    const path = join(folder, name);
    return { path, content, temporary: `${path}.${process.pid}.tmp` };
  });
  try {
    for (const { temporary, content } of written) await writeFile(temporary, content);
    for (const { temporary, path } of written) await rename(temporary, path);
  } finally {
    for (const { temporary } of written) await rm(temporary, { force: true });
  }
}

/** Makes a folder hold these files and nothing else. */
export async function writeFolder(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  await writeFiles(folder, files);
  const strays = (await readdir(folder)).filter((name) => !files.has(name));
  for (const name of strays) await rm(join(folder, name), { recursive: true });
}
