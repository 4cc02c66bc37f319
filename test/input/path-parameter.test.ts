import { expect, test } from "vitest";
import { checkPathParameter } from "../../src/input/path-parameter.js";

test.each([
  ["acme", "acme"],
  ["a b", "a b"],
  [0, "0"],
  [1.5, "1.5"],
  [true, "true"],
  ["...", "..."],
])("%j is accepted as a segment of a path", (value, segment) => {
  expect(checkPathParameter("params.path.id", value)).toBe(segment);
});

test.each([
  [undefined, "is missing"],
  [null, "is missing"],
  [{}, "must be a string, got object"],
  [["a"], "must be a string, got object"],
  [Symbol("a"), "must be a string, got symbol"],
  [1n, "must be a string, got bigint"],
  ["", "is empty"],
  ["a/b", "must not contain a slash"],
  [".", 'must not be "." or ".."'],
  ["..", 'must not be "." or ".."'],
  ["a\tb", "contains a control character or a lone surrogate"],
  ["\uDC00", "contains a control character or a lone surrogate"],
])("%o is refused as a segment of a path", (value, problem) => {
  expect(() => checkPathParameter("params.path.id", value)).toThrow(
    expect.objectContaining({ field: "params.path.id", message: `params.path.id ${problem}` }),
  );
});
