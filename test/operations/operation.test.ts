import { expect, test } from "vitest";
import { operations } from "../../src/generated/spec.js";
import { validators } from "../../src/generated/validators.js";
import { contractAt } from "../../src/operations/operation.js";
import { termsOf } from "../../src/operations/policies.js";

const operation = "Gateway_CreateSecret";
const { path, requestBody, writeOnly } = operations[operation];

test.each(["POST", "post"])("%s finds the spec's operation at its path", (method) => {
  expect(contractAt(method, path)).toEqual({
    operation,
    requestBody,
    request: { validator: validators[operation].request, writeOnly: writeOnly.request },
    response: { validator: validators[operation].response, writeOnly: writeOnly.response },
    terms: termsOf(operation, method),
  });
});

test.each([
  ["TRACE", path],
  ["", path],
  ["POST", "/"],
  ["POST", `${path}/`],
  ["POST", "__proto__"],
])("%s %s finds none", (method, at) => {
  expect(contractAt(method, at)).toBeUndefined();
});
