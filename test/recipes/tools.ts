/** Installs the tools of the recipes, and the packed package beside the programs, before the first test. */
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { packAndInstall } from "../package/packed-package.js";
import { installLocked } from "../support/install-locked.js";

export async function setup(): Promise<void> {
  await installLocked(import.meta.dirname);
  const packed = await packAndInstall();
  // Not among the tools, where npm would find one more than the lock file names.
  const installed = join(import.meta.dirname, "programs/node_modules/fireworks-gateway-client");
  await rm(installed, { recursive: true, force: true });
  await cp(packed.unpacked, installed, { recursive: true });
  await packed.remove();
}
