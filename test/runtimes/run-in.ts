import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { serveFolder } from "../support/static-server.js";
import { openChromium } from "../support/chromium.js";
import type { AvailableRuntime } from "./runtimes.js";
import type { Surroundings } from "./suite.js";

/** Time limit of a runtime for the whole suite, in milliseconds. */
const limit = 60_000;

/** Result of a runtime. */
export interface Run {
  /** Everything that it printed. */
  readonly output: string;
  /** True if it ended by itself and without an error. */
  readonly endedWell: boolean;
}

/** Runs the suite in a project where the package is installed. */
export async function runIn(
  { kind, program, options = [] }: AvailableRuntime,
  project: string,
  surroundings: Surroundings,
): Promise<Run> {
  if (kind === "workerd") return await runInWorkerd(program, project, surroundings);
  if (kind === "page") return await runInPage(program, project, surroundings);
  const command = [...options, join(project, "in-process.js"), JSON.stringify(surroundings)];
  return await runProgram(program, command, project);
}

async function runInWorkerd(
  program: string,
  project: string,
  surroundings: Surroundings,
): Promise<Run> {
  await bundle(project, "in-workerd.js", "in-workerd.bundle.js");
  const json = JSON.stringify(JSON.stringify(surroundings));
  const config = `using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (services = [
      (name = "suite", worker = .suite),
      (name = "internet", network = (allow = ["private"])),
    ]);
    const suite :Workerd.Worker = (
      modules = [(name = "suite", esModule = embed "in-workerd.bundle.js")],
      bindings = [(name = "surroundings", json = ${json})],
      compatibilityDate = "2026-01-01",
    );`;
  await writeFile(join(project, "config.capnp"), config);
  return await runProgram(program, ["test", "config.capnp"], project);
}

async function runInPage(
  program: string,
  project: string,
  surroundings: Surroundings,
): Promise<Run> {
  const folder = join(project, "page");
  await mkdir(folder, { recursive: true });
  await bundle(project, "in-page.js", join("page", "suite.js"));
  const html = `<!doctype html><title>Suite</title><link rel="icon" href="data:," /><script type="module" src="suite.js"></script>`;
  await writeFile(join(folder, "index.html"), html);
  const server = await serveFolder(folder);
  const browser = await openChromium(program);
  try {
    const page = await browser.newPage();
    const lines: string[] = [];
    page.on("console", (message) => lines.push(message.text()));
    page.on("pageerror", (error) => lines.push(String(error)));
    page.setDefaultTimeout(limit);
    await page.goto(server.url);
    await page.evaluate(`run(${JSON.stringify(surroundings)})`);
    return { output: lines.join("\n"), endedWell: true };
  } finally {
    await browser.close();
    await server.close();
  }
}

async function bundle(project: string, entryPoint: string, outfile: string): Promise<void> {
  await build({
    absWorkingDir: project,
    entryPoints: [entryPoint],
    outfile,
    bundle: true,
    format: "esm",
    platform: "neutral",
    logLevel: "warning",
  });
}

function runProgram(program: string, command: readonly string[], cwd: string): Promise<Run> {
  return new Promise((resolve) => {
    // Without the environment's key, since one of the cases has none.
    const env = { PATH: process.env["PATH"], HOME: cwd, NO_COLOR: "1" };
    execFile(program, command, { cwd, env, timeout: limit }, (error, stdout, stderr) => {
      const end = error?.killed ? `ended after ${limit} ms` : "";
      const output = [stdout, error ? stderr : "", end].join("\n");
      resolve({ output, endedWell: error === null });
    });
  });
}
