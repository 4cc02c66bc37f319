import { describe, expect, test, vi } from "vitest";
import { GatewayApiError, type UpdateSecretBody } from "../../src/index.js";
import { createCall, createRequest } from "../../src/operations/call.js";
import { checkClientOptions } from "../../src/operations/settings.js";
import type { CallOptions, GatewayClientOptions } from "../../src/options.js";
import type { Fetch } from "../../src/transport/request.js";
import { canaryBody, created, endingOf, promptClock } from "../support/calls.js";
import { HeldClock } from "../support/held-clock.js";
import * as operations from "../../src/operations/wrapped-operations.js";

const path = { account_id: "acme" };
const input = { path, query: undefined, body: canaryBody };
const secretPath = { ...path, secret_id: "db" };

function callWith(fetch: Fetch, options: GatewayClientOptions = {}, clock = promptClock) {
  const settings = checkClientOptions(clock, { apiKey: "test-key", fetch, ...options });
  const request = createRequest(settings);
  return { request, call: createCall(request) };
}

const answering = (body: string | null, init?: ResponseInit) =>
  vi.fn<Fetch>(() => Promise.resolve(new Response(body, init)));

const createWith = (fetch: Fetch, options: CallOptions = {}, client: GatewayClientOptions = {}) =>
  endingOf(() => callWith(fetch, client).call(operations.Gateway_CreateSecret, input, options));

describe("a call", () => {
  test("sends the operation's method, URL and body, and resolves with its value", async () => {
    const fetch = answering(created);
    const { value } = await createWith(fetch);
    expect(value).toEqual(JSON.parse(created));
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(url).toBe("https://api.fireworks.ai/v1/accounts/acme/secrets");
    expect(init).toMatchObject({ method: "POST", body: JSON.stringify(canaryBody) });
  });

  test("sends the query of an operation without a body", async () => {
    const fetch = answering('{"secrets":[]}');
    const { call } = callWith(fetch);
    const page = { pageSize: 5, pageToken: "a b", readMask: undefined, filter: undefined };
    const list = { path, query: { ...page, orderBy: undefined }, body: undefined };
    await call(operations.Gateway_ListSecrets, list, {});
    const [url, init] = fetch.mock.calls[0] ?? [];
    expect(url).toMatch(/\/secrets\?pageSize=5&pageToken=a%20b$/);
    expect(init).not.toHaveProperty("body");
  });

  test("rejects with the server's error", async () => {
    const { error } = await createWith(answering('{"message":"twice"}', { status: 409 }));
    expect(error).toBeInstanceOf(GatewayApiError);
    expect(error).toMatchObject({ message: "409 ALREADY_EXISTS: twice" });
  });

  test("rejects with what happened on the way", async () => {
    const fetch = vi.fn<Fetch>(() => Promise.reject(new Error("no")));
    expect((await createWith(fetch, { maxRetries: 0 })).error).toMatchObject({
      name: "GatewayConnectionError",
    });
  });

  test("does not mind that a custom fetch gives a success a content-length of 0", async () => {
    const { value } = await createWith(answering(created, { headers: { "content-length": "0" } }));
    expect(value).toEqual(JSON.parse(created));
  });

  test("does not mind that a custom fetch gives an error a content-length of 0", async () => {
    const init = { status: 409, headers: { "content-length": "0" } };
    const { error } = await createWith(answering('{"message":"twice"}', init));
    expect(error).toMatchObject({ message: "409 ALREADY_EXISTS: twice" });
  });

  test("names the body as its method does, else body", async () => {
    const { call } = callWith(answering(created));
    const empty: UpdateSecretBody = JSON.parse("{}");
    const update = (context?: { bodyName: string }) =>
      call(
        operations.Gateway_UpdateSecret,
        { path: secretPath, query: undefined, body: empty },
        {},
        context,
      );
    await expect(update()).rejects.toMatchObject({ field: "body.keyName" });
    await expect(update({ bodyName: "update" })).rejects.toMatchObject({ field: "update.keyName" });
  });
});

describe("before anything is sent", () => {
  test.each<[string, object, string]>([
    ["signal", { signal: {} }, "signal must be an AbortSignal"],
    ["timeout", { timeout: 0 }, "timeout must be milliseconds, more than 0 and at most 2147483647"],
    ["maxRetries", { maxRetries: -1 }, "maxRetries must be a whole number, 0 or more"],
    ["headers.host", { headers: { Host: "x" } }, "headers.host cannot be set"],
  ])("an invalid %s is refused", async (field, options, message) => {
    const fetch = answering(created);
    const { error } = await createWith(fetch, options);
    expect(error).toMatchObject({ name: "GatewayInputError", field, message });
    expect(fetch).not.toHaveBeenCalled();
  });

  test.each([
    ["a lone surrogate", "\uD83D"],
    ["lists within lists", [["a", ["b"]]]],
  ])("a query with %s is refused", async (_name, readMask) => {
    const fetch = answering(created);
    const { request } = callWith(fetch);
    const operation = operations.Gateway_GetSecret;
    const get = { path: secretPath, query: { readMask: { a: readMask } }, body: undefined };
    const call = request(operation, get, {}, { bodyName: "body" });
    await expect(call).rejects.toMatchObject({
      name: "GatewayInputError",
      field: "params.query",
      message: "params.query cannot be serialized into a URL",
    });
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe("the options of a call", () => {
  test("default to the client's", async () => {
    const clock = new HeldClock();
    const settings = { timeout: 700, maxRetries: 1, headers: { "x-team": "platform" } };
    const fetch = answering(null, { status: 503 });
    const { call } = callWith(fetch, settings, clock);
    await expect(call(operations.Gateway_CreateSecret, input, {})).rejects.toMatchObject({
      status: 503,
    });
    expect(fetch).toHaveBeenCalledTimes(2);
    expect(fetch.mock.calls[0]?.[1].headers).toMatchObject({ "x-team": "platform" });
  });

  test("take precedence over the client's", async () => {
    const settings = { maxRetries: 5, headers: { "x-team": "platform", "x-other": "kept" } };
    const fetch = answering(null, { status: 503 });
    const options = { maxRetries: 0, headers: { "X-Team": null, "x-own": "1" } };
    await createWith(fetch, options, settings);
    expect(fetch).toHaveBeenCalledTimes(1);
    const { headers } = fetch.mock.calls[0]?.[1] ?? { headers: {} };
    expect(headers).toMatchObject({ "x-other": "kept", "x-own": "1" });
    expect(headers).not.toHaveProperty("x-team");
  });

  test("may be undefined", async () => {
    const undefinedOptions = {
      signal: undefined,
      timeout: undefined,
      maxRetries: undefined,
      headers: undefined,
    };
    const { value } = await createWith(answering(created), undefinedOptions);
    expect(value).toEqual(JSON.parse(created));
  });
});

describe("an aborted call", () => {
  test.each([0, "", null, false])(
    "rejects with the reason %j, which openapi-fetch swallows",
    async (reason) => {
      const controller = new AbortController();
      const stalled = vi.fn<Fetch>(() => new Promise(() => {}));
      const call = createWith(stalled, { signal: controller.signal });
      await vi.waitFor(() => expect(stalled).toHaveBeenCalled());
      controller.abort(reason);
      expect((await call).error).toBe(reason);
    },
  );

  test("rejects with the reason it was aborted with before", async () => {
    const reason = new Error("enough");
    const fetch = answering(created);
    const { error } = await createWith(fetch, { signal: AbortSignal.abort(reason) });
    expect(error).toBe(reason);
    expect(fetch).not.toHaveBeenCalled();
  });
});
