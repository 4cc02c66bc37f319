import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { server as specServer } from "../../src/generated/spec.js";
import type { Fetch } from "../../src/index.js";
import { checkBaseUrl } from "../../src/input/base-url.js";
import { canaryBody, canaryClient, created, endingOf } from "../support/calls.js";
import { answer, FaultServer } from "../support/fault-server.js";

afterEach(() => vi.unstubAllEnvs());

describe("a base URL", () => {
  test.each([
    ["https://api.example.com", "https://api.example.com"],
    ["https://api.example.com/", "https://api.example.com"],
    ["https://api.example.com///", "https://api.example.com"],
    ["https://api.example.com/prefix//", "https://api.example.com/prefix"],
    ["HTTPS://API.Example.com:443/", "https://api.example.com"],
    ["https://api.example.com:8443/a/b", "https://api.example.com:8443/a/b"],
    ["https://api.example.com/{account_id}", "https://api.example.com/%7Baccount_id%7D"],
    ["https://api.example.com/a/../b", "https://api.example.com/b"],
    [" https://api.example.com\n", "https://api.example.com"],
    ["http://localhost:8080", "http://localhost:8080"],
    ["http://gateway.localhost", "http://gateway.localhost"],
    ["http://127.0.0.1:1", "http://127.0.0.1:1"],
    ["http://127.255.1.2", "http://127.255.1.2"],
    ["http://[::1]:3000/x/", "http://[::1]:3000/x"],
    ["http://[0:0:0:0:0:0:0:1]", "http://[::1]"],
  ])("%j is used as %s", (value, expected) => {
    expect(checkBaseUrl(value)).toBe(expected);
    expect(checkBaseUrl(new URL(value))).toBe(expected);
  });

  const scheme = "must be https, or http on loopback";
  const absolute = "must be an absolute URL, such as https://api.fireworks.ai";

  test.each([
    ["http://api.example.com", scheme],
    ["http://localhost.example.com", scheme],
    ["http://example.com/localhost", scheme],
    ["http://127.0.0.1.example.com", scheme],
    ["http://xlocalhost", scheme],
    ["http://.localhost", scheme],
    ["http://128.0.0.1", scheme],
    ["http://[::2]", scheme],
    ["http://[::ffff:127.0.0.1]", scheme],
    ["http://0.0.0.0", scheme],
    ["ftp://localhost", scheme],
    ["file:///etc/passwd", scheme],
    ["javascript:alert(1)", scheme],
    ["ws://localhost", scheme],
    ["wss://api.example.com", scheme],
    ["data:text/plain,canary", scheme],
    ["blob:https://api.example.com/canary", scheme],
    // Without a scheme, the host is read as one.
    ["localhost:8080", scheme],
    ["https://canary@api.example.com", "must not contain credentials"],
    ["https://:canary@api.example.com", "must not contain credentials"],
    ["https://canary:canary@api.example.com", "must not contain credentials"],
    ["https://api.example.com/?canary=1", "must not have a query or a fragment"],
    ["https://api.example.com/?", "must not have a query or a fragment"],
    ["https://api.example.com#canary", "must not have a query or a fragment"],
    ["https://api.example.com/#", "must not have a query or a fragment"],
    ["", absolute],
    ["api.example.com", absolute],
    ["/v1", absolute],
    ["https://", absolute],
    ["https://exa mple.com", absolute],
    [42, "must be a string or a URL"],
    [null, "must be a string or a URL"],
    [{ href: "https://api.example.com" }, "must be a string or a URL"],
  ])("%j is refused, and the error does not repeat it", (value, problem) => {
    expect(() => checkBaseUrl(value)).toThrow(
      expect.objectContaining({
        name: "GatewayInputError",
        field: "baseUrl",
        message: `baseUrl ${problem}`,
        mayHaveSucceeded: false,
      }),
    );
    // @ts-expect-error -- JavaScript passes anything
    expect(() => canaryClient({ baseUrl: value })).toThrow(`baseUrl ${problem}`);
  });

  test.each(["ftp://localhost", "file:///etc/passwd", "ws://localhost", "localhost:8080"])(
    "%s of the environment is refused before anything is sent",
    (value) => {
      vi.stubEnv("FIREWORKS_BASE_URL", value);
      const fetch = vi.fn<Fetch>();
      expect(() => canaryClient({ fetch })).toThrow(
        expect.objectContaining({ field: "baseUrl", mayHaveSucceeded: false }),
      );
      expect(fetch).not.toHaveBeenCalled();
    },
  );

  test.each([22, 25, 6000, 6667, 10_080])(
    "with the port %d, which fetch refuses, is asked once, and the error says that nothing was sent",
    async (port) => {
      const attempts: unknown[] = [];
      const options = { baseUrl: `http://127.0.0.1:${port}`, onAttempt: () => attempts.push(port) };
      const { error } = await endingOf(() => canaryClient(options).createSecret(canaryBody));
      expect(error).toMatchObject({
        name: "GatewayConnectionError",
        message: `connection to 127.0.0.1:${port} failed before the request was sent: bad port; choose another port`,
        mayHaveSucceeded: false,
      });
      expect(attempts).toHaveLength(1);
    },
  );

  test.each([
    ["https://api.example.com/x/", "https://api.example.com/x"],
    ["http://localhost:1", "http://localhost:1"],
  ])("can be the URL %s of another realm", (value, expected) => {
    // Node gives a new context no URL of its own, so a class stands in for the other realm's.
    const foreign: unknown = runInNewContext(
      `new (class URL {
        get href() { return value; }
        toString() { return value; }
        get [Symbol.toStringTag]() { return "URL"; }
      })()`,
      { value },
    );
    expect(foreign).not.toBeInstanceOf(URL);
    expect(foreign).not.toBeInstanceOf(Object);
    expect(checkBaseUrl(foreign)).toBe(expected);
  });

  test("of another realm is checked like any other", () => {
    const foreign: unknown = runInNewContext(
      `({ toString: () => "http://api.example.com", [Symbol.toStringTag]: "URL" })`,
    );
    expect(() => checkBaseUrl(foreign)).toThrow(`baseUrl ${scheme}`);
  });

  test.each([
    ["at its end", "https://api.example.com/a", ""],
    ["in its middle", "https://api.example.com/a", "b"],
  ])("with 120 000 slashes %s takes no time", (_place, start, end) => {
    const value = start + "/".repeat(120_000) + end;
    const before = process.cpuUsage();
    const checked = checkBaseUrl(value);
    const { user, system } = process.cpuUsage(before);
    expect(checked).toHaveLength(end ? value.length : start.length);
    // A pattern such as /\/+$/ takes seconds.
    expect((user + system) / 1000).toBeLessThan(200);
  });

  test("comes before the operation's path with its own", async () => {
    await using server = await FaultServer.start({ answers: [answer(200, created)] });
    const client = canaryClient({ baseUrl: `${server.url}/proxy//` });
    await client.createSecret(canaryBody);
    expect(server.requests[0]?.target).toBe("/proxy/v1/accounts/acme/secrets");
  });

  test("is the option's, else the environment's, else the spec's server", async () => {
    const urls: string[] = [];
    const fetch = (url: string): Promise<Response> => {
      urls.push(new URL(url).origin);
      return Promise.resolve(new Response(created));
    };
    vi.stubEnv("FIREWORKS_BASE_URL", "https://environment.example.com");
    await canaryClient({ fetch, baseUrl: "https://o.example.com" }).createSecret(canaryBody);
    await canaryClient({ fetch }).createSecret(canaryBody);
    vi.stubEnv("FIREWORKS_BASE_URL", " ");
    await canaryClient({ fetch, baseUrl: undefined }).createSecret(canaryBody);
    expect(urls).toEqual(["https://o.example.com", "https://environment.example.com", specServer]);
  });
});
