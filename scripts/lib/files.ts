import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Root folder of this project, whatever the working directory. */
export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Writes files to a folder. All are written to temporary files before the first is renamed, so that a
 * failure leaves the folder unchanged.
 */
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

/** Writes files to a folder and removes everything else in it. */
export async function writeFolder(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  await writeFiles(folder, files);
  const strays = (await readdir(folder)).filter((name) => !files.has(name));
  for (const name of strays) await rm(join(folder, name), { recursive: true });
}
