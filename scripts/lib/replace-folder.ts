import { mkdir, rename, rm } from "node:fs/promises";

/** Makes a folder from scratch: while `fill` is at work, and where it fails, the old one stays. */
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
