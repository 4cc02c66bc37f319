import { expect, test } from "vitest";
import {
  backoff,
  cautiousRetries,
  idempotentRetries,
  jitteredRetryAfter,
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
  ["a write that is not known to be repeatable", cautiousRetries, [429, "notSent"]],
  [
    "a read, or a write with the same effect once or twice",
    idempotentRetries,
    [408, 429, 500, 502, 503, 504, "notSent", "connection"],
  ],
])("%s is repeated on %o only", (_name, policy, repeated) => {
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
])("after %d retries the wait is at most %d ms", (retries, most) => {
  expect(backoff(retries, 0)).toBe(0);
  expect(backoff(retries, 0.5)).toBe(most / 2);
  expect(backoff(retries, 1)).toBe(most);
});

test.each([
  [0, 1000],
  [0.5, 1100],
  [1, 1200],
])("a wait that the server asks for is lengthened by up to a fifth: chance %d", (chance, wait) => {
  expect(jitteredRetryAfter(1000, chance)).toBe(wait);
  expect(jitteredRetryAfter(0, chance)).toBe(0);
});
