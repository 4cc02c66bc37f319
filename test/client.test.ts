import { afterEach, describe, expect, test, vi } from "vitest";
import { createGatewayClient } from "../src/index.js";
import { canaryBody, canaryClient, created, endingOf } from "./support/calls.js";
import { canaryKey } from "./support/canary.js";
import { answer, FaultServer } from "./support/fault-server.js";
import { reachableText } from "./support/reachable-text.js";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe("createGatewayClient", () => {
  test("needs nothing but the environment", async () => {
    await using server = await FaultServer.start({ answers: [answer(200, created)] });
    vi.stubEnv("FIREWORKS_API_KEY", "key");
    vi.stubEnv("FIREWORKS_ACCOUNT_ID", "acme");
    vi.stubEnv("FIREWORKS_BASE_URL", server.url);
    expect(await createGatewayClient().createSecret(canaryBody)).toEqual(JSON.parse(created));
    expect(server.requests[0]?.head).toMatch(/^authorization: Bearer key$/im);
  });

  test("looks the platform's fetch up when it is called", async () => {
    const gateway = createGatewayClient({ apiKey: "key", accountId: "acme" });
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(created)));
    expect(await gateway.createSecret(canaryBody)).toEqual(JSON.parse(created));
  });

  test("says that there is no fetch where the platform has none, and what came before it went", async () => {
    const gateway = canaryClient({});
    const fails = async () => (await endingOf(() => gateway.createSecret(canaryBody))).error;
    const message = "fetch is missing: pass one";
    vi.stubGlobal("fetch", undefined);
    expect(await fails()).toMatchObject({ field: "fetch", message, mayHaveSucceeded: false });
    vi.stubGlobal("fetch", () => {
      vi.stubGlobal("fetch", undefined);
      return Promise.resolve(new Response(null, { status: 503 }));
    });
    expect(await fails()).toMatchObject({ field: "fetch", message, mayHaveSucceeded: true });
  });

  test("touches neither Request nor Response nor Headers, which start slowly in Node", async () => {
    vi.resetModules();
    for (const name of ["Request", "Response", "Headers"]) vi.stubGlobal(name, undefined);
    const fresh = await import("../src/index.js");
    expect(() => fresh.createGatewayClient({ apiKey: "key" })).not.toThrow();
  });

  test("gives nothing that holds the key", () => {
    const gateway = createGatewayClient({ apiKey: canaryKey, accountId: "acme" });
    expect(Object.keys(gateway)).toEqual(["createSecret", "http"]);
    expect(reachableText(gateway)).not.toContain(canaryKey);
    expect(JSON.stringify(gateway)).toBe('{"http":{}}');
  });

  test("lets an undefined option be its default", async () => {
    const gateway = createGatewayClient({
      apiKey: "key",
      accountId: "acme",
      fetch: undefined,
      headers: undefined,
    });
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(created)));
    expect(await gateway.createSecret(canaryBody, undefined)).toEqual(JSON.parse(created));
  });
});
