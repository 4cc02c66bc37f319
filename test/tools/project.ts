import { execFile, spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { cp, mkdir, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type { PackedPackage } from "../package/packed-package.js";

const tools = join(import.meta.dirname, "node_modules");

/** A project of somebody who uses the package, with the tools installed beside it. */
export interface ConsumerProject {
  readonly folder: string;
  /** Runs a tool in it. @returns what it printed, whether it succeeded or not */
  run(tool: string, ...options: readonly string[]): Promise<{ code: number; output: string }>;
}

/** Makes a project from files by name; a package without `type`, which is CommonJS. */
export async function makeProject(
  packed: PackedPackage,
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<ConsumerProject> {
  const folder = join(dirname(packed.project), name);
  const modules = join(folder, "node_modules");
  await mkdir(modules, { recursive: true });
  await linkTools(tools, modules);
  for (const installed of await readdir(join(packed.project, "node_modules"))) {
    await rm(join(modules, installed), { recursive: true, force: true });
    await cp(join(packed.project, "node_modules", installed), join(modules, installed), {
      recursive: true,
    });
  }
  const all = { "package.json": `{ "name": "consumer", "private": true }\n`, ...files };
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return { folder, run: (tool, ...options) => runTool(folder, tool, options) };
}

/** Links each package of the tools, one by one, so that others can stand among them. */
async function linkTools(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) {
    const [source, target] = [join(from, name), join(to, name)];
    if (!name.startsWith("@")) await symlink(source, target, "junction");
    else {
      await mkdir(target);
      await linkTools(source, target);
    }
  }
}

async function runTool(
  cwd: string,
  tool: string,
  options: readonly string[],
): Promise<{ code: number; output: string }> {
  const command = [programOf(tool), ...options];
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, command, {
      cwd,
      env: environmentOf(cwd),
    });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const { code = 1, stdout = "", stderr = "" } = Object(error);
    return { code, output: `${stdout}${stderr}` };
  }
}

/** Starts a tool that does not end by itself. */
export function startTool(
  { folder }: ConsumerProject,
  tool: string,
  ...options: readonly string[]
): ChildProcessWithoutNullStreams {
  const env = environmentOf(folder);
  return spawn(process.execPath, [programOf(tool), ...options], { cwd: folder, env });
}

function programOf(tool: string): string {
  const manifest = createRequire(join(tools, "x.js")).resolve(`${tool}/package.json`);
  const { bin }: { bin: string | Record<string, string> } = createRequire(manifest)(manifest);
  const path = typeof bin === "string" ? bin : bin[tool === "typescript" ? "tsc" : tool];
  return join(dirname(manifest), path ?? "");
}

/** The environment of a tool. Vitest's own would make Jest believe that it is a worker of it. */
const environmentOf = (home: string): NodeJS.ProcessEnv => ({
  PATH: process.env["PATH"],
  HOME: home,
  NO_COLOR: "1",
  NEXT_TELEMETRY_DISABLED: "1",
});
