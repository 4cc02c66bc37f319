import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project that these scripts belong to, wherever they are called from. */
export const projectRoot = fileURLToPath(new URL("../..", import.meta.url));

/** Writes a file whole or not at all. */
export async function writeWhole(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Makes a folder hold these files and no others. */
export async function writeFolder(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of files) await writeWhole(join(folder, name), text);
  const strays = (await readdir(folder)).filter((name) => !files.has(name));
  for (const name of strays) await rm(join(folder, name), { recursive: true });
}
