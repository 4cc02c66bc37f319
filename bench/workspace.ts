import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { projectRoot } from "../scripts/lib/files.js";
import { run } from "./processes.js";

export const benchFolder = fileURLToPath(new URL(".", import.meta.url));

/** Where everything that is measured lies as JavaScript; git does not know it. */
export const workspace = join(benchFolder, ".work");

/** A Node to measure on. */
export interface NodeBinary {
  /** Such as `Node 24`. */
  readonly name: string;
  readonly version: string;
  readonly path: string;
}

/** Builds the package and installs, generates and compiles what it is compared with. */
export async function prepareWorkspace(): Promise<void> {
  await run("npm", ["run", "build"], { cwd: projectRoot });
  if (!(await isInstalled())) {
    await run("npm", ["ci", "--ignore-scripts"], { cwd: benchFolder });
  }
  await rm(workspace, { recursive: true, force: true });
  await mkdir(join(workspace, "node_modules"), { recursive: true });
  await installPackage();
  const [newest] = (await nodeBinaries()).toReversed();
  // The generators ask for a newer Node than we do.
  await run(newest?.path ?? process.execPath, [join(benchFolder, "generate-clients.mjs")]);
  await compile();
}

/** Puts the package there as its users get it: a link would be followed at each start. */
async function installPackage(): Promise<void> {
  const pack = ["pack", "--ignore-scripts", "--json", "--pack-destination", workspace];
  const [packed]: { filename: string }[] = JSON.parse(await run("npm", pack, { cwd: projectRoot }));
  await run("tar", ["-xzf", packed?.filename ?? ""], { cwd: workspace });
  await rename(
    join(workspace, "package"),
    join(workspace, "node_modules", "fireworks-gateway-client"),
  );
}

/** Whether what is installed is what the lock file says. */
async function isInstalled(): Promise<boolean> {
  const lock = join(benchFolder, "package-lock.json");
  const installed = join(benchFolder, "node_modules", ".package-lock.json");
  try {
    return (await stat(installed)).mtimeMs > (await stat(lock)).mtimeMs;
  } catch {
    return false;
  }
}

async function compile(): Promise<void> {
  const sources = (await readdir(benchFolder, { recursive: true })).filter((path) =>
    /^(peers.+|children.+|clients.+|statistics|turns)\.ts$/.test(path),
  );
  await build({
    entryPoints: sources.map((path) => join(benchFolder, path)),
    outbase: benchFolder,
    outdir: workspace,
    entryNames: "[dir]/[name]",
    format: "esm",
    target: "es2022",
  });
}

/** The Node that runs this, and the LTS releases that this platform has of it, the oldest first. */
export async function nodeBinaries(): Promise<NodeBinary[]> {
  const packages = await readdir(join(benchFolder, "node_modules"));
  const packaged = packages
    .filter((name) => /^node-(\d+-)?(linux|win|darwin)-/.test(name))
    .map((name) => join(benchFolder, "node_modules", name, "bin", "node"));
  const binaries = await Promise.all([process.execPath, ...packaged].map(describe));
  return binaries
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .filter(({ name }, index, all) => name !== all[index - 1]?.name);
}

/** The oldest and the newest of them. */
export async function oldestAndNewest(): Promise<NodeBinary[]> {
  const binaries = await nodeBinaries();
  return binaries.filter((_, index) => index === 0 || index === binaries.length - 1);
}

async function describe(path: string): Promise<NodeBinary> {
  const version = (await run(path, ["--version"])).trim();
  return { name: `Node ${version.slice(1).split(".")[0]}`, version, path };
}

/** Reads a JSON file of the bench's installation. */
export async function readInstalled<Content>(path: string): Promise<Content> {
  const content: Content = JSON.parse(await readFile(join(benchFolder, path), "utf8"));
  return content;
}
