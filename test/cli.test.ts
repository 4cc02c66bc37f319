import fs from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { deferred } from "./support/deferred.js";

/** Keeps what is written, and says that it is. */
function capture(stream: NodeJS.WriteStream, onWrite: (text: string) => void): void {
  vi.spyOn(stream, "write").mockImplementation((chunk, encoding, callback) => {
    onWrite(String(chunk));
    const done = typeof encoding === "function" ? encoding : callback;
    if (done) setImmediate(done);
    return true;
  });
}

describe("the entry point", () => {
  const { argv, exitCode } = process;
  // What has been loaded does not run again.
  beforeEach(() => void vi.resetModules());
  afterEach(() => {
    vi.restoreAllMocks();
    process.argv = argv;
    process.exitCode = exitCode;
  });

  test("hands over this process, its signals and the exit code", async () => {
    const written: string[] = [];
    const waiting = deferred<void>();
    capture(process.stdout, () => {});
    capture(process.stderr, (line) => {
      written.push(line);
      waiting.resolve(undefined);
    });
    process.argv = ["node", "fireworks-gateway", "mock"];
    const ended = import("../src/cli.js");
    await waiting.promise;
    process.emit("SIGTERM");
    await ended;
    expect(written[0]).toMatch(/^Serving a fake gateway: /);
    expect(process.exitCode).toBe(0);
  });

  test("prints the version without opening a stream", async () => {
    const write = vi.spyOn(fs, "writeSync").mockReturnValue(0);
    const written: string[] = [];
    capture(process.stdout, (text) => written.push(text));
    process.argv = ["node", "fireworks-gateway", "--version"];
    await import("../src/cli.js");
    expect(write.mock.calls).toEqual([
      [1, expect.stringMatching(/^fireworks-gateway-client \d+\.\d+\.\d+ \(.+\)\n$/)],
    ]);
    expect(written).toEqual([]);
  });

  test.each([
    ["the file descriptor cannot be written to", ["--version"], /^fireworks-gateway-client /],
    ["it is asked for as JSON", ["--version", "--json"], /^\{"version":/],
  ])("prints the version to stdout if %s", async (_case, args, expected) => {
    vi.spyOn(fs, "writeSync").mockImplementation(() => {
      throw new Error("EAGAIN");
    });
    const written: string[] = [];
    capture(process.stdout, (text) => written.push(text));
    process.argv = ["node", "fireworks-gateway", ...args];
    await import("../src/cli.js");
    expect(written.join("")).toMatch(expected);
    expect(process.exitCode).toBe(0);
  });

  test("hands over stdin", async () => {
    const written: string[] = [];
    capture(process.stderr, (line) => written.push(line));
    process.argv = ["node", "fireworks-gateway", "delete-secret", "a", "--account", "acme"];
    await import("../src/cli.js");
    expect(written[0]).toMatch(/^error: (stdin is not a terminal|FIREWORKS_API_KEY is not set)/);
    expect(process.exitCode).toBe(2);
  });
});
