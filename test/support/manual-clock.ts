import type { Clock } from "../../src/cli/io.js";

/** A clock that moves on when nothing else is going on in the process. */
export interface ManualClock extends Clock {
  /** Runs timers, in their order, until the promise settles. */
  readonly runUntil: <Value>(promise: Promise<Value>) => Promise<Value>;
}

export function manualClock(): ManualClock {
  let time = 0;
  const timers = new Set<{ readonly at: number; readonly callback: () => void }>();
  return {
    now: () => time,
    schedule(callback, delay) {
      const timer = { at: time + delay, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    async runUntil(promise) {
      let isSettled = false;
      const settle = () => (isSettled = true);
      promise.then(settle, settle);
      for (;;) {
        // Every promise and callback that needs no time.
        for (let turn = 0; turn < 25; turn++) await new Promise((resolve) => setImmediate(resolve));
        if (isSettled) return promise;
        const [next] = [...timers].toSorted((one, other) => one.at - other.at);
        if (next === undefined) continue;
        timers.delete(next);
        time = Math.max(time, next.at);
        next.callback();
      }
    },
  };
}
