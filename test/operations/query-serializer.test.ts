import { expect, test } from "vitest";
import { querySerializer } from "../../src/operations/query-serializer.js";

const serialize = querySerializer({
  comma: { array: { style: "form", explode: false } },
  form: { object: { style: "form", explode: true } },
  raw: { allowReserved: true },
  content: { isJson: true },
});

test.each([
  [{ comma: ["a", "b"], other: ["a", "b"] }, "comma=a,b&other=a&other=b"],
  [{ form: { x: 1 }, other: { x: 1 } }, "x=1&other[x]=1"],
  [{ raw: "a/b", other: "a/b" }, "raw=a/b&other=a%2Fb"],
  [{ content: { x: 1 }, other: "x" }, "content=%7B%22x%22%3A1%7D&other=x"],
  [{ content: undefined, comma: [], other: undefined, last: 0 }, "last=0"],
  [{}, ""],
])("each parameter has its own style: %j", (query, expected) => {
  expect(serialize(query)).toBe(expected);
});

test("a value in a list that has no text is refused", () => {
  expect(() => serialize({ other: [{ x: 1 }] })).toThrow("Deeply-nested");
});
