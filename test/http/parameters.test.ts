import { describe, expect, test } from "vitest";
import { checkPathParameters, headerParameters } from "../../src/http/parameters.js";

describe("path parameters", () => {
  const template = "/{plain}/{;items*}/{.point}";
  const check = (values: object) =>
    checkPathParameters(template, { plain: "p", items: "i", point: "q", ...values }, [
      "items",
      "point",
    ]);

  test.each([
    [{}, { plain: "p", items: "i", point: "q" }],
    [{ plain: 0 }, { plain: "0", items: "i", point: "q" }],
    [{ items: ["a", 1, true] }, { plain: "p", items: ["a", "1", "true"], point: "q" }],
    [{ point: { "a?b#c": 1 } }, { plain: "p", items: "i", point: { "a%3Fb%23c": "1" } }],
    [{ point: { x: 1, y: "b" } }, { plain: "p", items: "i", point: { x: "1", y: "b" } }],
  ])("are texts, lists or objects: %j", (values, checked) => {
    expect(check(values)).toEqual(checked);
  });

  test.each([
    [{ plain: ["a"] }, "params.path.plain must be a string, got object"],
    [{ items: [] }, "params.path.items is empty"],
    [{ items: null }, "params.path.items is missing"],
    [{ items: ["a", ""] }, "params.path.items.1 is empty"],
    [{ point: { "../x": 1 } }, "params.path.point.../x must not contain a slash"],
    [{ point: { x: "a/b" } }, "params.path.point.x must not contain a slash"],
    [
      { points: 1 },
      "params.path.points is not a known option; expected one of: plain, items, point",
    ],
  ])("that make no segment are refused: %j", (values, message) => {
    expect(() => check(values)).toThrow(message);
  });
});

test("header parameters become texts, and all else is left for the check", () => {
  const values = {
    a: 1,
    b: false,
    c: ["x", 2, true],
    d: { x: 1, y: 2 },
    e: "text",
    f: null,
    g: undefined,
  };
  const texts = {
    a: "1",
    b: "false",
    c: "x,2,true",
    d: "x,1,y,2",
    e: "text",
    f: null,
    g: undefined,
  };
  expect(headerParameters(values)).toEqual(texts);
});

test.each([[[{ x: 1 }]], [[null]], [[Symbol("s")]], [{ x: { y: 1 } }]])(
  "a header parameter with a part that has no text is left for the check: %o",
  (value) => {
    expect(headerParameters({ a: value })).toEqual({ a: value });
  },
);
