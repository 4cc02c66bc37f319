import { describe, expect, test } from "vitest";
import type { CallOptions } from "../../src/options.js";
import {
  checkMaxRetries,
  checkOptionNames,
  checkSignal,
  checkTimeout,
} from "../../src/input/option-checks.js";
import { canaryBody, canaryClient, created, endingOf } from "../support/calls.js";

const nothingSent = (): Promise<Response> => Promise.reject(new Error("sent"));

/** The error of a call, which must be the error of a client that is made with the same option. */
async function refusalOf(option: object): Promise<unknown> {
  const client = canaryClient({ fetch: nothingSent });
  const { error } = await endingOf(() => client.createSecret(canaryBody, option));
  return error;
}

describe("a timeout", () => {
  test.each([1, 0.5, 60_000, 2 ** 31 - 1])("of %d ms is taken", (timeout) => {
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
  test.each([0, 1, 1000])("of %d is taken", (maxRetries) => {
    expect(checkMaxRetries(maxRetries)).toBe(maxRetries);
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
  test("may be one of another realm, as test environments have it", () => {
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

describe("options", () => {
  test("that do not exist are refused by name", async () => {
    const names = "accountId, signal, timeout, maxRetries, headers";
    expect(await refusalOf({ tiemout: 1 })).toMatchObject({
      field: "tiemout",
      message: `tiemout is not an option here; these are: ${names}`,
    });
    // @ts-expect-error -- misspelt
    expect(() => canaryClient({ apikey: "a" })).toThrow(
      "apikey is not an option here; these are: apiKey, accountId, baseUrl, timeout, maxRetries, " +
        "headers, fetch, onAttempt, dangerouslyAllowBrowser",
    );
  });

  test.each([[null], ["sk-canary"], [42], [true]])("given as %j are refused", (options) => {
    const refusal = { name: "GatewayInputError", field: "here", message: "here must be an object" };
    expect(() => checkOptionNames(options, [], "here")).toThrow(expect.objectContaining(refusal));
    expect(() => checkOptionNames(options, [])).toThrow("options must be an object");
  });

  test("of a call may not be null", async () => {
    const client = canaryClient({ fetch: nothingSent });
    // @ts-expect-error -- JavaScript passes anything
    const { error } = await endingOf(() => client.createSecret(canaryBody, null));
    expect(error).toMatchObject({ field: "options", message: "options must be an object" });
  });

  test("may all be undefined", async () => {
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
});
