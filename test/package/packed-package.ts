import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { projectRoot } from "../../scripts/lib/files.js";
import { npm } from "./npm.js";

const run = promisify(execFile);

/** The package as it would be published. */
export interface Packed {
  readonly tarball: string;
  /** The folder in which it is unpacked, outside any node_modules. */
  readonly unpacked: string;
  /** Files of the tarball: paths from the package's folder on, sorted. */
  readonly files: readonly string[];
  /** An otherwise empty project in which it is installed. */
  readonly project: string;
  /** The same without its dependencies. */
  readonly projectWithoutDependencies: string;
}

/** The same with a way to be rid of it. */
export interface PackedPackage extends Packed {
  remove(this: void): Promise<void>;
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** Builds and packs this project and installs the tarball, without any network. */
export async function packAndInstall(): Promise<PackedPackage> {
  const folder = await mkdtemp(join(tmpdir(), "packed-package-"));
  const tarball = await pack(folder);
  const { stdout } = await run("tar", ["-tzf", tarball]);
  const files = stdout.trimEnd().split("\n");
  const project = join(folder, "project");
  const projectWithoutDependencies = join(folder, "project-without-dependencies");
  const unpacked = join(folder, "package");
  await run("tar", ["-xzf", tarball, "-C", folder]);
  await install(unpacked, projectWithoutDependencies);
  await installDependencies(await install(unpacked, project), join(project, "node_modules"));
  return {
    tarball,
    unpacked,
    files: files.map((path) => path.replace(/^package\//, "")).toSorted(),
    project,
    projectWithoutDependencies,
    remove: () => rm(folder, { recursive: true }),
  };
}

/** Makes a package of this project's own node_modules known in another project. */
export async function linkDependency(project: string, name: string): Promise<void> {
  const link = join(project, "node_modules", name);
  await mkdir(dirname(link), { recursive: true });
  await symlink(join(projectRoot, "node_modules", name), link, "junction");
}

async function pack(folder: string): Promise<string> {
  // Nobody listens there: a step that asks the network fails, whoever takes it.
  const nowhere = "http://127.0.0.1:9";
  const env = {
    ...process.env,
    npm_config_registry: nowhere,
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
  };
  await npm(["pack", "--pack-destination", folder], { cwd: projectRoot, env });
  const [name = ""] = await readdir(folder);
  return join(folder, name);
}

async function install(unpacked: string, project: string): Promise<string> {
  const installed = join(project, "node_modules", "fireworks-gateway-client");
  await cp(unpacked, installed, { recursive: true });
  await writeFile(join(project, "package.json"), `{ "type": "module", "private": true }\n`);
  return installed;
}

async function installDependencies(from: string, modules: string): Promise<void> {
  const manifest: Manifest = JSON.parse(await readFile(join(from, "package.json"), "utf8"));
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    const source = join(projectRoot, "node_modules", name);
    await cp(source, join(modules, name), { recursive: true });
    await installDependencies(source, modules);
  }
}
