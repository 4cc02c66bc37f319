import { expect, test } from "vitest";
import { readRetryAfter } from "../../src/transport/retry-after.js";

const now = Date.UTC(2023, 8, 29, 16, 26, 37);

const read = (headers: Readonly<Record<string, string>>): number | undefined =>
  readRetryAfter((name) => headers[name], now);

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
  "10 ",
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
])("retry-after: %j is none", (value) => {
  expect(read({ "retry-after": value })).toBeUndefined();
});

test.each([
  ["1500", 1500],
  ["0", 0],
  ["0.5", 0.5],
  ["12.345", 12.345],
])("retry-after-ms: %s comes first and is milliseconds", (value, wait) => {
  expect(read({ "retry-after-ms": value, "retry-after": "20" })).toBe(wait);
});

test.each(["", "-1", "soon", "1e3", ".5", "5.", "1.2.3", "99999999999", " 5"])(
  "retry-after-ms: %j is overlooked",
  (value) => {
    expect(read({ "retry-after-ms": value, "retry-after": "20" })).toBe(20_000);
    expect(read({ "retry-after-ms": value })).toBeUndefined();
  },
);

test("no header asks for nothing", () => {
  expect(read({})).toBeUndefined();
});
