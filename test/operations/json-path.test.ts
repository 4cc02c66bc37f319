import { describe, expect, test } from "vitest";
import { textsIn, visitFields, type JsonPath } from "../../src/operations/json-path.js";

describe("the fields at a path", () => {
  const data = {
    value: "a",
    nested: { key: "b", other: 1 },
    list: [{ key: "c" }, { other: "d" }, "text", null],
    map: { m: "e", n: { key: "f" } },
    empty: null,
  };

  function visited(path: JsonPath, holder: unknown = data): unknown[] {
    const values: unknown[] = [];
    visitFields(holder, path, (at, name) => {
      if (Object.hasOwn(at, name)) values.push(at[name]);
    });
    return values;
  }

  test.each<[string, JsonPath, unknown[]]>([
    ["a field", ["value"], ["a"]],
    ["a field that is null", ["empty"], [null]],
    ["a nested field", ["nested", "key"], ["b"]],
    ["a field of each item that has it", ["list", "*", "key"], ["c"]],
    ["each property of an object", ["map", "*"], ["e", { key: "f" }]],
    ["each item of a list", ["list", "*"], data.list],
    ["a field that does not exist", ["other"], []],
    ["a field of a text", ["value", "key"], []],
    ["a field of null", ["empty", "key"], []],
    ["an inherited field", ["toString"], []],
    ["nothing, for an empty path", [], []],
  ])("are visited: %s", (_name, path, values) => {
    expect(visited(path)).toEqual(values);
  });

  test.each([null, false, "text", 5])("are none in %j", (holder) => {
    expect(visited(["value"], holder)).toEqual([]);
  });

  test("may be deleted on the way", () => {
    const copy = structuredClone(data);
    visitFields(copy, ["list", "*", "key"], (holder, name) => delete holder[name]);
    expect(copy.list[0]).toEqual({});
  });
});

describe("fields of a recursive schema", () => {
  test("are visited at each depth, on each way, and nowhere else", () => {
    const tree = {
      key: 1,
      next: { key: 2, list: [{ key: 3, next: { key: 4 } }] },
      other: { key: 5 },
    };
    const found: unknown[] = [];

    visitFields(tree, [[["next"], ["list", "*"]], "key"], (holder, name) => {
      if (Object.hasOwn(holder, name)) found.push(holder[name]);
    });

    expect(found).toEqual([1, 2, 3, 4]);
  });
});

/** Tests whether a field that the original has, even an undefined one, is missing in the copy. */
function isLost(original: unknown, copy: unknown, path: JsonPath): boolean {
  let lost = false;
  const visit: Parameters<typeof visitFields>[2] = (holder, name, from) => {
    lost ||= name in from && !Object.hasOwn(holder, name);
  };
  visitFields(copy, path, visit, original);
  return lost;
}

describe("what is followed beside a copy shows that a field was lost", () => {
  test.each<[string, unknown, unknown, JsonPath]>([
    ["if it was undefined", { value: undefined }, {}, ["value"]],
    ["if it was inherited", Object.create({ value: "v" }), {}, ["value"]],
    ["if it was nested", { a: { value: undefined } }, { a: {} }, ["a", "value"]],
    ["in one of several items", [{ v: 1 }, { v: undefined }], [{ v: 1 }, {}], ["*", "v"]],
    ["in a property", { m: { v: undefined } }, { m: {} }, ["*", "v"]],
    ["without going round", { v: undefined }, {}, [[["a"]], "v"]],
    ["after going round twice", { a: { a: { v: undefined } } }, { a: { a: {} } }, [[["a"]], "v"]],
  ])("%s", (_name, original, copy, path) => {
    expect(isLost(original, copy, path)).toBe(true);
  });

  test.each<[string, unknown, unknown, JsonPath]>([
    ["if it is there", { value: "v" }, { value: "v" }, ["value"]],
    ["if it never was", {}, {}, ["value"]],
    ["if its holder is not an object", { a: "text" }, { a: "text" }, ["a", "value"]],
    ["if its holder is missing", {}, {}, ["a", "value"]],
    ["if the original is not an object", "text", "text", ["value"]],
    ["if the copy is not an object", { value: undefined }, "text", ["value"]],
    ["if all items have it", [{ v: 1 }], [{ v: 1 }], ["*", "v"]],
    ["if it is there at each depth", { v: 1, a: { v: 1 } }, { v: 1, a: { v: 1 } }, [[["a"]], "v"]],
    ["if there is no path", { value: undefined }, {}, []],
  ])("but not %s", (_name, original, copy, path) => {
    expect(isLost(original, copy, path)).toBe(false);
  });
});

test("a path leads to nothing that an object inherits", () => {
  const visits: unknown[] = [];
  visitFields({}, ["__proto__", "toString"], (holder) => visits.push(holder));
  expect(visits).toEqual([]);
});

test.each<[unknown, string[]]>([
  ["one", ["one"]],
  [2, ["2"]],
  [true, []],
  [null, []],
  [undefined, []],
  [{ a: "one", b: [2, { c: "three" }, null, false] }, ["one", "2", "three"]],
])("the texts in %j are %j", (data, texts) => {
  expect(textsIn(data)).toEqual(texts);
});
