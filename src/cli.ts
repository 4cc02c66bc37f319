#!/usr/bin/env node
import { systemClock } from "./cli/io.js";
import { main } from "./cli/main.js";

const controller = new AbortController();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  // Once: a second one ends the process at once.
  process.once(signal, () => controller.abort("interrupted"));
}
process.exitCode = await main(process.argv.slice(2), {
  // Getters, since each stream costs time to open.
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    return process.stdout;
  },
  get stderr() {
    return process.stderr;
  },
  env: process.env,
  signal: controller.signal,
  clock: systemClock,
});
