/**
 * Runs one suite in every runtime that the package supports, against the package as it would be
 * published. A runtime that this machine lacks is named and skipped; with REQUIRE_ALL_RUNTIMES=1 it
 * fails the run.
 */
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { packAndInstall } from "../package/packed-package.js";
import { installLocked } from "../support/install-locked.js";
import { startLoopbackGateway } from "./loopback-gateway.js";
import { runIn } from "./run-in.js";
import { promisedRuntimes, type Runtime } from "./runtimes.js";

const here = import.meta.dirname;

await installLocked(here, () =>
  promisedRuntimes().every(({ kind, program }) => kind === "page" || program !== undefined),
).catch(({ stderr }: { stderr: string }) => console.error(stderr));
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
    if (!(await passes(runtime))) failures.push(runtime.name);
  }
} finally {
  gateway.close();
  await packed.remove();
}
if (failures.length > 0) {
  console.error(`Failed: ${failures.join(", ")}`);
  process.exitCode = 1;
}

/** Each runtime must run the same number of cases, so that none passes by running nothing. */
async function passes({ program, ...runtime }: Runtime): Promise<boolean> {
  const { name, kind, namesFailures, namesCallers, mayResend } = runtime;
  if (program === undefined) {
    console.log(`${name}: skipped, this machine has none`);
    return process.env["REQUIRE_ALL_RUNTIMES"] !== "1";
  }
  const { gatewayUrl, refusedUrl } = gateway;
  const isPage = kind === "page";
  const surroundings = { gatewayUrl, refusedUrl, namesFailures, namesCallers, mayResend, isPage };
  const started = performance.now();
  const { output, endedWell } = await runIn({ ...runtime, program }, packed.project, surroundings);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const [closing, passed] = /^(\d+) passed, 0 failed$/m.exec(output) ?? [];
  cases ??= passed;
  const succeeded = endedWell && passed !== undefined && passed === cases && passed !== "0";
  console.log(`${name}: ${succeeded ? closing : `failed\n${output}`} (${seconds} s)`);
  return succeeded;
}
