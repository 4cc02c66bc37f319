/**
 * Runs one suite in every runtime that the package promises to work in, against the package as it
 * would be published. A runtime that this machine lacks is named and skipped; with
 * REQUIRE_ALL_RUNTIMES=1 it fails the run.
 */
import { execFile } from "node:child_process";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { packAndInstall } from "../support/packed-package.js";
import { startLoopbackGateway } from "./loopback-gateway.js";
import { runIn } from "./run-in.js";
import { promisedRuntimes, type AvailableRuntime } from "./runtimes.js";

const here = import.meta.dirname;
const requireAll = process.env["REQUIRE_ALL_RUNTIMES"] === "1";

await installRuntimes();
const packed = await packAndInstall();
const gateway = await startLoopbackGateway();
const failures: string[] = [];
let cases: string | undefined;

try {
  await build({
    entryPoints: [join(here, "suite.ts")],
    outfile: join(packed.project, "suite.js"),
    bundle: true,
    format: "esm",
    platform: "neutral",
  });
  for (const name of ["in-process.js", "in-workerd.js", "in-page.js"]) {
    await cp(join(here, name), join(packed.project, name));
  }
  for (const runtime of promisedRuntimes()) {
    const { name, program } = runtime;
    if (program === undefined) {
      console.log(`${name}: skipped, this machine has none`);
      if (requireAll) failures.push(name);
    } else if (!(await passes({ ...runtime, program }))) {
      failures.push(name);
    }
  }
} finally {
  gateway.close();
  await packed.remove();
}
if (failures.length > 0) {
  console.error(`Failed: ${failures.join(", ")}`);
  process.exitCode = 1;
}

/** Each runtime must close with the same count, so that none passes by running nothing. */
async function passes(runtime: AvailableRuntime): Promise<boolean> {
  const { name, kind, namesFailures } = runtime;
  const { gatewayUrl, refusedUrl } = gateway;
  const surroundings = { gatewayUrl, refusedUrl, namesFailures, isPage: kind === "page" };
  const started = performance.now();
  const output = await runIn(runtime, packed.project, surroundings);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const [closing, passed] = /^(\d+) passed, 0 failed$/m.exec(output) ?? [];
  cases ??= passed;
  const succeeded = passed !== undefined && passed === cases && passed !== "0";
  console.log(`${name}: ${succeeded ? closing : `failed\n${output}`} (${seconds} s)`);
  return succeeded;
}

async function installRuntimes(): Promise<void> {
  const npm = async (...command: string[]): Promise<void> => {
    await promisify(execFile)("npm", [...command, "--prefix", here, "--ignore-scripts"]);
  };
  // What is there already need not be fetched again.
  await npm("ls").catch(async () => {
    console.log("Installing the runtimes ...");
    await npm("ci").catch(({ stderr }: { stderr: string }) => console.error(stderr));
  });
}
