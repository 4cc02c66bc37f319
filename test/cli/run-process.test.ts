import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { runProcess } from "../../src/cli/run-process.js";
import { capture } from "../support/captured-stream.js";
import { deferred } from "../support/deferred.js";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

describe("the command line of a process", () => {
  const { argv, exitCode } = process;
  const listeners = signals.flatMap((signal) => process.listeners(signal));
  let written: string;
  let waiting: ReturnType<typeof deferred<void>>;

  beforeEach(() => {
    written = "";
    waiting = deferred<void>();
    capture(process.stdout, () => {});
    capture(process.stderr, (text) => {
      written += text;
      waiting.resolve();
    });
  });

  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
    process.argv = argv;
    process.exitCode = exitCode;
    for (const signal of signals) {
      for (const listener of process.listeners(signal)) {
        if (!listeners.includes(listener)) process.off(signal, listener);
      }
    }
  });

  test.each(signals)("ends at %s, and a second one ends the process", async (signal) => {
    const others = process.listenerCount(signal);
    process.argv = ["node", "fireworks-gateway", "mock"];
    const ended = runProcess();
    await waiting.promise;
    process.emit(signal);
    expect(process.listenerCount(signal)).toBe(others);
    await ended;
    expect(written).toMatch(/^Serving a fake gateway: /);
    expect(process.exitCode).toBe(0);
  });

  test("says of a call under way that it was interrupted", async () => {
    vi.stubEnv("FIREWORKS_API_KEY", "canary-key");
    vi.stubEnv("SOURCE", "hush");
    const sent = deferred<void>();
    vi.stubGlobal("fetch", () => {
      sent.resolve();
      return new Promise(() => {});
    });
    process.argv = ["node", "fireworks-gateway", "create-secret", "DB", "--from-env", "SOURCE"];
    process.argv.push("--account", "acme");
    const ended = runProcess();
    await sent.promise;
    process.emit("SIGINT");
    await ended;
    expect(written).toMatch(/^error: .*interrupted/);
    expect(process.exitCode).toBe(1);
  });

  test("has its stdin", async () => {
    process.argv = ["node", "fireworks-gateway", "delete-secret", "a", "--account", "acme"];
    await runProcess();
    expect(written).toMatch(/^error: (stdin is not a terminal|FIREWORKS_API_KEY is not set)/);
    expect(process.exitCode).toBe(2);
  });
});
