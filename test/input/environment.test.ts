import { afterEach, describe, expect, test, vi } from "vitest";
import { environmentVariable } from "../../src/input/environment.js";
import { canaryBody, canaryClient, created, endingOf } from "../support/calls.js";
import { answer, FaultServer } from "../support/fault-server.js";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

async function userAgentWith(navigator: unknown): Promise<string | undefined> {
  let userAgent: string | undefined;
  vi.stubGlobal("navigator", navigator);
  const client = canaryClient({
    fetch: (_url, { headers }) => {
      userAgent = headers["user-agent"];
      return Promise.resolve(new Response(created));
    },
  });
  await client.createSecret(canaryBody);
  return userAgent;
}

describe("an environment variable", () => {
  test.each([
    ["value", "value"],
    [" value\n", "value"],
    ["", undefined],
    [" \t", undefined],
    [undefined, undefined],
  ])("that contains %j has the value %j", (value, expected) => {
    vi.stubEnv("FIREWORKS_API_KEY", value);
    expect(environmentVariable("FIREWORKS_API_KEY")).toBe(expected);
  });

  const refusing = {
    get env(): never {
      throw new Error("NotCapable: Requires env access");
    },
  };

  test.each([
    ["without a process", undefined],
    ["with a process that has no environment", {}],
    ["with an environment that must not be read", refusing],
  ])("is unset %s, and calls succeed", async (_name, process) => {
    await using server = await FaultServer.start({ answers: [answer(200, created)] });
    vi.stubGlobal("process", process);
    const client = canaryClient({ baseUrl: server.url });
    const { value } = await endingOf(() => client.createSecret(canaryBody));
    const keyless = canaryClient({ baseUrl: server.url, apiKey: undefined });
    const { error } = await endingOf(() => keyless.createSecret(canaryBody));
    vi.unstubAllGlobals();
    expect(value).toEqual(JSON.parse(created));
    expect(error).toMatchObject({ field: "apiKey" });
  });
});

describe("a page", () => {
  test("is refused unless dangerouslyAllowBrowser is true", () => {
    vi.stubGlobal("document", {});
    expect(() => canaryClient({})).toThrow(
      expect.objectContaining({
        name: "GatewayInputError",
        field: "dangerouslyAllowBrowser",
        message:
          "dangerouslyAllowBrowser is not set, and this is a page: its visitors could read the API key (in tests, use the environment node)",
      }),
    );
    // @ts-expect-error -- only true is a yes
    expect(() => canaryClient({ dangerouslyAllowBrowser: "yes" })).toThrow("is not set");
    expect(() => canaryClient({ dangerouslyAllowBrowser: true })).not.toThrow();
  });

  test("is not the same as a worker, which is accepted", () => {
    vi.stubGlobal("WorkerGlobalScope", EventTarget);
    expect(() => canaryClient({})).not.toThrow();
  });
});

describe("the user agent", () => {
  test.each([
    ["without a navigator", undefined],
    ["with a navigator that has none", {}],
    ["in Node", { userAgent: "Node.js/22" }],
    ["in Node with the navigator of a browser, as in jsdom", { userAgent: "Mozilla/5.0 (linux)" }],
    ["in a runtime that only mentions a browser's", { userAgent: "Deno (no Mozilla/5.0)" }],
  ])("is this package's %s", async (_name, navigator) => {
    expect(await userAgentWith(navigator)).toMatch(/^fireworks-gateway-client\//);
  });

  test("is not set in browsers, which refuse it", async () => {
    const browser = { userAgent: "Mozilla/5.0 (X11)" };
    vi.stubGlobal("process", undefined);
    expect(await userAgentWith(browser)).toBeUndefined();
    vi.stubGlobal("process", { env: {}, versions: {} });
    expect(await userAgentWith(browser)).toBeUndefined();
  });

  test.each([
    ["without a navigator", undefined],
    ["with a navigator that has none", {}],
    ["of a worker in the cloud", { userAgent: "Cloudflare-Workers" }],
  ])("is this package's in a runtime without a process, %s", async (_name, navigator) => {
    vi.stubGlobal("process", undefined);
    expect(await userAgentWith(navigator)).toMatch(/^fireworks-gateway-client\//);
  });
});
