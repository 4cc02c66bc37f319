import { inspect } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { operations } from "../../src/generated/spec.js";
import { createGatewayHttp } from "../../src/http.js";
import {
  canaryBody,
  canaryCall as call,
  canaryHttp,
  created,
  createSecretPath as path,
  endingOf,
} from "../support/calls.js";
import { canaryKey, canaryValue, encodedForms } from "../support/canary.js";
import {
  answer,
  FaultServer,
  write,
  type Behaviour,
  type WireRequest,
} from "../support/fault-server.js";
import { HeldClock } from "../support/held-clock.js";
import { printed, reachableText } from "../support/reachable-text.js";

const { params } = call;
const secret: unknown = JSON.parse(created);
const echoed = `${created.slice(0, -1)},"value":${JSON.stringify(canaryValue)}}`;
const withheld = "[withheld: the server's text repeats part of a secret]";

/** Calls as JavaScript may, and returns the result and the requests that the server received. */
async function post(behaviour: Behaviour, more: object = {}, to: string = path) {
  await using server = await FaultServer.start({ answers: [behaviour] });
  const http = canaryHttp({ baseUrl: server.url }, new HeldClock());
  // @ts-expect-error -- JavaScript passes anything
  const { value, error } = await endingOf(() => http.POST(to, { ...call, ...more }));
  const requests: readonly WireRequest[] = server.requests;
  return { value, error, requests };
}

/** Calls a method with any arguments, as JavaScript may. */
function callAnyhow(method: object, ...passed: unknown[]): Promise<unknown> {
  return Reflect.apply(Object(method), undefined, passed);
}

/** The result of a resolved call, untyped. */
function resultOf(value: unknown): { data: unknown; error: unknown; response: Response } {
  const { data, error, response } = Object(value);
  if (!(response instanceof Response)) throw new TypeError("no response");
  return { data, error, response };
}

/** Everything that can be printed of a response, with and without its own inspect method. */
function printedForms(response: Response): string {
  const options = { depth: Infinity, showHidden: true, getters: true };
  return [
    printed(response),
    inspect(response, options),
    inspect(response, { ...options, customInspect: false }),
  ].join("\n");
}

test("createGatewayHttp takes the client's options, and their defaults from the environment", async () => {
  await using server = await FaultServer.start({ answers: [answer(200, created)] });
  vi.stubEnv("FIREWORKS_API_KEY", "key-of-environment");
  vi.stubEnv("FIREWORKS_BASE_URL", server.url);
  const { data } = await createGatewayHttp().POST(path, call);
  vi.unstubAllEnvs();
  expect(data).toEqual(secret);
  expect(server.requests[0]?.head).toMatch(/^authorization: Bearer key-of-environment$/im);
});

test("createGatewayHttp refuses an option that it does not know", () => {
  // @ts-expect-error -- misspelt
  expect(() => createGatewayHttp({ apikey: "key" })).toThrow("apikey is not a known option");
});

describe("a result of http", () => {
  test("contains the data of a success without its write-only fields, and a response", async () => {
    const { value, requests } = await post(answer(200, echoed, { "x-request-id": "r-1" }));
    const { data, error, response } = resultOf(value);
    expect(data).toEqual(secret);
    expect(error).toBeUndefined();
    expect([response.status, response.ok]).toEqual([200, true]);
    expect(response.headers.get("x-request-id")).toBe("r-1");
    expect(await response.clone().json()).toEqual(secret);
    expect(requests[0]).toMatchObject({ method: "POST", target: "/v1/accounts/acme/secrets" });
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual(canaryBody);
    expect(reachableText([data, await response.text()])).not.toContain("v4lue");
  });

  test("has a new response, not the one that fetch returned", async () => {
    const own = new Response(created, { headers: { "x-request-id": "r-1" } });
    const http = canaryHttp({ fetch: () => Promise.resolve(own) });
    const { response } = await http.POST(path, call);
    expect(response).not.toBe(own);
    expect(response).toBeInstanceOf(Response);
    expect([...response.headers]).toEqual([
      ["content-type", "text/plain;charset=UTF-8"],
      ["x-request-id", "r-1"],
    ]);
  });

  test("has no header that described the bytes on the wire", async () => {
    const { response } = await canaryHttp({
      fetch: () =>
        Promise.resolve(
          new Response(echoed, {
            headers: {
              "content-encoding": "gzip",
              "content-length": "999",
              "content-type": "application/json",
              "transfer-encoding": "chunked",
              "content-length-of-all": "1",
              "x-content-encoding": "gzip",
              vary: "accept",
            },
          }),
        ),
    }).POST(path, call);
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-type": "application/json",
      "content-length-of-all": "1",
      "x-content-encoding": "gzip",
      vary: "accept",
    });
    expect(await response.json()).toEqual(secret);
  });

  test.each([
    ["a success", 200, echoed],
    ["an error status", 400, JSON.stringify({ code: 3, message: `no ${canaryValue}` })],
  ])("prints nothing of %s but the checked content", async (_name, status, body) => {
    const headers = { "x-echo": canaryKey, "x-fine": "fine", "x-line": "a\u009b31m" };
    const { value } = await post(answer(status, body, headers));
    const { error, response } = resultOf(value);
    const shown = printedForms(response) + reachableText([error, [...response.headers]]);
    expect(shown).toContain("x-fine");
    expect(shown).not.toContain("\u009b");
    for (const form of [canaryKey, canaryValue].flatMap(encodedForms)) {
      expect(shown).not.toContain(form);
    }
  });

  test("is a protocol error if the headers of an answer cannot be listed", async () => {
    const headers = { get: () => null };
    const odd = { ok: true, status: 200, headers, body: null };
    // @ts-expect-error -- a custom fetch may resolve with anything
    const http = canaryHttp({ fetch: () => Promise.resolve(odd) });
    const { error } = await endingOf(() => http.POST(path, call));
    expect(error).toMatchObject({
      name: "GatewayProtocolError",
      message: "the custom fetch returned something that is not a Response",
      status: 0,
    });
  });

  test("contains the error of an error status and a response, both without secrets", async () => {
    const echo = JSON.stringify({
      code: 3,
      message: `no ${canaryValue}`,
      details: [{ [canaryKey]: canaryValue }],
    });
    const headers = { "x-echo": canaryKey, "x-fine": "fine" };
    const { value } = await post(answer(400, echo, headers));
    const { data, error, response } = resultOf(value);
    expect(data).toBeUndefined();
    expect(error).toMatchObject({
      name: "GatewayApiError",
      status: 400,
      code: "INVALID_ARGUMENT",
      message: `400 INVALID_ARGUMENT: ${withheld}`,
      details: [],
    });
    expect([response.status, response.ok]).toEqual([400, false]);
    expect(response.headers.get("x-echo")).toBeNull();
    expect(response.headers.get("x-fine")).toBe("fine");
    expect(await response.json()).toEqual({ message: withheld });
  });

  test("contains the body of an error status as it came if it repeats no secret", async () => {
    const body = { code: 6, message: "it exists", details: [{ reason: "DUPLICATE" }] };
    const { value } = await post(answer(409, JSON.stringify(body)));
    const { error, response } = resultOf(value);
    expect(error).toMatchObject({ code: "ALREADY_EXISTS", details: body.details });
    expect(await response.json()).toEqual(body);
  });

  test("does not repeat a reason phrase", async () => {
    const { value } = await post(
      write(`HTTP/1.1 401 no ${canaryKey}\r\ncontent-length: 0\r\n\r\n`),
    );
    expect(resultOf(value).response.statusText).toBe("");
  });

  test("contains the error of an error status without a body", async () => {
    const { value } = await post(answer(500));
    const { error, response } = resultOf(value);
    expect(error).toMatchObject({ message: "500 INTERNAL", mayHaveSucceeded: true });
    expect([await response.text(), response.body]).toEqual(["", null]);
  });

  test("is retried as createSecret is", async () => {
    await using server = await FaultServer.start({ answers: [answer(503), answer(200, created)] });
    const http = canaryHttp({ baseUrl: server.url }, new HeldClock());
    const { data } = await http.POST(path, call);
    expect(data).toEqual(secret);
    expect(server.requests).toHaveLength(2);
    const { error } = await http.POST(path, { ...call, maxRetries: 0, timeout: 1000 });
    expect(error).toBeUndefined();
  });

  test.each<[string, Behaviour, string, string]>([
    ["a 200 with HTML", answer(200, "<html>"), "GatewayProtocolError", "body is not JSON"],
    ["an empty 200", answer(200), "GatewayProtocolError", "body is empty"],
    ["a wrong shape", answer(200, "{}"), "GatewayProtocolError", "body.name is missing"],
    ["a redirect", answer(302, "", { location: "/" }), "GatewayProtocolError", "302"],
    [
      "no answer",
      (socket) => socket.destroy(),
      "GatewayConnectionError",
      "before a response arrived",
    ],
  ])("is a rejection on %s", async (_name, behaviour, name, message) => {
    const { value, error, requests } = await post(behaviour);
    expect(value).toBeUndefined();
    expect(error).toMatchObject({ name, message: expect.stringContaining(message) });
    expect(requests).toHaveLength(1);
  });
});

describe("a call of http that could go past the transport", () => {
  const elsewhere = { fetch: () => Promise.reject(new Error("past the transport")) };
  const ways = {
    baseUrl: "https://elsewhere.example.com",
    fetch: elsewhere.fetch,
    Request,
    middleware: [{ onRequest: () => new Response(created) }],
    querySerializer: () => "canary",
    bodySerializer: () => "canary",
    pathSerializer: () => "/canary",
    credentials: "include",
    redirect: "follow",
    exchange: {},
  };

  test.each(Object.entries(ways))("with the option %s is refused", async (name, way) => {
    const { error, requests } = await post(answer(200, created), { [name]: way });
    expect(error).toMatchObject({
      name: "GatewayInputError",
      field: name,
      message: `${name} is not a known option; expected one of: params, body, parseAs, signal, timeout, maxRetries, headers`,
    });
    expect(requests).toHaveLength(0);
  });

  test("by an option on its prototype ignores that option", async () => {
    await using server = await FaultServer.start({ answers: [answer(200, created)] });
    const http = canaryHttp({ baseUrl: server.url });
    const inheriting = Object.assign(Object.create(ways), call);
    expect(await http.POST(path, inheriting)).toMatchObject({ data: secret });
    expect(server.requests).toHaveLength(1);
  });

  test.each(["use", "eject"])("by middleware through http.%s is refused", (name) => {
    const http = canaryHttp({});
    expect(() => Reflect.get(http, name)({})).toThrow(
      expect.objectContaining({
        name: "GatewayInputError",
        field: `http.${name}`,
        message: `http.${name} is not supported: middleware could leak a secret`,
      }),
    );
  });

  test("by a replaced method is impossible, since http is frozen", () => {
    expect(Object.isFrozen(canaryHttp({}))).toBe(true);
  });

  const declared = Object.values(operations).filter((operation) => operation.path === path);
  const absent = ["GET", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"].filter(
    (method) => !declared.some((operation) => operation.method === method.toLowerCase()),
  );

  test.each(absent)(
    "by the method %s, which the spec does not have at the path, is refused",
    async (method) => {
      const http = canaryHttp({ ...elsewhere });
      const { error } = await endingOf(() => Reflect.get(http, method)(path, call));
      expect(error).toMatchObject({
        name: "GatewayInputError",
        field: "path",
        message: `path is not a ${method} operation of the spec; pass the template, such as /v1/accounts/{account_id}/secrets`,
      });
    },
  );

  test.each([
    "/v1/accounts/acme/secrets",
    "https://elsewhere.example.com/",
    `${path}?a=1`,
    `${path}/`,
    "",
    "constructor",
  ])("to the path %j, which the spec does not have, is refused", async (to) => {
    const { error, requests } = await post(answer(200, created), {}, to);
    expect(error).toMatchObject({
      field: "path",
      message: expect.stringContaining("path is not a POST operation of the spec"),
    });
    expect(requests).toHaveLength(0);
  });
});

describe("a call of http", () => {
  test.each<[string, object, string]>([
    ["no params", { params: undefined }, "params.path.account_id is missing"],
    ["params without a path", { params: {} }, "params.path.account_id is missing"],
    ["an empty path", { params: { path: {} } }, "params.path.account_id is missing"],
    ["null as a path", { params: { path: null } }, "params.path.account_id is missing"],
    [
      "an undefined path parameter",
      { params: { path: { account_id: undefined } } },
      "params.path.account_id is missing",
    ],
    [
      "a path parameter of ..",
      { params: { path: { account_id: ".." } } },
      'params.path.account_id must not be "." or ".."',
    ],
    [
      "a slash in a path parameter",
      { params: { path: { account_id: "a/b" } } },
      "params.path.account_id must not contain a slash",
    ],
    [
      "an unknown path parameter",
      { params: { path: { account_id: "a", b: "c" } } },
      "params.path.b is not a known option; expected one of: account_id",
    ],
    [
      "cookies",
      { params: { ...params, cookie: {} } },
      "params.cookie is not a known option; expected one of: path, query, header",
    ],
    ["a string as params", { params: "acme" }, "params must be an object"],
    ["a string as a path", { params: { path: "acme" } }, "params.path must be an object"],
    [
      "a query that no URL can contain",
      { params: { ...params, query: { a: "\uD800" } } },
      "params.query cannot be serialized into a URL",
    ],
    [
      "a header that cannot be set",
      { params: { ...params, header: { authorization: "x" } } },
      "headers.authorization cannot be set",
    ],
    [
      "a header with a line break",
      { headers: { "x-a": "\n" } },
      "headers.x-a must be a string of Latin-1 characters without line breaks",
    ],
    [
      "an unknown parseAs",
      { parseAs: "formData" },
      "parseAs must be one of json, text, blob, arrayBuffer, stream",
    ],
    ["no body", { body: undefined }, "body must be object, got undefined"],
    ["a body that breaks the spec", { body: { name: "a" } }, "body.keyName is missing"],
    ["an invalid timeout", { timeout: 0 }, "timeout must be milliseconds"],
    ["an invalid signal", { signal: {} }, "signal must be an AbortSignal"],
  ])("with %s is refused", async (_name, more, message) => {
    const { error, requests } = await post(answer(200, created), more);
    expect(error).toMatchObject({
      name: "GatewayInputError",
      message: expect.stringContaining(message),
      mayHaveSucceeded: false,
    });
    expect(requests).toHaveLength(0);
  });

  test("with null in place of its options is refused", async () => {
    const http = canaryHttp({});
    const { error } = await endingOf(() => callAnyhow(http.POST, path, null));
    expect(error).toMatchObject({ message: "options must be an object" });
  });

  test("without options is refused if the operation needs any", async () => {
    const http = canaryHttp({});
    const { error } = await endingOf(() => callAnyhow(http.POST, path));
    expect(error).toMatchObject({ message: "params.path.account_id is missing" });
  });

  test("sends each parameter where it belongs", async () => {
    const { requests } = await post(answer(200, created), {
      params: {
        path: { account_id: "a b" },
        query: { q: "a&b", list: [1, 2] },
        header: { "x-one": "1", "x-two": "2" },
      },
      headers: { "x-two": "3" },
    });
    expect(requests[0]?.target).toBe("/v1/accounts/a%20b/secrets?q=a%26b&list=1&list=2");
    expect(requests[0]?.head).toContain("x-one: 1\r\nx-two: 3");
  });
});

describe("parseAs", () => {
  const compact = JSON.stringify(secret);

  test("returns the validated data in the form that it names", async () => {
    await using server = await FaultServer.start({ answers: [answer(200, echoed)] });
    const http = canaryHttp({ baseUrl: server.url });
    const text = await http.POST(path, { ...call, parseAs: "text" });
    const blob = await http.POST(path, { ...call, parseAs: "blob" });
    const buffer = await http.POST(path, { ...call, parseAs: "arrayBuffer" });
    const stream = await http.POST(path, { ...call, parseAs: "stream" });
    const json = await http.POST(path, { ...call, parseAs: "json" });
    expect(text.data).toBe(compact);
    expect(await blob.data?.text()).toBe(compact);
    expect(new TextDecoder().decode(buffer.data)).toBe(compact);
    expect(await new Response(stream.data).text()).toBe(compact);
    expect(json.data).toEqual(secret);
  });
});

describe("the response of a result", () => {
  const json = { "content-type": "application/json" };

  test.each<[string, (response: Response) => unknown, unknown]>([
    ["text", (response) => response.text(), created],
    ["JSON", (response) => response.json(), secret],
    ["a blob", async (response) => (await response.blob()).text(), created],
    ["a stream", (response) => new Response(response.body).text(), created],
    ["a clone", (response) => response.clone().text(), created],
  ])("can be read as %s, whatever parseAs says", async (_name, read, expected) => {
    for (const parseAs of ["json", "text", "stream"]) {
      // oxlint-disable-next-line eslint/no-await-in-loop -- one after the other
      const { value } = await post(answer(200, echoed, json), { parseAs });
      const { response } = resultOf(value);
      // oxlint-disable-next-line eslint/no-await-in-loop -- one after the other
      expect(await read(response)).toEqual(expected);
    }
  });

  test("differs from call to call, even if fetch returns the same one again", async () => {
    const response = new Response(null, { status: 404 });
    const http = canaryHttp({ fetch: () => Promise.resolve(response) });
    const first = await http.POST(path, call);
    const second = await http.POST(path, call);
    expect([first.error?.status, second.error?.status]).toEqual([404, 404]);
    expect(first.response).not.toBe(second.response);
  });
});
