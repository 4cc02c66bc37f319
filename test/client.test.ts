import { afterEach, describe, expect, test, vi } from "vitest";
import { createGatewayClient } from "../src/index.js";
import { canaryBody, canaryClient, canaryHttp, created, endingOf } from "./support/calls.js";
import { canaryKey } from "./support/canary.js";
import { answer, FaultServer } from "./support/fault-server.js";
import { reachableText } from "./support/reachable-text.js";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe("createGatewayClient", () => {
  test("needs no options if the environment has them", async () => {
    await using server = await FaultServer.start({ answers: [answer(200, created)] });
    vi.stubEnv("FIREWORKS_API_KEY", "key");
    vi.stubEnv("FIREWORKS_ACCOUNT_ID", "acme");
    vi.stubEnv("FIREWORKS_BASE_URL", server.url);
    expect(await createGatewayClient().createSecret(canaryBody)).toEqual(JSON.parse(created));
    expect(server.requests[0]?.head).toMatch(/^authorization: Bearer key$/im);
  });

  test("looks up the platform's fetch at each call", async () => {
    const gateway = createGatewayClient({ apiKey: "key", accountId: "acme" });
    vi.stubGlobal("fetch", () => Promise.resolve(new Response(created)));
    expect(await gateway.createSecret(canaryBody)).toEqual(JSON.parse(created));
  });

  test("rejects without sending if the platform has no fetch, and says if an earlier attempt was sent", async () => {
    const gateway = canaryClient({});
    const fails = async () => (await endingOf(() => gateway.createSecret(canaryBody))).error;
    const message = "fetch is not available in this runtime: pass options.fetch";
    vi.stubGlobal("fetch", undefined);
    expect(await fails()).toMatchObject({ field: "fetch", message, mayHaveSucceeded: false });
    vi.stubGlobal("fetch", () => {
      vi.stubGlobal("fetch", undefined);
      return Promise.resolve(new Response(null, { status: 503 }));
    });
    expect(await fails()).toMatchObject({ field: "fetch", message, mayHaveSucceeded: true });
  });

  test("uses neither Request nor Response nor Headers, which start slowly in Node", async () => {
    vi.resetModules();
    for (const name of ["Request", "Response", "Headers"]) vi.stubGlobal(name, undefined);
    const { createGatewayClient: create } = await import("../src/index.js");
    const { createGatewayHttp: createHttp } = await import("../src/http.js");
    expect(() => [create({ apiKey: "key" }), createHttp({ apiKey: "key" })]).not.toThrow();
  });

  test("returns a client that does not contain the key", () => {
    const gateway = createGatewayClient({ apiKey: canaryKey, accountId: "acme" });
    expect(Object.keys(gateway)).toEqual([
      "createSecret",
      "getSecret",
      "listSecrets",
      "updateSecret",
      "deleteSecret",
      "upsertSecret",
    ]);
    expect(reachableText([gateway, canaryHttp({})])).not.toContain(canaryKey);
    expect(JSON.stringify(gateway)).toBe("{}");
  });

  test("returns a frozen client, so that no method can be replaced", () => {
    expect(Object.isFrozen(canaryClient({}))).toBe(true);
  });

  test("uses the default of an option that is undefined", async () => {
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
