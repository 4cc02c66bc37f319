import { getEventListeners } from "node:events";
import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { pause, systemClock, variable } from "../../src/cli/io.js";

const { signal } = new AbortController();
const io = {
  stdin: new PassThrough(),
  stdout: new PassThrough(),
  stderr: new PassThrough(),
  signal,
};

test.each([
  [{ A: " x " }, "x"],
  [{ A: "  " }, undefined],
  [{ A: undefined }, undefined],
  [{}, undefined],
])("a variable in %j is %j", (env, expected) => {
  expect(variable({ ...io, env, clock: systemClock }, "A")).toBe(expected);
});

test("a variable is never an inherited property", () => {
  expect(variable({ ...io, env: {}, clock: systemClock }, "toString")).toBeUndefined();
});

test("a pause leaves no listener on the signal", async () => {
  await pause({ clock: systemClock, signal }, 0);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

test("the clock of the system goes on, and calls nothing back that was cancelled", async () => {
  const before = systemClock.now();
  let isCalled = false;
  const cancel = systemClock.schedule(() => (isCalled = true), 0);
  cancel();
  await new Promise<void>((resolve) => void systemClock.schedule(resolve, 0));
  expect(isCalled).toBe(false);
  expect(systemClock.now()).toBeGreaterThan(before);
});
