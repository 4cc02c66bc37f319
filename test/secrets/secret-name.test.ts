import { expect, test } from "vitest";
import { secretName } from "../../src/index.js";

const longest = `a${"-".repeat(61)}0`;

test.each(["a", "0", "acme", "my-account-1", "a--b", longest])("%s is an id", (id) => {
  expect(secretName(id, "key")).toBe(`accounts/${id}/secrets/key`);
  expect(secretName("acme", id)).toBe(`accounts/acme/secrets/${id}`);
});

test.each(["", "-a", "a-", "-", "A", "a_b", "a.b", "a/b", "é", "a b", "a\n", ` a`, `${longest}0`])(
  "%j is not an id",
  (id) => {
    const problem = "must be 1–63 characters of a-z, 0-9 and -, not starting or ending with -";
    expect(() => secretName(id, "key")).toThrow(
      expect.objectContaining({ field: "accountId", message: `accountId ${problem}` }),
    );
    expect(() => secretName("acme", id)).toThrow(
      expect.objectContaining({ field: "secretId", message: `secretId ${problem}` }),
    );
  },
);

test.each([[undefined], [null], [42], [["acme"]]])("%j is not an id either", (id) => {
  // @ts-expect-error -- JavaScript passes anything
  expect(() => secretName(id, "key")).toThrow(expect.objectContaining({ field: "accountId" }));
});
