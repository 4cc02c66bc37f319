import { expect, test } from "vitest";
import { tellChange } from "../../../scripts/bump/tell-change.js";

test.each([
  ["The input accepts body.a.b.", "`createSecret` accepts a new optional field, `a.b`."],
  ["The input requires body.a.", "`createSecret` requires the field `a`."],
  ["The input no longer requires body.a.", "`createSecret` no longer requires the field `a`."],
  [
    "The input accepts parameters.query.a.",
    "`createSecret` accepts a new optional parameter, `a`.",
  ],
  ["The input requires parameters.query.a.", "`createSecret` requires the parameter `a`."],
  ["The result has items.*.a.", "The result of `createSecret` has a new field, `items.*.a`."],
  ["The result may lack a.", "The result of `createSecret` may lack the field `a`."],
  ["The operation Gateway_CreateSecret is new.", "The operation `createSecret` is new."],
  [
    'The input accepts "a_*" at body.b: it must be shorter.',
    'Callers of `createSecret`: The input accepts "a\\_\\*" at body.b: it must be shorter.',
  ],
])("the changelog says of %s: %s", (reason, told) => {
  expect(tellChange("Gateway_CreateSecret", reason)).toBe(told);
});

test("an operation without a method is called by its id", () => {
  expect(tellChange("Gateway_GetModel", "The result has a.")).toBe(
    "The result of `Gateway_GetModel` has a new field, `a`.",
  );
});
