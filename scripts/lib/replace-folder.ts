import { mkdir, rename, rm } from "node:fs/promises";

/** Rebuilds a folder from scratch. The old one stays until `fill` has succeeded. */
export async function replaceFolder(
  folder: string,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  const fresh = `${folder}.${process.pid}.tmp`;
  const old = `${folder}.${process.pid}.old.tmp`;
  try {
    await mkdir(fresh);
    await fill(fresh);
    await mkdir(folder, { recursive: true });
    await rename(folder, old);
    await rename(fresh, folder);
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}
