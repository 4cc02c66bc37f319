import { getEventListeners } from "node:events";
import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import type { Clock } from "../../src/cli/io.js";
import { promptForValue } from "../../src/cli/values/prompt.js";
import { manualClock } from "../support/manual-clock.js";

/** A prompt at a terminal in this process; `modes` are those that the terminal was put in. */
function prompt({
  isTTY = true,
  signal = new AbortController().signal,
  afterTimer = (): unknown => undefined,
  stream = new PassThrough(),
} = {}) {
  const clock = manualClock();
  const schedule: Clock["schedule"] = (callback, delay) =>
    clock.schedule(() => {
      callback();
      afterTimer();
    }, delay);
  const modes: boolean[] = [];
  const stdin = Object.assign(stream, {
    isTTY: true,
    setRawMode: (isRaw: boolean) => void modes.push(isRaw),
  });
  const stderr = Object.assign(new PassThrough(), { isTTY });
  const io = {
    stdin,
    stdout: new PassThrough(),
    stderr,
    env: {},
    signal,
    clock: { ...clock, schedule },
  };
  const value = promptForValue(io, "Value: ");
  return { stdin, modes, clock, value, shown: () => String(stderr.read()) };
}

describe("the prompt", () => {
  test("takes a line once the terminal is quiet, and shows nothing of it", async () => {
    const { stdin, modes, clock, value, shown } = prompt();
    stdin.write("hush\r");
    expect(await clock.runUntil(value)).toBe("hush");
    expect(clock.now()).toBe(200);
    expect(modes).toEqual([true, false]);
    expect(stdin.isPaused()).toBe(true);
    expect(shown()).toBe("\u001b[?2004hValue: \u001b[?2004l\n");
  });

  test("waits for the first key and for Enter, however long they take", async () => {
    const { stdin, clock, value } = prompt();
    clock.schedule(() => stdin.write("hu"), 5000);
    clock.schedule(() => stdin.write("sh\r"), 9000);
    expect(await clock.runUntil(value)).toBe("hush");
    expect(clock.now()).toBe(9200);
  });

  test("leaves no listener on the terminal and the signal", async () => {
    const stream = new PassThrough();
    const counts = () =>
      ["data", "end", "error", "close"].map((event) => stream.listenerCount(event));
    const before = counts();
    const { signal } = new AbortController();
    const { clock, value } = prompt({ stream, signal });
    stream.write("hush\r");
    await clock.runUntil(value);
    expect(counts()).toEqual(before);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test("sends no escape sequence where stderr is no terminal", async () => {
    const { stdin, clock, value, shown } = prompt({ isTTY: false });
    stdin.write("hush\r");
    await clock.runUntil(value);
    expect(shown()).toBe("Value: \n");
  });

  test("swallows what comes within 200 ms, then within a second, and refuses it", async () => {
    const { stdin, clock, value } = prompt();
    stdin.write("line 1\n");
    for (const delay of [199, 1198]) clock.schedule(() => stdin.write("line 2\n"), delay);
    await expect(clock.runUntil(value)).rejects.toThrow("several lines");
    expect(clock.now()).toBe(2198);
    expect(stdin.read()).toBe(null);
  });

  test("reads what has come while the process was busy before it ends", async () => {
    // Where a process wakes up late, its timers run before it reads what has come.
    const late = ["line 2\n"];
    const { stdin, clock, value } = prompt({ afterTimer: () => stdin.write(late.pop() ?? "") });
    stdin.write("line 1\n");
    await expect(clock.runUntil(value)).rejects.toThrow("several lines");
    expect(clock.now()).toBe(1200);
  });

  test.each(["\u0003", "\u0004"])("is cancelled by %j, after what follows", async (key) => {
    const { stdin, modes, clock, value } = prompt();
    stdin.write(`hush${key}`);
    clock.schedule(() => stdin.write("rm -rf\n"), 100);
    await expect(clock.runUntil(value)).rejects.toThrow("cancelled; nothing was sent");
    expect({ modes, time: clock.now() }).toEqual({ modes: [true, false], time: 300 });
  });

  test.each([false, true])("ends with a signal, aborted before: %s", async (isBefore) => {
    const controller = new AbortController();
    if (isBefore) controller.abort("interrupted");
    const { stdin, modes, clock, value } = prompt({ signal: controller.signal });
    stdin.write("hu");
    controller.abort("interrupted");
    clock.schedule(() => stdin.write("sh\n"), 100);
    await expect(clock.runUntil(value)).rejects.toMatchObject({
      exitCode: 1,
      message: "interrupted; nothing was sent",
    });
    expect({ modes, time: clock.now() }).toEqual({ modes: [true, false], time: 300 });
  });

  test.each([0, 100])("ends with a signal after %i ms and no key", async (delay) => {
    const controller = new AbortController();
    const { signal } = controller;
    if (delay === 0) controller.abort("interrupted");
    const { clock, value } = prompt({ signal });
    if (delay > 0) clock.schedule(() => controller.abort("interrupted"), delay);
    await expect(clock.runUntil(value)).rejects.toThrow("interrupted; nothing was sent");
    expect(clock.now()).toBe(delay + 200);
  });

  test("ends with a terminal that ends without closing", async () => {
    const { stdin, clock, value } = prompt({ stream: new PassThrough({ autoDestroy: false }) });
    stdin.end("hush");
    await expect(clock.runUntil(value)).rejects.toThrow("cancelled; nothing was sent");
  });

  test.each([
    ["ends", (stdin: PassThrough) => stdin.end()],
    ["fails", (stdin: PassThrough) => stdin.destroy(new Error("EIO"))],
    ["closes", (stdin: PassThrough) => stdin.destroy()],
  ])("restores a terminal that %s", async (_title, end) => {
    const { stdin, modes, clock, value } = prompt();
    stdin.write("hush");
    end(stdin);
    await expect(clock.runUntil(value)).rejects.toThrow("cancelled; nothing was sent");
    expect(modes).toEqual([true, false]);
  });
});
