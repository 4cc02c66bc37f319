import { expect, test } from "vitest";
import { googleRpcCodes } from "../../src/errors/google-rpc-code.js";
import {
  codeOfBody,
  codeOfStatus,
  numberOfCode,
  uncertainCodes,
} from "../../src/transport/google-rpc.js";

test.each([
  [1, "CANCELLED"],
  [2, "UNKNOWN"],
  [3, "INVALID_ARGUMENT"],
  [4, "DEADLINE_EXCEEDED"],
  [5, "NOT_FOUND"],
  [6, "ALREADY_EXISTS"],
  [7, "PERMISSION_DENIED"],
  [8, "RESOURCE_EXHAUSTED"],
  [9, "FAILED_PRECONDITION"],
  [10, "ABORTED"],
  [11, "OUT_OF_RANGE"],
  [12, "UNIMPLEMENTED"],
  [13, "INTERNAL"],
  [14, "UNAVAILABLE"],
  [15, "DATA_LOSS"],
  [16, "UNAUTHENTICATED"],
] as const)("code %d is %s, by number and by name, and back", (number, name) => {
  expect(codeOfBody(number)).toBe(name);
  expect(codeOfBody(name)).toBe(name);
  expect(numberOfCode(name)).toBe(number);
});

test.each([[0], ["OK"], [17], [-1], [1.5], ["5"], ["not_found"], [null], [undefined], [{}]])(
  "%j is not the code of an error",
  (code) => {
    expect(codeOfBody(code)).toBeUndefined();
  },
);

test.each([
  [400, "INVALID_ARGUMENT"],
  [401, "UNAUTHENTICATED"],
  [402, "UNKNOWN"],
  [403, "PERMISSION_DENIED"],
  [404, "NOT_FOUND"],
  [405, "UNKNOWN"],
  [408, "UNKNOWN"],
  [409, "ALREADY_EXISTS"],
  [412, "FAILED_PRECONDITION"],
  [413, "UNKNOWN"],
  [429, "RESOURCE_EXHAUSTED"],
  [499, "CANCELLED"],
  [500, "INTERNAL"],
  [501, "UNIMPLEMENTED"],
  [502, "UNKNOWN"],
  [503, "UNAVAILABLE"],
  [504, "DEADLINE_EXCEEDED"],
  [520, "UNKNOWN"],
])("status %d corresponds to %s", (status, code) => {
  expect(codeOfStatus(status)).toBe(code);
});

test("a code leaves the outcome open only if the request may have been done", () => {
  expect(googleRpcCodes.filter((code) => uncertainCodes.has(code))).toEqual([
    "CANCELLED",
    "UNKNOWN",
    "DEADLINE_EXCEEDED",
    "INTERNAL",
    "UNAVAILABLE",
  ]);
  expect(uncertainCodes.has(undefined)).toBe(false);
});
