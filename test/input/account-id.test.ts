import { describe, expect, test, vi, afterEach } from "vitest";
import { canaryBody, canaryClient, created, endingOf } from "../support/calls.js";
import { answer, FaultServer } from "../support/fault-server.js";

afterEach(() => vi.unstubAllEnvs());

const segments: readonly [string, string][] = [
  ["acme", "acme"],
  ["a?b", "a%3Fb"],
  ["a#b", "a%23b"],
  ["a b", "a%20b"],
  [" ", "%20"],
  ["a\\b", "a%5Cb"],
  ["%2e%2e", "%252e%252e"],
  ["...", "..."],
  [".hidden", ".hidden"],
  ["é", "%C3%A9"],
  ["😃", "%F0%9F%98%83"],
  ["'()!~*", "'()!~*"],
  ["$&", "%24%26"],
  ["{account_id}", "%7Baccount_id%7D"],
  ["accounts", "accounts"],
];

const refused: readonly [unknown, string][] = [
  ["", "accountId is empty"],
  [".", 'accountId must not be "." or ".."'],
  ["..", 'accountId must not be "." or ".."'],
  ["a/b", "accountId must not contain a slash"],
  ["/", "accountId must not contain a slash"],
  ["accounts/acme", 'accountId must be the bare id: "acme"'],
  ["accounts/acme/", 'accountId must be the bare id: "acme"'],
  ["x/accounts/acme", "accountId must not contain a slash"],
  ["accounts/acme/secrets", "accountId must not contain a slash"],
  ["a\nb", "accountId contains a control character or a lone surrogate"],
  ["a\0", "accountId contains a control character or a lone surrogate"],
  ["\x7F", "accountId contains a control character or a lone surrogate"],
  ["\uD83D", "accountId contains a control character or a lone surrogate"],
  ["\uDE03a", "accountId contains a control character or a lone surrogate"],
  [null, "accountId must be a string, got object"],
  [5, "accountId must be a string, got number"],
  [{}, "accountId must be a string, got object"],
  [true, "accountId must be a string, got boolean"],
  [Symbol("acme"), "accountId must be a string, got symbol"],
];

describe("an account id", () => {
  test.each(segments)("%j becomes the one segment %s of the path", async (accountId, segment) => {
    await using server = await FaultServer.start({ answers: [answer(200, created)] });
    const client = canaryClient({ baseUrl: server.url });
    await client.createSecret(canaryBody, { accountId });
    expect(server.requests[0]?.target).toBe(`/v1/accounts/${segment}/secrets`);
  });

  test.each(refused)("%j is refused: %s", async (accountId, message) => {
    let sent = 0;
    const fetch = (): Promise<Response> => {
      sent += 1;
      return Promise.reject(new Error("sent"));
    };
    const client = canaryClient({ fetch });
    const call = (): Promise<unknown> =>
      // @ts-expect-error -- JavaScript passes anything
      client.createSecret(canaryBody, { accountId });
    expect((await endingOf(call)).error).toMatchObject({
      name: "GatewayInputError",
      field: "accountId",
      message,
      mayHaveSucceeded: false,
    });
    // @ts-expect-error -- JavaScript passes anything
    expect(() => canaryClient({ accountId })).toThrow(message);
    expect(sent).toBe(0);
  });

  test("of a call overrides the client's, which overrides the environment's", async () => {
    vi.stubEnv("FIREWORKS_ACCOUNT_ID", "environment");
    await using server = await FaultServer.start({ answers: [answer(200, created)] });
    const client = canaryClient({ baseUrl: server.url, accountId: "client" });
    await client.createSecret(canaryBody, { accountId: "call" });
    await client.createSecret(canaryBody);
    await client.createSecret(canaryBody, { accountId: undefined });
    await canaryClient({ baseUrl: server.url, accountId: undefined }).createSecret(canaryBody);
    const accounts = server.requests.map(({ target }) => target.split("/")[3]);
    expect(accounts).toEqual(["call", "client", "client", "environment"]);
  });

  test.each(["", "  \n"])("is missing if the environment's is %j", async (value) => {
    vi.stubEnv("FIREWORKS_ACCOUNT_ID", value);
    const client = canaryClient({ accountId: undefined });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({
      field: "accountId",
      message: "accountId is missing: pass it, or set FIREWORKS_ACCOUNT_ID",
    });
  });
});
