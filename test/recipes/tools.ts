/** Installs the tools of the recipes beside the packed package, before the first test. */
import { cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { npm } from "../package/npm.js";
import { packAndInstall } from "../package/packed-package.js";

const here = import.meta.dirname;
const modules = join(here, "node_modules");

export async function setup(): Promise<void> {
  await installTools();
  const packed = await packAndInstall();
  const installed = join(modules, "fireworks-gateway-client");
  await rm(installed, { recursive: true, force: true });
  await cp(packed.unpacked, installed, { recursive: true });
  await packed.remove();
}

/** Installs what npm has, unless this very lock is installed. */
async function installTools(): Promise<void> {
  const lock = await readFile(join(here, "package-lock.json"), "utf8");
  const mark = join(modules, ".installed-lock.json");
  if ((await readFile(mark, "utf8").catch(() => "")) === lock) return;
  console.log("Installing the tools of the recipes ...");
  await npm(["ci", "--ignore-scripts"], { cwd: here });
  await writeFile(mark, lock);
}
