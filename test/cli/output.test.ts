import { PassThrough, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { assert, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { asCommandError } from "../../src/cli/command-error.js";
import { systemClock, type OutputStream } from "../../src/cli/io.js";
import { Output } from "../../src/cli/output.js";
import { printable } from "../../src/cli/printable.js";
import { GatewayInputError } from "../../src/index.js";
import { codePoint } from "../support/code-point.js";

const terminal = () => Object.assign(new PassThrough(), { isTTY: true });
const failing = (code: string): Writable =>
  new Writable({ write: (_chunk, _encoding, done) => done(Object.assign(new Error(), { code })) });

function outputTo(
  stdout: OutputStream,
  stderr: OutputStream,
  { isJson = false, isQuiet = false, env = {} } = {},
): Output {
  const { signal } = new AbortController();
  const io = { stdin: new PassThrough(), stdout, stderr, env, signal, clock: systemClock };
  return new Output(io, { isJson, isQuiet });
}

async function printed(stream: PassThrough): Promise<string> {
  stream.end();
  return text(stream);
}

describe("what a terminal is sent", () => {
  test("has no control character, escape sequence or mark that reorders text", () => {
    assert(
      property(string({ unit: codePoint }), (foreign) => {
        // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
        const hostile = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/;
        return !hostile.test(printable(foreign)) && !/\p{Surrogate}/u.test(printable(foreign));
      }),
    );
    expect(printable("a\u001b[31m\u009b\u202e\r\ud800é😀")).toBe(
      "a\\u001b[31m\\u009b\\u202e\\u000d\\ud800é😀",
    );
  });

  test("is the same JSON, escaped", async () => {
    const stdout = new PassThrough();
    const name = "\u009b\u202e\u007f\n\u001b";
    outputTo(stdout, new PassThrough(), { isJson: true }).result({ name }, "");
    const line = await printed(stdout);
    expect(line).toBe('{"name":"\\u009b\\u202e\\u007f\\n\\u001b"}\n');
    expect(JSON.parse(line)).toEqual({ name });
  });

  test("is coloured, unless NO_COLOR is set", async () => {
    for (const [env, expected] of [
      [{}, "\u001b[32mcreated\u001b[39m a\n"],
      [{ NO_COLOR: "" }, "\u001b[32mcreated\u001b[39m a\n"],
      [{ NO_COLOR: "1" }, "created a\n"],
    ] as const) {
      const stdout = terminal();
      outputTo(stdout, terminal(), { env }).result({}, "a", { word: "created", colour: "green" });
      expect(await printed(stdout)).toBe(expected);
    }
  });

  test("has errors in red and warnings in yellow", async () => {
    const stderr = terminal();
    const output = outputTo(terminal(), stderr);
    output.error("a");
    output.warning("b");
    expect(await printed(stderr)).toBe(
      "\u001b[31merror:\u001b[39m a\n\u001b[33mwarning:\u001b[39m b\n",
    );
  });

  test("is one line of progress, which other lines take the place of", async () => {
    const stderr = terminal();
    const output = outputTo(terminal(), stderr, { env: { NO_COLOR: "1" } });
    for (const line of ["1 of 2", "1 of 2", "2 of 2"]) output.progress(line);
    output.error("x");
    output.progress("");
    expect(await printed(stderr)).toBe("\r\u001b[K1 of 2\r\u001b[K2 of 2\r\u001b[Kerror: x\n");
  });
});

test("a pipe gets no progress", async () => {
  const stderr = new PassThrough();
  outputTo(stderr, stderr).progress("1 of 2");
  expect(await printed(stderr)).toBe("");
});

test("--quiet leaves out notes, warnings and progress", async () => {
  const stderr = terminal();
  const output = outputTo(terminal(), stderr, { isQuiet: true, env: { NO_COLOR: "1" } });
  output.note("note");
  output.warning("warning");
  output.progress("progress");
  output.error("a\nb");
  expect(await printed(stderr)).toBe("error: a\nb\n");
});

test("a command ends when all of its results are written, on a stream with one listener", async () => {
  const writes: (() => void)[] = [];
  const stdout = new Writable({ write: (_chunk, _encoding, done) => void writes.push(done) });
  const output = outputTo(stdout, new PassThrough());
  output.result({}, "a");
  output.result({}, "b");
  expect(stdout.listenerCount("error")).toBe(1);
  let isFinished = false;
  const finished = output.finish(0).then(() => (isFinished = true));
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    expect(isFinished).toBe(false);
    writes.shift()?.();
  }
  await finished;
});

describe("a stream that fails", () => {
  test("is written to once", async () => {
    let writes = 0;
    const stdout = new PassThrough();
    stdout.write = () => {
      writes++;
      throw new Error("full");
    };
    const output = outputTo(stdout, new PassThrough());
    output.result({}, "x");
    output.result({}, "y");
    await output.finish(0);
    expect(writes).toBe(1);
  });

  test.each([
    ["EPIPE", 0, 0, ""],
    ["EPIPE", 1, 1, ""],
    ["ENOSPC", 0, 1, "error: cannot write to stdout (ENOSPC)\n"],
    ["ENOSPC", 2, 2, "error: cannot write to stdout (ENOSPC)\n"],
  ] as const)("as stdout with %s makes %i into %i", async (code, before, after, expected) => {
    const stderr = new PassThrough();
    const output = outputTo(failing(code), stderr);
    for (let count = 0; count < 3; count++) {
      output.result({}, "x");
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await output.finish(before)).toBe(after);
    expect(await printed(stderr)).toBe(expected);
  });

  test("as stderr changes nothing", async () => {
    const stdout = new PassThrough();
    const output = outputTo(stdout, failing("ENOSPC"));
    output.note("x");
    output.result({}, "y");
    expect(await output.finish(0)).toBe(0);
    expect(await printed(stdout)).toBe("y\n");
  });

  test("may throw, too", async () => {
    const stdout = new PassThrough();
    stdout.write = () => {
      throw "no error";
    };
    const stderr = new PassThrough();
    const output = outputTo(stdout, stderr);
    output.result({}, "x");
    // The first failure is the one that counts.
    stdout.emit("error", Object.assign(new Error(), { code: "EPIPE" }));
    expect(await output.finish(0)).toBe(1);
    expect(await printed(stderr)).toBe("error: cannot write to stdout (unknown error)\n");
  });
});

describe("an error in the words of the command line", () => {
  test.each([
    [new TypeError("unforeseen"), 1, "TypeError: unforeseen"],
    [new GatewayInputError("timeout", "is odd"), 2, "--timeout is odd"],
    [new GatewayInputError("secret.keyName", "is missing"), 2, "secret.keyName is missing"],
    [Object.assign(new Error("other"), { field: "timeout" }), 1, "Error: other"],
    [Object.assign(new Error("bare"), { name: "GatewayInputError" }), 1, "GatewayInputError: bare"],
    [{ name: "GatewayInputError", field: "timeout", message: "x" }, 1, "[object Object]"],
  ])("is made of %s", (error, exitCode, message) => {
    const name = "CommandError";
    expect(asCommandError(error)).toMatchObject({ name, exitCode, message });
  });
});
