import { describe, expect, test } from "vitest";
import type { AttemptReport } from "../../src/transport/attempt-report.js";
import { createHttp } from "../../src/http/http.js";
import { operations } from "../../src/generated/spec.js";
import { createOpenapiFetchClient } from "../../src/operations/openapi-fetch.js";
import { anything } from "../../src/operations/operation.js";
import { idempotentRetries } from "../../src/transport/retry-policy.js";
import { canaryBody, canaryClient, created, endingOf } from "../support/calls.js";
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

const path = "/v1/accounts/{account_id}/secrets";
const params = { path: { account_id: "acme" } };
const call = { params, body: canaryBody };
const secret: unknown = JSON.parse(created);
const echoed = `${created.slice(0, -1)},"value":${JSON.stringify(canaryValue)}}`;

/** Calls as JavaScript may, and gives what came of it and what the server saw. */
async function post(behaviour: Behaviour, more: object = {}, to: string = path) {
  await using server = await FaultServer.start({ answers: [behaviour] });
  const { http } = canaryClient({ baseUrl: server.url }, new HeldClock());
  // @ts-expect-error -- JavaScript passes anything
  const { value, error } = await endingOf(() => http.POST(to, { ...call, ...more }));
  const requests: readonly WireRequest[] = server.requests;
  return { value, error, requests };
}

/** Calls with whatever arguments, as JavaScript may. */
function callAnyhow(method: object, ...passed: unknown[]): Promise<unknown> {
  return Reflect.apply(Object(method), undefined, passed);
}

/** What a resolved call gives, read as JavaScript reads it. */
function resultOf(value: unknown): { data: unknown; error: unknown; response: Response } {
  const { data, error, response } = Object(value);
  if (!(response instanceof Response)) throw new TypeError("no response");
  return { data, error, response };
}

describe("gateway.http", () => {
  test("gives the data of a success without its write-only fields, and the response", async () => {
    const { value, requests } = await post(answer(200, echoed, { "x-request-id": "r-1" }));
    const { data, error, response } = resultOf(value);
    expect(data).toEqual(secret);
    expect(error).toBeUndefined();
    expect([response.status, response.ok]).toEqual([200, true]);
    expect(response.headers.get("x-request-id")).toBe("r-1");
    expect(response.url).toMatch(/\/v1\/accounts\/acme\/secrets$/);
    expect(requests[0]).toMatchObject({ method: "POST", target: "/v1/accounts/acme/secrets" });
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual(canaryBody);
    expect(reachableText([data, await response.text()])).not.toContain("v4lue");
  });

  test("leaves the response its own headers where there is nothing to scrub", async () => {
    const own = new Response(created, { headers: { "x-request-id": "r-1" } });
    const { headers } = own;
    const { http } = canaryClient({ fetch: () => Promise.resolve(own) });
    const { response } = await http.POST(path, call);
    expect(response).toBe(own);
    expect(response.headers).toBe(headers);
  });

  test("takes an answer whose headers cannot be listed for none", async () => {
    const headers = { get: () => null };
    const odd = { ok: true, status: 200, headers, body: null };
    // @ts-expect-error -- a fetch of somebody's own may resolve with anything
    const { http } = canaryClient({ fetch: () => Promise.resolve(odd) });
    const { error } = await endingOf(() => http.POST(path, call));
    expect(error).toMatchObject({ name: "GatewayProtocolError", status: 0 });
    expect(String(error)).toContain("fetch returned something that cannot be read as a Response");
  });

  test("gives the error of an error status, and the response, both scrubbed", async () => {
    const echo = JSON.stringify({
      code: 3,
      message: `no ${canaryValue}`,
      details: [{ [canaryKey]: canaryValue }],
    });
    const headers = { "x-echo": canaryKey, "x-fine": "fine" };
    const { value } = await post(answer(400, echo, headers));
    const { data, error, response } = resultOf(value);
    expect(data).toBeUndefined();
    expect(error).toMatchObject({ name: "GatewayApiError", status: 400, code: "INVALID_ARGUMENT" });
    expect(response.ok).toBe(false);
    expect(response.headers.get("x-echo")).toBe("[redacted]");
    expect(response.headers.get("x-fine")).toBe("fine");
    expect(await response.json()).toEqual({
      code: 3,
      message: "no [redacted]",
      details: [{ "[redacted]": "[redacted]" }],
    });
    const read = [await response.clone().text(), await response.text(), [...response.headers]];
    const reachable = reachableText([error, read]) + printed(response);
    for (const form of [canaryKey, canaryValue].flatMap(encodedForms)) {
      expect(reachable).not.toContain(form);
    }
  });

  test("scrubs the reason phrase of a response", async () => {
    const { value } = await post(
      write(`HTTP/1.1 401 no ${canaryKey}\r\ncontent-length: 0\r\n\r\n`),
    );
    expect(resultOf(value).response.statusText).toBe("no [redacted]");
  });

  test("gives an error for an error status with no body", async () => {
    const { value } = await post(answer(500));
    const { error, response } = resultOf(value);
    expect(error).toMatchObject({ message: "500 INTERNAL", mayHaveSucceeded: true });
    expect([await response.text(), response.body]).toEqual(["", null]);
  });

  test("repeats as createSecret does", async () => {
    await using server = await FaultServer.start({ answers: [answer(503), answer(200, created)] });
    const { http } = canaryClient({ baseUrl: server.url }, new HeldClock());
    const { data } = await http.POST(path, call);
    expect(data).toEqual(secret);
    expect(server.requests).toHaveLength(2);
    const { error } = await http.POST(path, { ...call, maxRetries: 0, timeout: 1000 });
    expect(error).toBeUndefined();
  });

  test.each<[string, Behaviour, string, string]>([
    ["a 200 with HTML", answer(200, "<html>"), "GatewayProtocolError", "its body is not JSON"],
    ["an empty 200", answer(200), "GatewayProtocolError", "its body is empty"],
    ["a wrong shape", answer(200, "{}"), "GatewayProtocolError", "body.name is missing"],
    ["a redirect", answer(302, "", { location: "/" }), "GatewayProtocolError", "302"],
    ["no answer", (socket) => socket.destroy(), "GatewayConnectionError", "before an answer came"],
  ])("rejects on %s", async (_name, behaviour, name, message) => {
    const { value, error, requests } = await post(behaviour);
    expect(value).toBeUndefined();
    expect(error).toMatchObject({ name, message: expect.stringContaining(message) });
    expect(requests).toHaveLength(1);
  });
});

describe("a way past the transport", () => {
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

  test.each(Object.entries(ways))("per call, %s, is refused", async (name, way) => {
    const { error, requests } = await post(answer(200, created), { [name]: way });
    expect(error).toMatchObject({
      name: "GatewayInputError",
      field: name,
      message: `${name} is not an option here; these are: params, body, parseAs, signal, timeout, maxRetries, headers`,
    });
    expect(requests).toHaveLength(0);
  });

  test("on the prototype of a call is overlooked", async () => {
    await using server = await FaultServer.start({ answers: [answer(200, created)] });
    const { http } = canaryClient({ baseUrl: server.url });
    const inheriting = Object.assign(Object.create(ways), call);
    expect(await http.POST(path, inheriting)).toMatchObject({ data: secret });
    expect(server.requests).toHaveLength(1);
  });

  test.each(["use", "eject"])("by middleware, http.%s, is refused", (name) => {
    const { http } = canaryClient({});
    expect(() => Reflect.get(http, name)({})).toThrow(
      expect.objectContaining({
        name: "GatewayInputError",
        field: `http.${name}`,
        message: `http.${name} is refused: it could carry a secret elsewhere`,
      }),
    );
  });

  test("by putting another method in place is closed", () => {
    const client = canaryClient({});
    expect(Object.isFrozen(client) && Object.isFrozen(client.http)).toBe(true);
  });

  const declared = Object.values(operations).filter((operation) => operation.path === path);
  const absent = ["GET", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH"].filter(
    (method) => !declared.some((operation) => operation.method === method.toLowerCase()),
  );

  test.each(absent)(
    "by a method that the spec does not have there, %s, is refused",
    async (method) => {
      const { http } = canaryClient({ ...elsewhere });
      const { error } = await endingOf(() => Reflect.get(http, method)(path, call));
      expect(error).toMatchObject({
        name: "GatewayInputError",
        field: "path",
        message: `path is none that the spec has with ${method}`,
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
  ])("by another path, %j, is refused", async (to) => {
    const { error, requests } = await post(answer(200, created), {}, to);
    expect(error).toMatchObject({
      field: "path",
      message: "path is none that the spec has with POST",
    });
    expect(requests).toHaveLength(0);
  });
});

describe("the parameters of a call", () => {
  test.each<[string, object, string]>([
    ["none", { params: undefined }, "params.path.account_id is missing"],
    ["no path", { params: {} }, "params.path.account_id is missing"],
    ["an empty path", { params: { path: {} } }, "params.path.account_id is missing"],
    ["null for a path", { params: { path: null } }, "params.path.account_id is missing"],
    [
      "an undefined one",
      { params: { path: { account_id: undefined } } },
      "params.path.account_id is missing",
    ],
    [
      "..",
      { params: { path: { account_id: ".." } } },
      'params.path.account_id must not be "." or ".."',
    ],
    [
      "a slash",
      { params: { path: { account_id: "a/b" } } },
      "params.path.account_id must not hold a slash",
    ],
    [
      "one too many",
      { params: { path: { account_id: "a", b: "c" } } },
      "b is not an option here; these are: account_id",
    ],
    [
      "cookies",
      { params: { ...params, cookie: {} } },
      "cookie is not an option here; these are: path, query, header",
    ],
    ["a text", { params: "acme" }, "params must be an object"],
    ["a text for a path", { params: { path: "acme" } }, "params.path must be an object"],
    [
      "a query that no URL can hold",
      { params: { ...params, query: { a: "\uD800" } } },
      "params.query cannot be written into a URL",
    ],
    [
      "a header that is not theirs to set",
      { params: { ...params, header: { authorization: "x" } } },
      "headers.authorization cannot be set",
    ],
    [
      "a header that cannot be sent",
      { headers: { "x-a": "\n" } },
      "headers.x-a must be a string of Latin-1 characters without line breaks",
    ],
    [
      "a form that does not exist",
      { parseAs: "formData" },
      "parseAs must be one of json, text, blob, arrayBuffer, stream",
    ],
    ["no body", { body: undefined }, "body must be object, got undefined"],
    ["a body that breaks the spec", { body: { name: "a" } }, "body.keyName is missing"],
    ["a timeout that is none", { timeout: 0 }, "timeout must be milliseconds"],
    ["a signal that is none", { signal: {} }, "signal must be an AbortSignal"],
  ])("with %s are refused", async (_name, more, message) => {
    const { error, requests } = await post(answer(200, created), more);
    expect(error).toMatchObject({
      name: "GatewayInputError",
      message: expect.stringContaining(message),
      mayHaveSucceeded: false,
    });
    expect(requests).toHaveLength(0);
  });

  test("must be an object", async () => {
    const { http } = canaryClient({});
    const { error } = await endingOf(() => callAnyhow(http.POST, path, null));
    expect(error).toMatchObject({ message: "options must be an object" });
  });

  test("may be left out, which leaves one that is needed missing", async () => {
    const { http } = canaryClient({});
    const { error } = await endingOf(() => callAnyhow(http.POST, path));
    expect(error).toMatchObject({ message: "body must be object, got undefined" });
  });

  test("go where they belong", async () => {
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

describe("an operation of another kind", () => {
  const rules = { validator: anything, writeOnly: [["key"]] };

  async function callOther(method: string, contract: object, more: object, answers: Behaviour[]) {
    await using server = await FaultServer.start({ answers });
    const reports: AttemptReport[] = [];
    const settings = {
      transport: {
        apiKey: () => canaryKey,
        fetch: () => fetch,
        onAttempt: (report: AttemptReport) => void reports.push(report),
        runtime: new HeldClock(),
      },
      headers: {},
      timeout: 1000,
      maxRetries: 2,
    };
    const terms = { retries: idempotentRetries, likelyOutcome: "done" };
    const http = createHttp(createOpenapiFetchClient(server.url), settings, () => ({
      operation: "Gateway_Other",
      requestBody: "none",
      request: rules,
      response: rules,
      terms,
      ...contract,
    }));
    const { value, error } = await endingOf(() =>
      callAnyhow(Reflect.get(http, method), path, { params, ...more }),
    );
    return { value, error, reports, requests: [...server.requests] };
  }

  test("is sent without a body where it takes none, and repeated as its terms allow", async () => {
    const answers = [answer(500), answer(200, '{"key":"s","list":[]}')];
    const { value, requests, reports } = await callOther("GET", {}, {}, answers);
    expect(value).toMatchObject({ data: { list: [] } });
    expect(requests.map(({ method, body }) => `${method} ${body}`)).toEqual(["GET ", "GET "]);
    expect(requests[0]?.head).not.toMatch(/content-type/i);
    expect(reports.map(({ operation, status }) => [operation, status])).toEqual([
      ["Gateway_Other", 500],
      ["Gateway_Other", 200],
    ]);
  });

  test("is not repeated after a success that cannot be read: the next would be no better", async () => {
    const { error, requests } = await callOther("GET", {}, {}, [answer(200, "<html>")]);
    expect(error).toMatchObject({ name: "GatewayProtocolError", status: 200 });
    expect(requests).toHaveLength(1);
  });

  test.each(["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH"])(
    "may have the method %s, and no content",
    async (method) => {
      const { value, requests } = await callOther(method, {}, {}, [answer(204)]);
      const { data, error, response } = resultOf(value);
      expect([data, error, response.status]).toEqual([undefined, undefined, 204]);
      expect([await response.text(), response.body]).toEqual(["", null]);
      expect(requests[0]?.method).toBe(method);
    },
  );

  test("refuses a body where it takes none", async () => {
    const { error, requests } = await callOther("GET", {}, { body: {} }, []);
    expect(error).toMatchObject({ name: "GatewayInputError", message: "body is not taken here" });
    expect(requests).toHaveLength(0);
  });

  test("may leave an optional body out, or pass one, whose secrets nobody shows", async () => {
    const optional = { requestBody: "optional" };
    const without = await callOther("PUT", optional, {}, [answer(200, "{}")]);
    expect(without.requests[0]?.body).toBe("");
    const body = { key: canaryValue };
    const { value, requests } = await callOther("PUT", optional, { body }, [
      (socket, request) => answer(400, request.body)(socket, request),
    ]);
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual(body);
    expect(await resultOf(value).response.text()).toBe('{"key":"[redacted]"}');
  });
});

describe("parseAs", () => {
  const compact = JSON.stringify(secret);

  test("gives the judged body in the form that is asked for", async () => {
    await using server = await FaultServer.start({ answers: [answer(200, echoed)] });
    const { http } = canaryClient({ baseUrl: server.url });
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

describe("the response of a call", () => {
  test("reads as the judged body, in whichever way and as often as one likes", async () => {
    const { value } = await post(answer(200, echoed, { "content-type": "application/json" }));
    const { response } = resultOf(value);
    const compact = JSON.stringify(secret);
    expect(await response.text()).toBe(compact);
    expect(await response.json()).toEqual(secret);
    expect(new TextDecoder().decode(await response.arrayBuffer())).toBe(compact);
    expect(await (await response.blob()).text()).toBe(compact);
    expect(await new Response(response.body).text()).toBe(compact);
    expect(await response.clone().text()).toBe(compact);
    const bytes: unknown = await Reflect.get(response, "bytes")();
    expect(bytes).toEqual(new TextEncoder().encode(compact));
    await expect(response.formData()).rejects.toThrow(TypeError);
    expect(response.bodyUsed).toBe(false);
    const copy = response.clone();
    expect([copy.status, copy.headers.get("content-type")]).toEqual([200, "application/json"]);
    expect(response.headers).toBe(response.headers);
  });

  test("may be the same one again and again, as a stub answers", async () => {
    const response = new Response(null, { status: 404 });
    const { http } = canaryClient({ fetch: () => Promise.resolve(response) });
    const first = await http.POST(path, call);
    const second = await http.POST(path, call);
    expect([first.error?.status, second.error?.status]).toEqual([404, 404]);
  });
});
