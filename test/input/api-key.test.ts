import { afterEach, describe, expect, test, vi } from "vitest";
import { canaryBody, canaryClient, created, endingOf } from "../support/calls.js";
import { answer, FaultServer } from "../support/fault-server.js";
import { reachableText } from "../support/reachable-text.js";

afterEach(() => vi.unstubAllEnvs());

const nothingSent = (): Promise<Response> => Promise.reject(new Error("sent"));

const refused: readonly [string, unknown, string][] = [
  ["empty", "", "is blank"],
  ["blank", " \n\t", "is blank"],
  ["with Bearer before it", "Bearer s3cr3t", 'must not start with "Bearer "'],
  ["with bearer before it", "bearer\ts3cr3t", 'must not start with "Bearer "'],
  ["Bearer alone", "Bearer ", 'must not start with "Bearer "'],
  ["with a line break", "s3cr3t\r\nx-evil: 1", "contains a character outside visible ASCII"],
  ["with a line feed", "s3cr3t\nb", "contains a character outside visible ASCII"],
  ["with a NUL", "s3cr3t\0", "contains a character outside visible ASCII"],
  ["with a blank inside", "s3cr3t key", "contains a character outside visible ASCII"],
  ["beyond ASCII", "s3cr3té", "contains a character outside visible ASCII"],
  ["beyond Latin-1", "s3cr3t…", "contains a character outside visible ASCII"],
  ["a number", 42, "must be a string, got number"],
  ["null", null, "must be a string, got object"],
  ["an object", { key: "s3cr3t" }, "must be a string, got object"],
];

describe("an API key", () => {
  test.each(refused)("that is %s is refused by createGatewayClient", (_name, apiKey, problem) => {
    // @ts-expect-error -- JavaScript passes anything
    expect(() => canaryClient({ apiKey })).toThrow(
      expect.objectContaining({
        name: "GatewayInputError",
        field: "apiKey",
        message: `apiKey ${problem}`,
        mayHaveSucceeded: false,
      }),
    );
  });

  test.each(refused)(
    "that is %s is refused if a function returns it",
    async (_name, key, problem) => {
      // @ts-expect-error -- JavaScript passes anything
      const client = canaryClient({ apiKey: () => key, fetch: nothingSent });
      const { error } = await endingOf(() => client.createSecret(canaryBody));
      expect(error).toMatchObject({ field: "apiKey", message: `apiKey ${problem}` });
      expect(reachableText(error)).not.toContain("s3cr3t");
    },
  );

  test.each([
    ["unchanged", "key-1", "key-1"],
    ["unchanged with bearer in it", "for-bearer", "for-bearer"],
    ["without surrounding whitespace", " \tkey-2\r\n", "key-2"],
    ["with any visible character in it", "!~'\"\\%", "!~'\"\\%"],
    ["unchanged if it starts like Bearer", "bearer-key", "bearer-key"],
  ])("is sent %s", async (_name, apiKey, sent) => {
    await using server = await FaultServer.start({ answers: [answer(200, created)] });
    for (const source of [apiKey, () => apiKey, () => Promise.resolve(apiKey)]) {
      // oxlint-disable-next-line eslint/no-await-in-loop -- one after the other
      await canaryClient({ baseUrl: server.url, apiKey: source }).createSecret(canaryBody);
    }
    const keys = server.requests.map(({ head }) => /^authorization: (.*)$/im.exec(head)?.[1]);
    expect(keys).toEqual(Array(3).fill(`Bearer ${sent}`));
  });

  test("is read from the environment at each call", async () => {
    await using server = await FaultServer.start({ answers: [answer(200, created)] });
    const client = canaryClient({ baseUrl: server.url, apiKey: undefined });
    vi.stubEnv("FIREWORKS_API_KEY", "first\n");
    await client.createSecret(canaryBody);
    vi.stubEnv("FIREWORKS_API_KEY", "second");
    await client.createSecret(canaryBody);
    const keys = server.requests.map(({ head }) => /^authorization: (.*)$/im.exec(head)?.[1]);
    expect(keys).toEqual(["Bearer first", "Bearer second"]);
  });

  test.each([undefined, "", " "])("is missing if the environment's is %j", async (value) => {
    vi.stubEnv("FIREWORKS_API_KEY", value);
    const client = canaryClient({ apiKey: undefined, fetch: nothingSent });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({
      field: "apiKey",
      message: "apiKey is missing: pass it, or set FIREWORKS_API_KEY",
      mayHaveSucceeded: false,
    });
  });

  test.each([
    ["rejects", () => Promise.reject(new Error("s3cr3t"))],
    [
      "throws",
      () => {
        throw new TypeError("s3cr3t");
      },
    ],
  ])(
    "whose function %s is refused, without the reason, which may contain the key",
    async (_name, apiKey) => {
      const client = canaryClient({ apiKey, fetch: nothingSent });
      const { error } = await endingOf(() => client.createSecret(canaryBody));
      const message = "apiKey function threw";
      expect(error).toMatchObject({ field: "apiKey", message });
      expect(reachableText(error)).not.toContain("s3cr3t");
    },
  );
});
