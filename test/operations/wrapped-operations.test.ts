import { expect, test } from "vitest";
import { operations as metadata } from "../../src/generated/spec.js";
import * as generated from "../../src/generated/validators.js";
import * as operations from "../../src/operations/wrapped-operations.js";
import { idempotentRetries, namedCreationRetries } from "../../src/transport/retry-policy.js";

const MiB = 2 ** 20;
const wrapped = { ...operations };
const validators = { ...generated };
const ids = [
  "Gateway_CreateSecret",
  "Gateway_DeleteSecret",
  "Gateway_GetSecret",
  "Gateway_ListSecrets",
  "Gateway_UpdateSecret",
] as const;

const bytesOf = (body: unknown) => new TextEncoder().encode(JSON.stringify(body));

test("every operation with validators is wrapped, and no other", () => {
  expect(Object.keys(wrapped).toSorted()).toEqual(ids);
  expect(Object.keys(validators).toSorted()).toEqual(ids);
});

test.each(ids)("%s has its own metadata and validators", (id) => {
  expect(wrapped[id]).toMatchObject({
    id,
    path: metadata[id].path,
    request: {
      validator: "request" in validators[id] ? validators[id].request : undefined,
      writeOnly: metadata[id].writeOnly.request,
    },
  });
});

test("a success is read by the response's schema, without its write-only fields", () => {
  const { readSuccess } = wrapped.Gateway_GetSecret;
  const secret = { name: "n", keyName: "k" };
  expect(readSuccess(bytesOf({ ...secret, value: "v" }), 200)).toEqual({ value: secret });
  expect(readSuccess(bytesOf({ name: "n" }), 200)).toBe("body.keyName is missing");
});

test("every secret of a list is read without its write-only fields", () => {
  const { readSuccess } = wrapped.Gateway_ListSecrets;
  const secret = { name: "n", keyName: "k" };
  const page = { secrets: [{ ...secret, value: "v" }, secret], nextPageToken: "t" };
  expect(readSuccess(bytesOf(page), 200)).toEqual({
    value: { secrets: [secret, secret], nextPageToken: "t" },
  });
});

test("a creation is repeated with caution, since it is named and never doubles", () => {
  expect(wrapped.Gateway_CreateSecret.policy).toEqual({
    retries: namedCreationRetries,
    isRead: false,
    isDeletion: false,
    likelyOutcome: "the secret was probably created",
    bodyLimit: MiB,
  });
});

test("an update is repeated, since the same content twice is the same", () => {
  expect(wrapped.Gateway_UpdateSecret.policy).toEqual({
    retries: idempotentRetries,
    isRead: false,
    isDeletion: false,
    likelyOutcome: "the secret was probably updated",
    bodyLimit: MiB,
  });
});

test("a deletion is repeated, and a 404 may mean that it was done", () => {
  expect(wrapped.Gateway_DeleteSecret.policy).toEqual({
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
    expect(wrapped[id].policy).toEqual({
      retries: idempotentRetries,
      isRead: true,
      isDeletion: false,
      likelyOutcome: "nothing was changed",
      bodyLimit,
    });
  },
);
