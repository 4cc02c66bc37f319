import { expect, test } from "vitest";
import { termsOf } from "../../src/operations/policies.js";
import {
  backoff,
  cautiousRetries,
  idempotentRetries,
  namedCreationRetries,
  type FailureKind,
} from "../../src/transport/retry-policy.js";

const kinds: readonly FailureKind[] = [
  400,
  401,
  403,
  404,
  408,
  409,
  425,
  429,
  499,
  500,
  501,
  502,
  503,
  504,
  520,
  "notSent",
  "connection",
  "final",
];

test.each([
  ["a creation under a name", namedCreationRetries, [408, 429, 503, "notSent"]],
  ["a POST of which nothing is known", cautiousRetries, [429, "notSent"]],
  [
    "an idempotent method",
    idempotentRetries,
    [408, 429, 500, 502, 503, 504, "notSent", "connection"],
  ],
])("%s is repeated on %o alone", (_name, policy, repeated) => {
  expect(kinds.filter((kind) => policy.has(kind))).toEqual(repeated);
});

test.each([
  [0, 500],
  [1, 1000],
  [2, 2000],
  [3, 4000],
  [4, 8000],
  [5, 8000],
  [2000, 8000],
])("after %d repetitions the wait is at most %d ms", (retries, most) => {
  expect(backoff(retries, 0)).toBe(0);
  expect(backoff(retries, 0.5)).toBe(most / 2);
  expect(backoff(retries, 1)).toBe(most);
});

test("Gateway_CreateSecret is a creation under a name, whatever its method", () => {
  const terms = { retries: namedCreationRetries, likelyOutcome: "the secret probably exists" };
  expect(termsOf("Gateway_CreateSecret", "post")).toEqual(terms);
});

test.each([
  ["GET", idempotentRetries],
  ["get", idempotentRetries],
  ["HEAD", idempotentRetries],
  ["PUT", idempotentRetries],
  ["delete", idempotentRetries],
  ["OPTIONS", idempotentRetries],
  ["POST", cautiousRetries],
  ["patch", cautiousRetries],
  ["FORGET", cautiousRetries],
  ["GETS", cautiousRetries],
])("another operation with %s has the terms of its method", (method, retries) => {
  const likelyOutcome = "what was asked for was probably done";
  // @ts-expect-error -- the vendored document has one operation, another may come
  expect(termsOf("Gateway_Other", method)).toEqual({ retries, likelyOutcome });
});
