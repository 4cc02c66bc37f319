import { expect, test } from "vitest";
import { systemClock } from "../../src/transport/clock.js";

test("the system's date is the time of day", () => {
  const before = Date.now();
  const date = systemClock.date();
  expect(date).toBeGreaterThanOrEqual(before);
  expect(date).toBeLessThanOrEqual(Date.now());
});

test("the system's time never goes back", () => {
  expect(systemClock.now()).toBeLessThanOrEqual(systemClock.now());
});

test("the system's chance is at least 0, below 1, and differs", () => {
  const chances = Array.from({ length: 100 }, systemClock.random);
  expect(chances.every((chance) => chance >= 0 && chance < 1)).toBe(true);
  expect(new Set(chances).size).toBeGreaterThan(50);
});

test("a timer of the system calls back, unless it is cancelled", async () => {
  const called: string[] = [];
  systemClock.schedule(() => called.push("cancelled"), 1)();
  await new Promise<void>((resolve) => systemClock.schedule(resolve, 5));
  expect(called).toEqual([]);
});
