import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { projectRoot } from "../../scripts/spec/files.js";

const run = promisify(execFile);

/** An otherwise empty project in which the package is installed as it would be published. */
export interface PackedPackage {
  /** The project. */
  readonly folder: string;
  /** The tarball that was installed there. */
  readonly tarball: string;
  /** What the tarball holds: paths from the package's folder on, sorted. */
  readonly files: readonly string[];
  remove(): Promise<void>;
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Builds and packs this project and installs the tarball, without any network. */
export async function packAndInstall(): Promise<PackedPackage> {
  const folder = await mkdtemp(join(tmpdir(), "packed-package-"));
  const { tarball, files } = await pack(folder);
  const modules = join(folder, "node_modules");
  const installed = join(modules, "fireworks-gateway-client");
  await mkdir(installed, { recursive: true });
  await run("tar", ["-xzf", tarball, "--strip-components=1", "-C", installed]);
  await installDependencies(installed, modules);
  await writeFile(join(folder, "package.json"), `{ "type": "module", "private": true }\n`);
  return { folder, tarball, files, remove: () => rm(folder, { recursive: true }) };
}

/** Makes a package of this project's own node_modules known in another project. */
export async function linkDependency(folder: string, name: string): Promise<void> {
  const link = join(folder, "node_modules", name);
  await mkdir(dirname(link), { recursive: true });
  await symlink(join(projectRoot, "node_modules", name), link, "junction");
}

async function pack(folder: string): Promise<{ tarball: string; files: string[] }> {
  // Nobody listens there: a step that asks the network fails, whoever takes it.
  const nowhere = "http://127.0.0.1:9";
  const env = {
    ...process.env,
    npm_config_registry: nowhere,
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
  };
  await run("npm", ["pack", "--pack-destination", folder], { cwd: projectRoot, env });
  const [name = ""] = await readdir(folder);
  const tarball = join(folder, name);
  const { stdout } = await run("tar", ["-tzf", tarball]);
  const files = stdout.trimEnd().split("\n");
  return { tarball, files: files.map((path) => path.replace(/^package\//, "")).toSorted() };
}

async function installDependencies(from: string, modules: string): Promise<void> {
  const manifest: Manifest = JSON.parse(await readFile(join(from, "package.json"), "utf8"));
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    const source = join(projectRoot, "node_modules", name);
    await cp(source, join(modules, name), { recursive: true });
    await installDependencies(source, modules);
  }
}
