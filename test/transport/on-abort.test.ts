import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { onAbort } from "../../src/transport/on-abort.js";

const listenersOf = (signal: AbortSignal): number => getEventListeners(signal, "abort").length;

test("all callbacks share one listener, which is removed with the last of them", () => {
  const { signal } = new AbortController();
  const cancels = Array.from({ length: 20 }, () => onAbort(signal, () => {}));
  expect(listenersOf(signal)).toBe(1);
  for (const cancel of cancels.slice(1)) cancel();
  expect(listenersOf(signal)).toBe(1);
  cancels[0]?.();
  expect(listenersOf(signal)).toBe(0);
});

test("every callback is called once, in the order of subscription", () => {
  const controller = new AbortController();
  const called: string[] = [];
  onAbort(controller.signal, () => called.push("first"));
  onAbort(controller.signal, () => called.push("second"));
  controller.abort();
  controller.abort();
  expect(called).toEqual(["first", "second"]);
});

test("a cancelled callback is not called, even if another callback cancels it", () => {
  const controller = new AbortController();
  const called: string[] = [];
  const cancels: (() => void)[] = [];
  onAbort(controller.signal, () => {
    called.push("first");
    for (const cancel of cancels) cancel();
  });
  cancels.push(onAbort(controller.signal, () => called.push("second")));
  controller.abort();
  expect(called).toEqual(["first"]);
});

test("cancelling twice does not remove another callback", () => {
  const controller = new AbortController();
  const called: string[] = [];
  const cancel = onAbort(controller.signal, () => called.push("first"));
  cancel();
  onAbort(controller.signal, () => called.push("second"));
  cancel();
  expect(listenersOf(controller.signal)).toBe(1);
  controller.abort();
  expect(called).toEqual(["second"]);
});

test("signals do not share callbacks or listeners", () => {
  const one = new AbortController();
  const other = new AbortController();
  const called: string[] = [];
  onAbort(one.signal, () => called.push("one"));
  onAbort(other.signal, () => called.push("other"));
  one.abort();
  expect(called).toEqual(["one"]);
  expect(listenersOf(other.signal)).toBe(1);
});

test("a signal that has been left by all can be subscribed to again", () => {
  const controller = new AbortController();
  const called: string[] = [];
  onAbort(controller.signal, () => called.push("left"))();
  onAbort(controller.signal, () => called.push("stayed"));
  expect(listenersOf(controller.signal)).toBe(1);
  controller.abort();
  expect(called).toEqual(["stayed"]);
});
