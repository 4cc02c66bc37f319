import { afterEach, describe, expect, test, vi } from "vitest";
import { version as specVersion } from "../../src/generated/spec.js";
import { checkClientOptions } from "../../src/operations/settings.js";
import type { GatewayClientOptions } from "../../src/options.js";
import { packageVersion } from "../../src/version.js";
import { promptClock } from "../support/calls.js";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const settingsOf = (options: GatewayClientOptions = {}) => checkClientOptions(promptClock, options);

const ownFetch = () => Promise.resolve(new Response());
const onAttempt = (): void => {};

describe("the settings of a client", () => {
  test("have a default for everything", () => {
    for (const name of ["FIREWORKS_API_KEY", "FIREWORKS_ACCOUNT_ID", "FIREWORKS_BASE_URL"]) {
      vi.stubEnv(name, undefined);
    }
    const settings = settingsOf();
    expect(settings).toMatchObject({
      baseUrl: "https://api.fireworks.ai",
      timeout: 60_000,
      maxRetries: 2,
      headers: {
        accept: "application/json",
        "user-agent": `fireworks-gateway-client/${packageVersion} (spec ${specVersion})`,
      },
      transport: { onAttempt: undefined, clock: promptClock },
    });
    expect(settings.transport.fetch()).toBe(globalThis.fetch);
    expect(settings.transport.apiKey()).toMatchObject({ problem: expect.any(String) });
    expect(() => settings.accountIdOf(undefined)).toThrow("accountId is missing");
  });

  test("come from the environment", () => {
    vi.stubEnv("FIREWORKS_API_KEY", "key-of-env");
    vi.stubEnv("FIREWORKS_ACCOUNT_ID", "acme");
    vi.stubEnv("FIREWORKS_BASE_URL", "https://proxy.example.com/gateway/");
    const { baseUrl, transport, accountIdOf } = settingsOf();
    expect(baseUrl).toBe("https://proxy.example.com/gateway");
    expect(transport.apiKey()).toBe("key-of-env");
    expect(accountIdOf(undefined)).toBe("acme");
  });

  test("come from the options before the environment", () => {
    vi.stubEnv("FIREWORKS_API_KEY", "key-of-env");
    vi.stubEnv("FIREWORKS_ACCOUNT_ID", "acme");
    vi.stubEnv("FIREWORKS_BASE_URL", "https://proxy.example.com");
    const settings = settingsOf({
      apiKey: "key",
      accountId: "umbrella",
      baseUrl: "http://localhost:8080",
      timeout: 5,
      maxRetries: 0,
      headers: { "X-Team": "platform", accept: null },
      fetch: ownFetch,
      onAttempt,
    });
    expect(settings).toMatchObject({
      baseUrl: "http://localhost:8080",
      timeout: 5,
      maxRetries: 0,
      headers: { "x-team": "platform" },
      transport: { onAttempt },
    });
    expect(settings.headers).not.toHaveProperty("accept");
    expect(settings.transport.apiKey()).toBe("key");
    expect(settings.transport.fetch()).toBe(ownFetch);
    expect(settings.accountIdOf(undefined)).toBe("umbrella");
    expect(settings.accountIdOf("acme")).toBe("acme");
  });

  test("look the platform's fetch up at each call", () => {
    const { transport } = settingsOf();
    vi.stubGlobal("fetch", ownFetch);
    expect(transport.fetch()).toBe(ownFetch);
  });

  test.each<[string, object, string]>([
    ["an unknown option", { apikey: "key" }, "apikey is not a known option"],
    ["a key that starts with Bearer", { apiKey: "Bearer key" }, "apiKey must not start with"],
    ["an account with a slash", { accountId: "a/b" }, "accountId "],
    ["a baseUrl without TLS", { baseUrl: "http://example.com" }, "baseUrl must be https"],
    ["a timeout of 0", { timeout: 0 }, "timeout must be milliseconds"],
    ["half a retry", { maxRetries: 0.5 }, "maxRetries must be a whole number"],
    ["a refused header", { headers: { authorization: "x" } }, "headers.authorization cannot be"],
    ["a fetch that is not a function", { fetch: {} }, "fetch must be a function"],
    ["a listener that is not a function", { onAttempt: 5 }, "onAttempt must be a function"],
  ])("are refused with %s", (_name, options, message) => {
    expect(() => settingsOf(options)).toThrow(message);
  });

  test("are refused in a page with a DOM, unless that is allowed", () => {
    vi.stubGlobal("document", {});
    expect(() => settingsOf()).toThrow(
      "dangerouslyAllowBrowser is not set, and this is a page: its visitors could read the API key (in tests, use the environment node)",
    );
    expect(() => settingsOf({ dangerouslyAllowBrowser: false })).toThrow("dangerouslyAllowBrowser");
    expect(() => settingsOf({ dangerouslyAllowBrowser: true })).not.toThrow();
  });

  test("leave the user-agent of a browser alone", () => {
    vi.stubGlobal("process", undefined);
    vi.stubGlobal("navigator", { userAgent: "Mozilla/5.0" });
    expect(settingsOf().headers).toEqual({ accept: "application/json" });
  });

  test("are not what someone has added to Object.prototype", () => {
    try {
      Object.assign(Object.prototype, { maxRetries: 9, timeout: 1 });
      expect(settingsOf()).toMatchObject({ maxRetries: 2, timeout: 60_000 });
    } finally {
      Reflect.deleteProperty(Object.prototype, "maxRetries");
      Reflect.deleteProperty(Object.prototype, "timeout");
    }
  });
});
