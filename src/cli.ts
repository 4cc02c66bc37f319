#!/usr/bin/env node
import { main } from "./cli/main.js";

const controller = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  // Once: whoever insists ends the process at once.
  process.once(signal, () => controller.abort("interrupted"));
}
const { stdin, stdout, stderr, env } = process;
const surroundings = { stdin, stdout, stderr, env, signal: controller.signal };
process.exitCode = await main(process.argv.slice(2), surroundings);
