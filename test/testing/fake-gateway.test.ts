import { describe, expect, test } from "vitest";
import { createGatewayClient, GatewayInputError } from "../../src/index.js";
import { createFakeGateway, type FakeGateway } from "../../src/testing.js";
import type { CreateSecretBody } from "../../src/types.js";
import { reachableText } from "../support/reachable-text.js";

const secret: CreateSecretBody = { name: "accounts/acme/secrets/db", keyName: "DB", value: "hush" };
const stored = { name: secret.name, keyName: secret.keyName };
const origin = "https://api.fireworks.ai";
const url = `${origin}/v1/accounts/acme/secrets`;

const init = {
  method: "POST",
  headers: { Authorization: "Bearer key", "Content-Type": "application/json" },
  body: JSON.stringify(secret),
};

const clientOf = (fake: FakeGateway, accountId = "acme", baseUrl = origin) =>
  createGatewayClient({ apiKey: "key", accountId, baseUrl, fetch: fake.fetch, maxRetries: 0 });

describe("a fake gateway serves", () => {
  test("the whole life of a secret", async () => {
    const fake = createFakeGateway();
    const gateway = clientOf(fake);
    expect(await gateway.createSecret(secret)).toEqual(stored);
    expect(await gateway.getSecret("db")).toEqual(stored);
    const rotated = await gateway.updateSecret("db", { keyName: "ROTATED", value: "hush" });
    expect(rotated).toEqual({ ...stored, keyName: "ROTATED" });
    expect(await gateway.listSecrets().toArray()).toEqual([rotated]);
    expect(await gateway.upsertSecret(secret)).toEqual({ secret: stored, outcome: "updated" });
    await gateway.deleteSecret("db");
    expect(await gateway.listSecrets().toArray()).toEqual([]);
    expect(await gateway.upsertSecret(secret)).toEqual({ secret: stored, outcome: "created" });
  });

  test("a client whose baseUrl has a path prefix", async () => {
    const fake = createFakeGateway();
    const gateway = clientOf(fake, "acme", "https://proxy.example.com/fireworks/gateway");
    expect(await gateway.createSecret(secret)).toEqual(stored);
    expect(await gateway.getSecret("db")).toEqual(stored);
  });

  test("each account by itself", async () => {
    const fake = createFakeGateway();
    const [acme, umbrella] = [clientOf(fake, "acme"), clientOf(fake, "umbrella")];
    await acme.createSecret({ ...secret, name: "db" });
    await umbrella.createSecret({ ...secret, name: "db" });
    await umbrella.deleteSecret("db");
    expect(await acme.listSecrets().toArray()).toEqual([stored]);
    await expect(acme.createSecret({ ...secret, name: "db" })).rejects.toMatchObject({
      code: "ALREADY_EXISTS",
      mayHaveSucceeded: false,
    });
  });
});

describe("a fake gateway keeps", () => {
  test("a created secret, without its value", async () => {
    const fake = createFakeGateway();
    await expect(clientOf(fake).createSecret(secret)).resolves.toEqual(stored);
    expect(fake.secrets).toEqual([stored]);
    expect(reachableText(fake.secrets)).not.toContain("hush");
  });

  test("no field that the document does not have", async () => {
    const fake = createFakeGateway();
    const body = JSON.stringify({ ...stored, valeu: "hush" });
    const response = await fake.fetch(url, { ...init, body });
    expect(await response.json()).toEqual(stored);
    expect(fake.secrets).toEqual([stored]);
  });

  test("each request as it came, the refused ones too", async () => {
    const fake = createFakeGateway();
    await fake.fetch(url, init);
    await fake.fetch(`${origin}/elsewhere`);
    await fake.fetch(url, { ...init, body: "{" });
    const headers = { authorization: "Bearer key", "content-type": "application/json" };
    expect(fake.requests).toEqual([
      { method: "POST", url, headers, body: secret },
      { method: "GET", url: `${origin}/elsewhere`, headers: {}, body: undefined },
      { method: "POST", url, headers, body: "{" },
    ]);
  });

  test("the headers that the client adds to a request", async () => {
    const fake = createFakeGateway();
    await clientOf(fake).createSecret(secret, { headers: { "X-Team": "platform" } });
    expect(fake.requests[0]?.headers).toMatchObject({
      authorization: "Bearer key",
      "user-agent": expect.stringMatching(/^fireworks-gateway-client\//),
      "x-team": "platform",
    });
  });

  test("nothing that a second fake gateway would know of", async () => {
    await createFakeGateway().fetch(url, init);
    const second = await createFakeGateway().fetch(url, init);
    expect(second.status).toBe(200);
  });
});

describe("a fake gateway can be called", () => {
  test.each([
    ["with a URL and init", (fake: FakeGateway) => fake.fetch(new URL(url), init)],
    ["with a Request", (fake: FakeGateway) => fake.fetch(new Request(url, init))],
    [
      "with a Request and init over it",
      (fake: FakeGateway) => fake.fetch(new Request(url, { ...init, body: "{}" }), init),
    ],
    [
      "with a stream as the body",
      (fake: FakeGateway) => {
        const streamed = { body: new Blob([init.body]).stream(), duplex: "half" };
        return fake.fetch(url, { ...init, ...streamed });
      },
    ],
  ])("%s", async (_title, call) => {
    const fake = createFakeGateway();
    const response = await call(fake);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(stored);
  });

  test("apart from its gateway, as a client calls it", async () => {
    const { fetch } = createFakeGateway();
    expect((await fetch(url, init)).status).toBe(200);
  });

  test("not with options that do not exist", () => {
    const options = { apiKey: "key", acountId: "acme" };
    expect(() => createFakeGateway(options)).toThrow(GatewayInputError);
    expect(() => createFakeGateway(options)).toThrow("acountId is not a known option");
  });
});

describe("an aborted signal", () => {
  test("ends a call with its reason before anything is done", async () => {
    const fake = createFakeGateway();
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    await expect(fake.fetch(url, { ...init, signal })).rejects.toBe(reason);
    await expect(fake.fetch(new Request(url, { ...init, signal }))).rejects.toBe(reason);
    expect(fake.requests).toEqual([]);
  });

  test("ends a call that is under way", async () => {
    const fake = createFakeGateway();
    const controller = new AbortController();
    const call = fake.fetch(url, { ...init, signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(call).rejects.toThrow("enough");
    expect(fake.secrets).toEqual([]);
  });
});

describe("the configured key and account", () => {
  test.each([
    [{ apiKey: "another" }, 401, 16, "the API key is unknown"],
    [{ accountId: "umbrella" }, 403, 7, "the API key is not for this account"],
  ])("%j refuse any other", async (options, status, code, message) => {
    const fake = createFakeGateway(options);
    const response = await fake.fetch(url, init);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ code, message, details: [] });
    expect(fake.secrets).toEqual([]);
  });

  test("are what a client has to be given", async () => {
    const fake = createFakeGateway({ apiKey: "key", accountId: "acme" });
    await expect(clientOf(fake, "umbrella").createSecret(secret)).rejects.toMatchObject({
      status: 403,
      code: "PERMISSION_DENIED",
    });
    await expect(clientOf(fake).createSecret(secret)).resolves.toEqual(stored);
  });

  test("are checked before the request is: an unknown key learns nothing of a body", async () => {
    const fake = createFakeGateway({ apiKey: "another" });
    expect((await fake.fetch(url, { ...init, body: "{}" })).status).toBe(401);
  });

  test("may be undefined, for any", async () => {
    const fake = createFakeGateway({ apiKey: undefined, accountId: undefined });
    expect((await fake.fetch(url, init)).status).toBe(200);
  });
});

describe("planned answers and failures", () => {
  test("are used up in their order, and nothing is done for them", async () => {
    const fake = createFakeGateway();
    fake.respondOnce({ status: 503 });
    fake.failOnce(new TypeError("gone"));
    await expect(clientOf(fake).createSecret(secret)).rejects.toMatchObject({
      status: 503,
      code: "UNAVAILABLE",
    });
    await expect(clientOf(fake).createSecret(secret)).rejects.toMatchObject({
      name: "GatewayConnectionError",
      cause: { message: "gone" },
    });
    await expect(clientOf(fake).createSecret(secret)).resolves.toEqual(stored);
    expect(fake.requests).toHaveLength(3);
  });

  test("by default fail as a reset does: the secret may exist", async () => {
    const fake = createFakeGateway();
    fake.failOnce();
    await expect(clientOf(fake).createSecret(secret)).rejects.toMatchObject({
      mayHaveSucceeded: true,
      message: "connection to api.fireworks.ai failed before a response arrived (ECONNRESET)",
      cause: { message: "read ECONNRESET", code: "ECONNRESET" },
    });
    fake.failOnce();
    await expect(fake.fetch(url, init)).rejects.toThrow(/^fetch failed$/);
  });

  test("may fail with nothing, as a fetch can", async () => {
    const fake = createFakeGateway();
    fake.failOnce(null);
    await expect(fake.fetch(url, init)).rejects.toBeNull();
  });

  test("are met by the client's retries", async () => {
    const fake = createFakeGateway();
    fake.respondOnce({ status: 429, headers: { "retry-after": "0" } });
    const gateway = createGatewayClient({ apiKey: "key", accountId: "acme", fetch: fake.fetch });
    await expect(gateway.createSecret(secret)).resolves.toEqual(stored);
    expect(fake.requests).toHaveLength(2);
  });

  test("answer a request that would be refused", async () => {
    const fake = createFakeGateway();
    fake.respondOnce({ status: 200, body: stored });
    expect((await fake.fetch(`${origin}/elsewhere`)).status).toBe(200);
  });

  test("that cannot exist are refused when they are planned", async () => {
    const fake = createFakeGateway();
    expect(() => fake.respondOnce({ status: 99 })).toThrow(RangeError);
    expect(() => fake.respondOnce({ status: 204, body: "text" })).toThrow(TypeError);
    expect((await fake.fetch(url, init)).status).toBe(200);
  });
});
