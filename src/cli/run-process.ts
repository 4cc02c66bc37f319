import { systemClock } from "./io.js";
import { main } from "./main.js";

/** Runs the command line of this process, with its streams and signals, and sets its exit code. */
export async function runProcess(): Promise<void> {
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
}
