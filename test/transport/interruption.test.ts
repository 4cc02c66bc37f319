import { getEventListeners } from "node:events";
import { describe, expect, test, vi } from "vitest";
import { GatewayTimeoutError } from "../../src/index.js";
import { Interruption } from "../../src/transport/interruption.js";
import { deferred } from "../support/deferred.js";
import { SteppedClock } from "../support/stepped-clock.js";

const reason = new Error("enough");
const never = new Promise<never>(() => {});

function started({ timeout = 100, elapsed = 0, signal = new AbortController().signal } = {}) {
  const clock = new SteppedClock();
  return { clock, interruption: new Interruption(clock, timeout, elapsed, signal) };
}

describe("a race with an interruption", () => {
  test("settles as its promise does", async () => {
    const { interruption } = started();
    expect(await interruption.race(Promise.resolve("done"))).toBe("done");
    await expect(interruption.race(Promise.reject(reason))).rejects.toBe(reason);
    expect(interruption.happened).toBe(false);
  });

  test("ends with nothing when the deadline passes, however long its promise takes", async () => {
    const { clock, interruption } = started({ timeout: 100 });
    const ended = interruption.race(never);
    clock.pass(99);
    expect(interruption.happened).toBe(false);
    clock.pass(1);
    expect(await ended).toBeUndefined();
    expect(interruption.happened).toBe(true);
  });

  test("ends with nothing when the caller aborts", async () => {
    const controller = new AbortController();
    const { interruption } = started({ signal: controller.signal });
    const ended = interruption.race(never);
    controller.abort(reason);
    expect(await ended).toBeUndefined();
  });

  test("that begins afterwards ends at once", async () => {
    const { clock, interruption } = started();
    clock.pass(100);
    expect(await interruption.race(never)).toBeUndefined();
  });

  test("ignores a promise that settles too late", async () => {
    const { clock, interruption } = started();
    const late = deferred<string>();
    const ended = interruption.race(late.promise);
    clock.pass(100);
    late.resolve("late");
    expect(await ended).toBeUndefined();
  });
});

describe("the deadline", () => {
  test("counts time that has passed before", () => {
    const { clock, interruption } = started({ timeout: 100, elapsed: 60 });
    clock.pass(39);
    expect(interruption.happened).toBe(false);
    clock.pass(1);
    expect(interruption.happened).toBe(true);
  });

  test.each([100, 101])("of 100 ms has passed at the start if %i ms have", (elapsed) => {
    const { interruption } = started({ timeout: 100, elapsed });
    expect(interruption.happened).toBe(true);
    expect(interruption.error(false)).toBeInstanceOf(GatewayTimeoutError);
  });

  test("makes a timeout error, which names the whole timeout", () => {
    const { clock, interruption } = started({ timeout: 100, elapsed: 60 });
    clock.pass(40);
    for (const mayHaveSucceeded of [true, false]) {
      expect(interruption.error(mayHaveSucceeded)).toMatchObject({
        name: "GatewayTimeoutError",
        timeout: 100,
        mayHaveSucceeded,
      });
    }
  });
});

describe("the first of two interruptions counts", () => {
  test("the deadline before an abort", () => {
    const controller = new AbortController();
    const { clock, interruption } = started({ signal: controller.signal });
    clock.pass(100);
    controller.abort(reason);
    expect(interruption.error(false)).toBeInstanceOf(GatewayTimeoutError);
  });

  test("an abort before the deadline", () => {
    const controller = new AbortController();
    const { clock, interruption } = started({ signal: controller.signal });
    controller.abort(reason);
    clock.pass(100);
    expect(interruption.error(false)).toBe(reason);
  });
});

test.each([0, "", null, false])("an abort may have the reason %j", (falsy) => {
  const controller = new AbortController();
  const { interruption } = started({ signal: controller.signal });
  controller.abort(falsy);
  expect(interruption.happened).toBe(true);
  expect(interruption.error(true)).toBe(falsy);
});

describe("a wait", () => {
  test("ends when its time has passed, and leaves only the deadline's timer", async () => {
    const { clock, interruption } = started();
    const wait = interruption.wait(clock, 50);
    clock.pass(49);
    expect(clock.pending).toBe(2);
    clock.pass(1);
    expect(await wait).toBe(true);
    expect(clock.pending).toBe(1);
  });

  test("ends early when the call is interrupted, and leaves no timer", async () => {
    const controller = new AbortController();
    const { clock, interruption } = started({ signal: controller.signal });
    const wait = interruption.wait(clock, 50);
    controller.abort(reason);
    expect(await wait).toBe(false);
    interruption.release();
    expect(clock.pending).toBe(0);
  });
});

describe("what is under way", () => {
  test("is aborted, with the reason given", () => {
    const { interruption } = started();
    expect(interruption.signal.aborted).toBe(false);
    interruption.abort(reason);
    expect(interruption.signal.reason).toBe(reason);
  });

  test("includes the body that is being read, which may refuse to be cancelled", () => {
    const { interruption } = started();
    const cancel = vi.fn<() => Promise<void>>(() => Promise.reject(new Error("no")));
    interruption.holdBody({ cancel });
    expect(cancel).not.toHaveBeenCalled();
    interruption.abort(reason);
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  test("includes a body that arrives after the interruption", () => {
    const { clock, interruption } = started();
    clock.pass(100);
    const cancel = vi.fn<() => Promise<void>>(() => Promise.resolve());
    interruption.holdBody({ cancel });
    expect(cancel).toHaveBeenCalledTimes(1);
  });
});

describe("what is left of an interruption", () => {
  test("is neither a timer nor a listener once it is released", () => {
    const { signal } = new AbortController();
    const { clock, interruption } = started({ signal });
    expect([clock.pending, getEventListeners(signal, "abort").length]).toEqual([1, 1]);
    interruption.release();
    expect([clock.pending, getEventListeners(signal, "abort").length]).toEqual([0, 0]);
  });

  test("is no timer if the caller's signal cannot be listened to", () => {
    const clock = new SteppedClock();
    const odd = {
      aborted: false,
      addEventListener: () => {
        throw new Error("odd");
      },
    };
    // @ts-expect-error -- anything with these names passes for a signal
    expect(() => new Interruption(clock, 100, 0, odd)).toThrow("odd");
    expect(clock.pending).toBe(0);
  });

  test("is nothing to remove if there was no signal", () => {
    const clock = new SteppedClock();
    const interruption = new Interruption(clock, 100, 0, undefined);
    interruption.release();
    expect(clock.pending).toBe(0);
    expect(interruption.error(false)).toBeUndefined();
  });
});
