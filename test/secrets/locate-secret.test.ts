import { describe, expect, test } from "vitest";
import { GatewayInputError } from "../../src/index.js";
import { accountIdSource } from "../../src/input/account-id.js";
import { locateSecret } from "../../src/secrets/locate-secret.js";

const ofClient = accountIdSource("acme");
const locate = (secret: unknown, ofCall?: string) =>
  locateSecret("secret", secret, ofCall, ofClient);

function errorOf(secret: unknown, ofCall?: string): unknown {
  try {
    return locate(secret, ofCall);
  } catch (error) {
    return error;
  }
}

describe("a bare id", () => {
  test("is a secret of the client's account, or of the call's", () => {
    expect(locate("db")).toEqual({ account_id: "acme", secret_id: "db" });
    expect(locate("db", "umbrella")).toEqual({ account_id: "umbrella", secret_id: "db" });
  });

  test.each(["MY_SECRET", "a b", "ä%2F", "accounts", "a:b"])("may be %j", (id) => {
    expect(locate(id)).toEqual({ account_id: "acme", secret_id: id });
  });

  test("needs an account", () => {
    expect(() => locateSecret("secret", "db", undefined, accountIdSource(undefined))).toThrow(
      expect.objectContaining({ field: "accountId" }),
    );
  });
});

describe("a full name", () => {
  test("names its account, which takes precedence over the client's", () => {
    expect(locate("accounts/umbrella/secrets/db")).toEqual({
      account_id: "umbrella",
      secret_id: "db",
    });
  });

  test("needs no other account", () => {
    const location = locateSecret(
      "secret",
      "accounts/umbrella/secrets/db",
      undefined,
      accountIdSource(undefined),
    );
    expect(location).toEqual({ account_id: "umbrella", secret_id: "db" });
  });

  test("may be confirmed by the account of the call", () => {
    expect(locate("accounts/umbrella/secrets/db", "umbrella").account_id).toBe("umbrella");
  });

  test("must not be contradicted by the account of the call", () => {
    expect(errorOf("accounts/umbrella/secrets/db", "acme")).toMatchObject({
      name: "GatewayInputError",
      field: "accountId",
      message: 'accountId must be "umbrella", the account in secret',
      mayHaveSucceeded: false,
    });
  });
});

describe("anything else is refused:", () => {
  const malformed = "secret must be a bare id or accounts/ACCOUNT/secrets/ID";

  test.each([
    "/",
    "a/b",
    "secrets/db",
    "accounts/acme/secrets",
    "accounts/acme/secrets/",
    "accounts//secrets/db",
    "accounts/acme/secrets/db/",
    "accounts/acme/secrets/db/versions/1",
    "/accounts/acme/secrets/db",
    "Accounts/acme/secrets/db",
    "accounts/acme/models/db",
    "https://api.fireworks.ai/v1/accounts/acme/secrets/db",
    "accounts/acme/secrets/a\n/b",
  ])("%j, which has slashes but is not a full name", (name) => {
    expect(errorOf(name)).toMatchObject({ field: "secret", message: malformed });
  });

  test.each([
    ["", "secret is empty"],
    [".", 'secret must not be "." or ".."'],
    ["..", 'secret must not be "." or ".."'],
    ["a\u0000", "secret contains a control character or a lone surrogate"],
    ["a\uD83D", "secret contains a control character or a lone surrogate"],
    ["accounts/acme/secrets/..", 'secret must not be "." or ".."'],
    ["accounts/acme/secrets/a\u001B", "secret contains a control character or a lone surrogate"],
  ])("the id in %j", (name, message) => {
    expect(errorOf(name)).toMatchObject({ field: "secret", message });
  });

  test.each(["accounts/../secrets/db", "accounts/./secrets/db", "accounts/a\u0000/secrets/db"])(
    "the account in %j",
    (name) => {
      expect(errorOf(name)).toMatchObject({ name: "GatewayInputError", field: "accountId" });
    },
  );

  test.each([
    [undefined],
    [null],
    [42],
    [true],
    [{}],
    [["db"]],
    [["accounts/acme/secrets/db"]],
    [{ toString: () => "accounts/acme/secrets/db" }],
    [Object.create(null)],
    [Symbol("db")],
  ])("%o, which is not a string", (secret) => {
    const error = errorOf(secret);
    expect(error).toBeInstanceOf(GatewayInputError);
    const problem = secret === undefined ? "is missing" : `must be a string, got ${typeof secret}`;
    expect(error).toMatchObject({ field: "secret", message: `secret ${problem}` });
  });
});
