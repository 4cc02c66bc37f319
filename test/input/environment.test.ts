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

describe("the environment", () => {
  test.each([
    ["value", "value"],
    [" value\n", "value"],
    ["", undefined],
    [" \t", undefined],
    [undefined, undefined],
  ])("has %j for what is %j", (value, expected) => {
    vi.stubEnv("FIREWORKS_API_KEY", value);
    expect(environmentVariable("FIREWORKS_API_KEY")).toBe(expected);
  });

  const refusing = {
    get env(): never {
      throw new Error("NotCapable: Requires env access");
    },
  };

  test.each([
    ["is no process", undefined],
    ["is a process without one", {}],
    ["is one that may not be read", refusing],
  ])("says nothing where there %s, and calls work", async (_name, process) => {
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
  test("is refused, unless it is said to be meant", () => {
    vi.stubGlobal("document", {});
    expect(() => canaryClient({})).toThrow(
      expect.objectContaining({
        name: "GatewayInputError",
        field: "dangerouslyAllowBrowser",
        message:
          "dangerouslyAllowBrowser is not set, and this is a page: each of its visitors could read the API key",
      }),
    );
    // @ts-expect-error -- only true is a yes
    expect(() => canaryClient({ dangerouslyAllowBrowser: "yes" })).toThrow("is not set");
    expect(() => canaryClient({ dangerouslyAllowBrowser: true })).not.toThrow();
  });

  test("is not what a worker has", () => {
    vi.stubGlobal("WorkerGlobalScope", EventTarget);
    expect(() => canaryClient({})).not.toThrow();
  });
});

describe("the user agent", () => {
  test.each([
    ["no navigator", undefined],
    ["a navigator without one", {}],
    ["Node's", { userAgent: "Node.js/22" }],
    ["another that only mentions it", { userAgent: "Deno (no Mozilla/5.0)" }],
  ])("is this package's with %s", async (_name, navigator) => {
    expect(await userAgentWith(navigator)).toMatch(/^fireworks-gateway-client\//);
  });

  test("is left to browsers, which do not let it be set", async () => {
    expect(await userAgentWith({ userAgent: "Mozilla/5.0 (X11)" })).toBeUndefined();
  });
});
