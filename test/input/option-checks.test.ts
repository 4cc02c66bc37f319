import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { server as specServer } from "../../src/generated/spec.js";
import { createGatewayHttp } from "../../src/http.js";
import { createGatewayClient, type FetchInit } from "../../src/index.js";
import type { CallOptions } from "../../src/options.js";
import {
  checkQueryText,
  checkWholeNumber,
  checkSignal,
  checkTimeout,
  ownOptions,
} from "../../src/input/option-checks.js";
import {
  canaryBody,
  canaryCall,
  canaryClient,
  canaryHttp,
  created,
  createSecretPath,
  endingOf,
  type Ending,
} from "../support/calls.js";

const nothingSent = (): Promise<Response> => Promise.reject(new Error("sent"));

/** The error of a call with this option. */
async function refusalOf(option: object): Promise<unknown> {
  const client = canaryClient({ fetch: nothingSent });
  const { error } = await endingOf(() => client.createSecret(canaryBody, option));
  return error;
}

describe("a timeout", () => {
  test.each([1, 0.5, 60_000, 2 ** 31 - 1])("of %d ms is accepted", (timeout) => {
    expect(checkTimeout(timeout)).toBe(timeout);
  });

  test.each([
    [0],
    [-1],
    [Number.NaN],
    [Infinity],
    [-Infinity],
    [2 ** 31],
    ["1000"],
    [{}],
    [1n],
    [true],
    [null],
  ])("of %s is refused before any request", async (timeout) => {
    const message = "timeout must be milliseconds, more than 0 and at most 2147483647";
    expect(await refusalOf({ timeout })).toMatchObject({
      name: "GatewayInputError",
      field: "timeout",
      message,
      mayHaveSucceeded: false,
    });
    // @ts-expect-error -- JavaScript passes anything
    expect(() => canaryClient({ timeout })).toThrow(message);
  });
});

describe("maxRetries", () => {
  test.each([0, 1, 1000])("of %d is accepted", (maxRetries) => {
    expect(checkWholeNumber("maxRetries", maxRetries)).toBe(maxRetries);
  });

  test.each([[-1], [0.5], [Number.NaN], [Infinity], [2 ** 53], ["2"], [{}], [[2]], [null]])(
    "of %s is refused before any request",
    async (maxRetries) => {
      const message = "maxRetries must be a whole number, 0 or more";
      expect(await refusalOf({ maxRetries })).toMatchObject({
        name: "GatewayInputError",
        field: "maxRetries",
        message,
      });
      // @ts-expect-error -- JavaScript passes anything
      expect(() => canaryClient({ maxRetries })).toThrow(message);
    },
  );
});

describe("a signal", () => {
  test("can be one of another realm, as in test environments", () => {
    const foreign = Object.create(new EventTarget(), { aborted: { value: false } });
    expect(checkSignal(foreign)).toBe(foreign);
    expect(checkSignal(undefined)).toBeUndefined();
  });

  test.each([
    [null],
    ["abort"],
    [{}],
    [{ aborted: false }],
    [new EventTarget()],
    [new AbortController()],
  ])("of %o is refused before any request", async (signal) => {
    expect(await refusalOf({ signal })).toMatchObject({
      name: "GatewayInputError",
      field: "signal",
      message: "signal must be an AbortSignal",
    });
  });
});

describe("a polluted Object.prototype", () => {
  const called: string[] = [];
  const pollution: Readonly<Record<string, unknown>> = {
    apiKey: "polluted-key",
    accountId: "polluted",
    baseUrl: "https://polluted.example.com",
    timeout: Number.NaN,
    maxRetries: Number.NaN,
    headers: { "x-polluted": "1" },
    fetch: () => called.push("polluted fetch"),
    onAttempt: () => called.push("polluted onAttempt"),
    signal: AbortSignal.abort(new Error("polluted")),
    parseAs: "polluted",
    params: { path: { account_id: "polluted" } },
    path: { account_id: "polluted" },
    query: { polluted: 1 },
    header: { "x-polluted": "1" },
    body: { name: "polluted", keyName: "POLLUTED" },
    middleware: [{ onRequest: () => called.push("polluted middleware") }],
    querySerializer: () => "polluted",
  };

  beforeEach(() => {
    called.length = 0;
    vi.stubEnv("FIREWORKS_API_KEY", "own-key");
    vi.stubEnv("FIREWORKS_ACCOUNT_ID", "acme");
    const response = new Response(created);
    vi.stubGlobal("fetch", async (url: string, init: FetchInit) => {
      called.push(`${init.method} ${url}`, ...Object.values(init.headers));
      return response;
    });
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });

  async function whilePolluted(name: string, call: () => Promise<unknown>): Promise<Ending> {
    const value = pollution[name];
    // oxlint-disable-next-line eslint/no-extend-native -- it is the pollution under test
    Object.defineProperty(Object.prototype, name, { value, configurable: true, writable: true });
    try {
      return await endingOf(call);
    } finally {
      Reflect.deleteProperty(Object.prototype, name);
    }
  }

  describe.each<[string, () => Promise<unknown>]>([
    ["createGatewayClient", () => createGatewayClient().createSecret(canaryBody)],
    ["createSecret", () => createGatewayClient({}).createSecret(canaryBody, {})],
    [
      "createGatewayHttp and its methods",
      async () => (await createGatewayHttp({}).POST(createSecretPath, canaryCall)).data,
    ],
  ])("of %s", (_name, call) => {
    test.each(Object.keys(pollution))("does not set %s", async (name) => {
      const { value, error } = await whilePolluted(name, call);
      expect(error).toBeUndefined();
      expect(value).toEqual(JSON.parse(created));
      expect(called).toContain(`POST ${specServer}/v1/accounts/acme/secrets`);
      expect(called).toContain("Bearer own-key");
      expect(called.filter((text) => text.includes("polluted"))).toEqual([]);
    });
  });

  test.each<[string, object, string]>([
    ["params", { body: canaryBody }, "params.path.account_id"],
    ["path", { params: {}, body: canaryBody }, "params.path.account_id"],
    ["body", { params: canaryCall.params }, "body"],
  ])("does not supply %s that a call of http lacks", async (name, options, field) => {
    const { error } = await whilePolluted(name, () =>
      // @ts-expect-error -- without something that is required
      createGatewayHttp({}).POST(createSecretPath, options),
    );
    expect(error).toMatchObject({ field });
    expect(called).toEqual([]);
  });
});

describe("options", () => {
  test("with an unknown name are refused by that name", async () => {
    const names = "accountId, signal, timeout, maxRetries, headers";
    expect(await refusalOf({ tiemout: 1 })).toMatchObject({
      field: "tiemout",
      message: `tiemout is not a known option; expected one of: ${names}`,
    });
    // @ts-expect-error -- misspelt
    expect(() => canaryClient({ apikey: "a" })).toThrow(
      "apikey is not a known option; expected one of: apiKey, accountId, baseUrl, timeout, maxRetries, " +
        "headers, fetch, onAttempt, dangerouslyAllowBrowser",
    );
  });

  test.each([[null], ["sk-canary"], [42], [true]])("given as %j are refused", (options) => {
    const refusal = { name: "GatewayInputError", field: "here", message: "here must be an object" };
    // @ts-expect-error -- JavaScript passes anything
    expect(() => ownOptions(options, [], "here")).toThrow(expect.objectContaining(refusal));
    // @ts-expect-error -- JavaScript passes anything
    expect(() => ownOptions(options, [])).toThrow("options must be an object");
  });

  test("are copied with their own properties only", () => {
    const options = Object.assign(Object.create({ inherited: 1 }), { own: 2 });
    const copy = ownOptions(options, ["own", "inherited"]);
    expect(copy).not.toBe(options);
    expect(Object.getPrototypeOf(copy)).toBeNull();
    expect(Object.entries(copy)).toEqual([["own", 2]]);
    expect(Reflect.get(copy, "inherited")).toBeUndefined();
  });

  test("that are undefined are read as none", () => {
    const none = ownOptions<{ readonly a?: number }>(undefined, ["a"]);
    expect([Object.keys(none), Object.getPrototypeOf(none)]).toEqual([[], null]);
  });

  test.each<[string, object, string]>([
    ["in params", { params: { ...canaryCall.params, foo: {} } }, "params.foo"],
    ["in params.path", { params: { path: { account_id: "a", foo: "b" } } }, "params.path.foo"],
    ["at the top", { foo: 1 }, "foo"],
  ])("with an unknown name %s are refused by its full path", async (_place, more, field) => {
    const http = canaryHttp({ fetch: nothingSent });
    const { error } = await endingOf(() => http.POST(createSecretPath, { ...canaryCall, ...more }));
    expect(error).toMatchObject({
      name: "GatewayInputError",
      field,
      message: expect.stringContaining(`${field} is not a known option; expected one of: `),
    });
  });

  test("of a call must not be null", async () => {
    const client = canaryClient({ fetch: nothingSent });
    // @ts-expect-error -- JavaScript passes anything
    const { error } = await endingOf(() => client.createSecret(canaryBody, null));
    expect(error).toMatchObject({ field: "options", message: "options must be an object" });
  });

  test("can all be undefined", async () => {
    const options: Record<keyof CallOptions, undefined> = {
      signal: undefined,
      timeout: undefined,
      maxRetries: undefined,
      headers: undefined,
    };
    const client = canaryClient({
      fetch: () => Promise.resolve(new Response(created)),
      timeout: undefined,
      maxRetries: undefined,
      headers: undefined,
      baseUrl: undefined,
      onAttempt: undefined,
      dangerouslyAllowBrowser: undefined,
    });
    expect(await client.createSecret(canaryBody, options)).toEqual(JSON.parse(created));
  });

  test.each(["fetch", "onAttempt"])("named %s must be functions", (name) => {
    for (const value of [null, "fetch", {}, 1]) {
      expect(() => canaryClient({ [name]: value })).toThrow(
        expect.objectContaining({ field: name, message: `${name} must be a function` }),
      );
    }
  });

  test.each([
    [5, "readMask must be a string, got number"],
    [null, "readMask must be a string, got object"],
    ["a\uD83D", "readMask contains a lone surrogate, which UTF-8 cannot encode"],
  ])("for a query must be text that a URL can encode: %j", (value, message) => {
    expect(() => checkQueryText("readMask", value)).toThrow(
      expect.objectContaining({ name: "GatewayInputError", field: "readMask", message }),
    );
    expect(() => checkQueryText("readMask", "name,keyName 😀")).not.toThrow();
    expect(() => checkQueryText("readMask", undefined)).not.toThrow();
  });
});
