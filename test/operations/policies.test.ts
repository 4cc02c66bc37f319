import { expect, test } from "vitest";
import { policies } from "../../src/operations/policies.js";
import { idempotentRetries, namedCreationRetries } from "../../src/transport/retry-policy.js";

const MiB = 2 ** 20;

test("a creation is repeated with caution, since it is named and never doubles", () => {
  expect(policies.Gateway_CreateSecret).toEqual({
    retries: namedCreationRetries,
    isRead: false,
    isDeletion: false,
    likelyOutcome: "the secret was probably created",
    bodyLimit: MiB,
  });
});

test("an update is repeated, since the same content twice is the same", () => {
  expect(policies.Gateway_UpdateSecret).toEqual({
    retries: idempotentRetries,
    isRead: false,
    isDeletion: false,
    likelyOutcome: "the secret was probably updated",
    bodyLimit: MiB,
  });
});

test("a deletion is repeated, and a 404 may mean that it was done", () => {
  expect(policies.Gateway_DeleteSecret).toEqual({
    retries: idempotentRetries,
    isRead: false,
    isDeletion: true,
    likelyOutcome: "the secret was probably deleted",
    bodyLimit: MiB,
  });
});

test.each([
  ["Gateway_GetSecret", MiB],
  ["Gateway_ListSecrets", 8 * MiB],
] as const)(
  "%s reads: it is repeated, changes nothing and has a body of up to %i bytes",
  (id, bodyLimit) => {
    expect(policies[id]).toEqual({
      retries: idempotentRetries,
      isRead: true,
      isDeletion: false,
      likelyOutcome: "nothing was changed",
      bodyLimit,
    });
  },
);
