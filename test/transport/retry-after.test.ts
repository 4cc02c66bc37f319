import { expect, test } from "vitest";
import { readRetryAfter } from "../../src/transport/retry-after.js";

const now = Date.UTC(2023, 8, 29, 16, 26, 37);

const read = (headers: Readonly<Record<string, string>>): number | undefined =>
  readRetryAfter(new Headers(headers), now);

test.each([
  ["20", 20_000],
  ["0", 0],
  ["007", 7000],
  ["9999999999", 9_999_999_999_000],
  ["Fri, 29 Sep 2023 16:26:57 GMT", 20_000],
  ["Friday, 29-Sep-23 16:26:57 GMT", 20_000],
  ["Fri, 29 Sep 2023 16:26:37 GMT", 0],
  ["Fri, 29 Sep 2023 16:26:17 GMT", 0],
  ["Sat, 30 Sep 2023 16:26:37 GMT", 86_400_000],
])("retry-after: %s is %d ms away", (value, wait) => {
  expect(read({ "retry-after": value })).toBe(wait);
});

test.each([
  "",
  "-10",
  "+10",
  "1.5",
  "1e3",
  "0x10",
  "10s",
  "99999999999",
  "99999999999999999999999999999999999",
  "Zun, 29 Sep 2023 16:26:27 GMT",
  "xFri, 29 Sep 2023 16:26:57 GMT",
  "Fri, 29 Sep 2023 16:26:57 GMT+1",
  "Fri, 29 Sep 2023 16:26:57",
  "Fri, 99 Foo 2023 16:26:57 GMT",
  "Fri GMT",
  "2023-09-29T16:26:57Z",
  "tomorrow",
])("retry-after: %j is ignored", (value) => {
  expect(read({ "retry-after": value })).toBeUndefined();
});

test.each([
  ["1500", 1500],
  ["0", 0],
  ["0.5", 0.5],
  ["12.345", 12.345],
])("retry-after-ms: %s takes precedence and is in milliseconds", (value, wait) => {
  expect(read({ "retry-after-ms": value, "retry-after": "20" })).toBe(wait);
});

test.each(["", "-1", "soon", "1e3", ".5", "5.", "1.2.3", "99999999999"])(
  "retry-after-ms: %j is ignored",
  (value) => {
    expect(read({ "retry-after-ms": value, "retry-after": "20" })).toBe(20_000);
    expect(read({ "retry-after-ms": value })).toBeUndefined();
  },
);

test("a response without these headers asks for no wait", () => {
  expect(read({})).toBeUndefined();
});

test("blanks around a value, which HTTP does not count as part of it, do not matter", () => {
  expect(read({ "retry-after": " 10 " })).toBe(10_000);
  expect(read({ "retry-after-ms": " 5 " })).toBe(5);
});

const inAMinute = "Fri, 29 Sep 2023 16:27:37 GMT";

test.each([
  ["ahead of ours", "Fri, 29 Sep 2023 16:27:07 GMT", 30_000],
  ["behind ours", "Fri, 29 Sep 2023 16:20:37 GMT", 420_000],
  ["past the date it asks for", "Fri, 29 Sep 2023 16:30:00 GMT", 0],
  ["in a form of its own", "2023-09-29T16:27:07Z", 60_000],
])("a date is read by the server's own clock: %s", (_name, date, wait) => {
  expect(read({ "retry-after": inAMinute, date })).toBe(wait);
});

test("the server's own clock does not matter for a number of seconds", () => {
  expect(read({ "retry-after": "20", date: inAMinute })).toBe(20_000);
});
