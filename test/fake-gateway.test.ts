import { describe, expect, test } from "vitest";
import { createGatewayClient, GatewayInputError } from "../src/index.js";
import { createFakeGateway, type FakeGateway } from "../src/testing.js";
import { sendRaw } from "./support/raw-requests.js";
import type { CreateSecretBody } from "../src/types.js";

const secret: CreateSecretBody = { name: "accounts/acme/secrets/db", keyName: "DB", value: "hush" };
const stored = { name: secret.name, keyName: secret.keyName };
const origin = "https://api.fireworks.ai";
const url = `${origin}/v1/accounts/acme/secrets`;

const init = {
  method: "POST",
  headers: { Authorization: "Bearer key", "Content-Type": "application/json" },
  body: JSON.stringify(secret),
};

const clientOf = (fake: FakeGateway, accountId = "acme") =>
  createGatewayClient({ apiKey: "key", accountId, fetch: fake.fetch, maxRetries: 0 });

describe("a fake gateway stores", () => {
  test("a created secret, without its value", async () => {
    const fake = createFakeGateway();
    await expect(clientOf(fake).createSecret(secret)).resolves.toEqual(stored);
    expect(fake.secrets).toEqual([stored]);
  });

  test("no field that the document does not have", async () => {
    const fake = createFakeGateway();
    const body = JSON.stringify({ ...stored, valeu: "hush" });
    const response = await fake.fetch(url, { ...init, body });
    expect(await response.json()).toEqual(stored);
    expect(fake.secrets).toEqual([stored]);
  });

  test("each request as received, refused ones included", async () => {
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

  test("nothing that another fake gateway can see", async () => {
    await createFakeGateway().fetch(url, init);
    const second = await createFakeGateway().fetch(url, init);
    expect(second.status).toBe(200);
  });
});

describe("a fake gateway can be called", () => {
  test.each([
    ["a URL and init", (fake: FakeGateway) => fake.fetch(new URL(url), init)],
    ["a Request", (fake: FakeGateway) => fake.fetch(new Request(url, init))],
    [
      "a Request and init over it",
      (fake: FakeGateway) => fake.fetch(new Request(url, { ...init, body: "{}" }), init),
    ],
    [
      "a stream as body",
      (fake: FakeGateway) => {
        const streamed = { body: new Blob([init.body]).stream(), duplex: "half" };
        return fake.fetch(url, { ...init, ...streamed });
      },
    ],
  ])("with %s", async (_title, call) => {
    const fake = createFakeGateway();
    const response = await call(fake);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(stored);
  });

  test("without its object, as a client does", async () => {
    const { fetch } = createFakeGateway();
    expect((await fetch(url, init)).status).toBe(200);
  });

  test("only with options that exist", () => {
    const options = { apiKey: "key", acountId: "acme" };
    expect(() => createFakeGateway(options)).toThrow(GatewayInputError);
  });
});

describe("an aborted signal of a request to the fake", () => {
  test("rejects with its reason before the request has an effect", async () => {
    const fake = createFakeGateway();
    const reason = new Error("enough");
    const signal = AbortSignal.abort(reason);
    await expect(fake.fetch(url, { ...init, signal })).rejects.toBe(reason);
    await expect(fake.fetch(new Request(url, { ...init, signal }))).rejects.toBe(reason);
    expect(fake.requests).toEqual([]);
  });

  test("ends a call in progress", async () => {
    const fake = createFakeGateway();
    const controller = new AbortController();
    const call = fake.fetch(url, { ...init, signal: controller.signal });
    controller.abort(new Error("enough"));
    await expect(call).rejects.toThrow("enough");
    expect(fake.secrets).toEqual([]);
  });
});

describe("the fake's error", () => {
  const refusals = [
    ["a duplicate", 409, 6, `${secret.name} already exists`, {}],
    ["a missing field", 400, 3, "body.keyName is missing", { body: '{"name":"db"}' }],
    [
      "a wrong type",
      400,
      3,
      "body.name must be string, got number",
      { body: '{"name":4,"keyName":""}' },
    ],
    ["no JSON", 400, 3, "body must be object, got string", { body: "hush" }],
    [
      "a query",
      400,
      3,
      "unknown query parameter page",
      { target: "/v1/accounts/acme/secrets?page=1" },
    ],
    [
      "a bad escape",
      400,
      3,
      "the path is not percent-encoded UTF-8",
      { target: "/v1/accounts/%/secrets" },
    ],
    [
      "no bearer",
      401,
      16,
      "expected authorization: Bearer <API_KEY>",
      { headers: { authorization: null } },
    ],
    ["another path", 404, 5, "no operation at this path", { target: "/v1/accounts/acme/secrets/" }],
    ["another method", 405, 12, "only POST is allowed here", { method: "GET" }],
    [
      "another type",
      415,
      3,
      "expected content-type: application/json",
      { headers: { "content-type": "text/plain" } },
    ],
  ] as const;

  test.each(refusals)("for %s has the status %i", async (title, status, code, message, request) => {
    const fake = createFakeGateway();
    await fake.fetch(url, init);
    const response = await sendRaw(fake.fetch, origin, {
      title,
      status,
      body: init.body,
      ...request,
    });
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({ code, message, details: [] });
    expect(fake.secrets).toHaveLength(1);
  });

  test.each([
    [{ apiKey: "another" }, 16, "unknown API key"],
    [{ accountId: "umbrella" }, 7, "the API key has no access to this account"],
  ])("with the option %j names the problem", async (options, code, message) => {
    const response = await createFakeGateway(options).fetch(url, init);
    expect(await response.json()).toMatchObject({ code, message });
  });

  test("for a missing key names the authentication scheme", async () => {
    const response = await createFakeGateway().fetch(url, { ...init, headers: {} });
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
  });

  test.each([
    ["Bearer   key", "application/json", 200],
    ["BEARER key", 'application/json ; charset="utf-8"', 200],
    ["Bearer key", "application/json;  charset=UTF-8 ", 200],
    ["Basic bearer key", "application/json", 401],
    ["Bearer", "application/json", 401],
    ["Bearer key", "text/application/json", 415],
    ["Bearer key", "application/json; charset=latin1", 415],
  ])("depends on authorization %j and content-type %j: %i", async (authorization, type, status) => {
    const headers = { authorization, "content-type": type };
    const response = await createFakeGateway().fetch(url, { ...init, headers });
    expect(response.status).toBe(status);
  });

  test("for a name that exists depends on the account", async () => {
    const fake = createFakeGateway();
    await clientOf(fake, "acme").createSecret({ ...secret, name: "db" });
    await clientOf(fake, "umbrella").createSecret({ ...secret, name: "db" });
    await expect(
      clientOf(fake, "acme").createSecret({ ...secret, name: "db" }),
    ).rejects.toMatchObject({
      code: "ALREADY_EXISTS",
      mayHaveSucceeded: false,
    });
  });

  test("differs for an unknown key and a foreign account", async () => {
    const fake = createFakeGateway({ apiKey: "another", accountId: "acme" });
    await expect(clientOf(fake).createSecret(secret)).rejects.toMatchObject({
      status: 401,
      code: "UNAUTHENTICATED",
    });
    const strict = createFakeGateway({ apiKey: "key", accountId: "acme" });
    await expect(clientOf(strict, "umbrella").createSecret(secret)).rejects.toMatchObject({
      status: 403,
      code: "PERMISSION_DENIED",
    });
    await expect(clientOf(strict).createSecret(secret)).resolves.toEqual(stored);
  });

  test("never contains the value", async () => {
    const fake = createFakeGateway();
    const body = JSON.stringify({ ...stored, value: ["hush"] });
    const response = await fake.fetch(url, { ...init, body });
    expect(await response.text()).not.toContain("hush");
  });
});

describe("queued responses and failures", () => {
  test("are used in order, and the requests have no other effect", async () => {
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

  test("are a reset connection by default, after which the secret may exist", async () => {
    const fake = createFakeGateway();
    fake.failOnce();
    await expect(clientOf(fake).createSecret(secret)).rejects.toMatchObject({
      mayHaveSucceeded: true,
      message: "connection to api.fireworks.ai failed before a response arrived (ECONNRESET)",
      cause: { message: "read ECONNRESET", code: "ECONNRESET" },
    });
  });

  test("are used by the client's retries", async () => {
    const fake = createFakeGateway();
    fake.respondOnce({ status: 429, headers: { "retry-after": "0" } });
    const gateway = createGatewayClient({ apiKey: "key", accountId: "acme", fetch: fake.fetch });
    await expect(gateway.createSecret(secret)).resolves.toEqual(stored);
    expect(fake.requests).toHaveLength(2);
  });

  test.each([
    ["JSON", { status: 200, body: { a: 1 } }, '{"a":1}', "application/json"],
    ["JSON null", { status: 200, body: null }, "null", "application/json"],
    ["text", { status: 502, body: "<html>" }, "<html>", "text/plain;charset=UTF-8"],
    ["a response without a body", { status: 204 }, "", null],
    [
      "JSON of another type",
      { status: 418, body: {}, headers: { "content-type": "application/problem+json" } },
      "{}",
      "application/problem+json",
    ],
  ])("can be %s", async (_title, answer, text, type) => {
    const fake = createFakeGateway();
    fake.respondOnce(answer);
    const response = await fake.fetch(url, init);
    expect(response.status).toBe(answer.status);
    expect(response.headers.get("content-type")).toBe(type);
    expect(await response.text()).toBe(text);
  });

  test.each([
    [400, 3],
    [404, 5],
    [503, 14],
  ])(
    "have an error in the gateway's format if they have only the status %i",
    async (status, code) => {
      const fake = createFakeGateway();
      fake.respondOnce({ status });
      const response = await fake.fetch(url, init);
      const message = `the fake gateway was told to respond with ${status}`;
      expect(await response.json()).toEqual({ code, message, details: [] });
    },
  );

  test("that no response can have are refused when they are queued", async () => {
    const fake = createFakeGateway();
    expect(() => fake.respondOnce({ status: 99 })).toThrow(RangeError);
    expect(() => fake.respondOnce({ status: 204, body: "text" })).toThrow(TypeError);
    expect((await fake.fetch(url, init)).status).toBe(200);
  });
});
