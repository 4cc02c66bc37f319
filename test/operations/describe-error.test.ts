import { describe, expect, test } from "vitest";
import type { ValidationError } from "../../src/generated/validators.js";
import { describeError } from "../../src/operations/describe-error.js";

const at = { path: [] };
const body = { "a/b": { "c~d": [null, "text", { e: 1 }] } };

describe("the description of a violation has", () => {
  test.each<[string, ValidationError, string[], string]>([
    [
      "the values that are allowed",
      { ...at, keyword: "enum", params: { allowedValues: ["A", 1] }, message: "must be one of" },
      [],
      'must be one of: ["A",1]',
    ],
    [
      "the one value that is allowed",
      { ...at, keyword: "const", params: { allowedValue: 0 }, message: "must be" },
      [],
      "must be: 0",
    ],
    [
      "the place, and the type of null there",
      { ...at, keyword: "type", path: ["a/b", "c~d", "0"], message: "must be string" },
      ["a/b", "c~d", "0"],
      "must be string, got null",
    ],
    [
      "a list in place of something else",
      { ...at, keyword: "type", path: ["a/b", "c~d"], message: "must be string" },
      ["a/b", "c~d"],
      "must be string, got array",
    ],
    [
      "an object in place of something else",
      { ...at, keyword: "type", path: ["a/b", "c~d", "2"], message: "must be string" },
      ["a/b", "c~d", "2"],
      "must be string, got object",
    ],
    [
      "nothing in place of something else",
      { ...at, keyword: "type", path: ["x", "y"], message: "must be string" },
      ["x", "y"],
      "must be string, got undefined",
    ],
    [
      "a length, without the content",
      { ...at, keyword: "maxLength", message: "must NOT have more than 3 characters" },
      [],
      "must NOT have more than 3 characters",
    ],
    [
      "a missing field in its place",
      { ...at, keyword: "required", path: ["a/b"], params: { missingProperty: "x" } },
      ["a/b", "x"],
      "is missing",
    ],
  ])("%s", (_name, error, path, problem) => {
    expect(describeError([error], body)).toEqual({ path, problem });
  });

  test("the first of several violations", () => {
    const first = { ...at, keyword: "a", message: "first" };
    expect(describeError([first, { ...first, message: "second" }], body).problem).toBe("first");
  });

  test.each([[undefined], [null], [[]]])("little to say if the errors are %j", (errors) => {
    expect(describeError(errors, body)).toEqual({ path: [], problem: "is invalid" });
  });
});
