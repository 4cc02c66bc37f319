import fs from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { capture } from "./support/captured-stream.js";

describe("the entry point", () => {
  const { argv, exitCode } = process;
  // What has been loaded does not run again.
  beforeEach(() => void vi.resetModules());
  afterEach(() => {
    vi.restoreAllMocks();
    process.argv = argv;
    process.exitCode = exitCode;
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
});
