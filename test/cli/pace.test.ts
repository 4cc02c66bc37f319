import { expect, test } from "vitest";
import { Pace } from "../../src/cli/commands/pace.js";
import { manualClock } from "../support/manual-clock.js";

function startPace() {
  const clock = manualClock();
  const { signal } = new AbortController();
  const pace = new Pace({ clock, signal });
  /** The times at which so many turns start that are asked for at once. */
  const startsOf = (count: number) =>
    clock.runUntil(
      Promise.all(
        Array.from({ length: count }, async () => {
          await pace.turn();
          return clock.now();
        }),
      ),
    );
  const succeed = (count: number) => {
    for (let done = 0; done < count; done++) pace.succeeded();
  };
  return { clock, pace, startsOf, succeed };
}

test("nobody waits before the server asks for it", async () => {
  const { startsOf } = startPace();
  expect(await startsOf(3)).toEqual([0, 0, 0]);
});

test("all wait as long as the server asks, and start at the rate that it took", async () => {
  const { pace, startsOf, succeed } = startPace();
  succeed(10);
  pace.limited(1000);
  expect(await startsOf(3)).toEqual([1000, 1100, 1200]);
});

test("the others of a burst change nothing, and a longer wait counts for those that wait", async () => {
  const { clock, pace, startsOf, succeed } = startPace();
  succeed(10);
  pace.limited(1000);
  pace.limited(900);
  clock.schedule(() => pace.limited(2000), 500);
  expect(await startsOf(2)).toEqual([2500, 2600]);
});

test("a refusal at the very end of a wait is one of a new burst", async () => {
  const { clock, pace, startsOf, succeed } = startPace();
  pace.limited(1000);
  expect(await startsOf(1)).toEqual([1000]);
  succeed(10);
  pace.limited(500);
  expect(clock.now()).toBe(1000);
  expect(await startsOf(2)).toEqual([1500, 1550]);
});
