import { expect, test } from "vitest";
import { nearest } from "../../src/cli/nearest.js";

test.each([
  ["al", ["all"], "all"],
  ["axx", ["all"], undefined],
  ["axxx", ["abcd"], undefined],
  ["abxx", ["abcd"], "abcd"],
  ["verxxxn", ["version"], undefined],
  ["port", ["part", "sort", "port"], "port"],
  ["porx", ["pxxx", "paax", "port", "baax"], "port"],
  ["porx", ["port", "poxx"], "port"],
  ["x".repeat(40), ["x".repeat(40)], "x".repeat(40)],
  ["x".repeat(41), ["x".repeat(41)], undefined],
])("of %s and %j the nearest is %s", (given, words, expected) => {
  expect(nearest(given, words)).toBe(expected);
});
