import { npm } from "../package/npm.js";

/**
 * Installs what the lock file of a folder names, unless it is installed already.
 *
 * @param isComplete what npm cannot tell: it passes over optional dependencies that it did not install
 */
export async function installLocked(folder: string, isComplete = () => true): Promise<void> {
  const isInstalled = await npm(["ls"], { cwd: folder }).then(isComplete, () => false);
  if (isInstalled) return;
  console.log(`Installing ${folder} ...`);
  await npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder });
}
