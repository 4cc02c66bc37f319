import { afterEach, describe, expect, test, vi } from "vitest";
import { GatewayApiError, GatewayProtocolError } from "../../src/index.js";
import type { ReadSuccess } from "../../src/transport/outcome.js";
import {
  apiFailure,
  protocolFailure,
  readSuccess,
  redirectFailure,
  requestIdOf,
} from "../../src/transport/read-response.js";
import { createWithhold } from "../../src/transport/withhold.js";
import { canaryKey } from "../support/canary.js";
import { HeldClock } from "../support/held-clock.js";
import { pendingWith, requestWith, transportWith } from "../support/transport-requests.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

const bytesOf = (text: string) => new TextEncoder().encode(text);
const withholding = () => createWithhold([canaryKey]);
const ids = { "x-request-id": "r-1" };

const idIn = (headers: Readonly<Record<string, string>>): string | undefined =>
  requestIdOf(new Headers(headers), withholding());

describe("a request id", () => {
  test.each([
    [{ "x-request-id": "a", "x-fireworks-request-id": "b", "cf-ray": "c" }, "a"],
    [{ "x-fireworks-request-id": "b", "cf-ray": "c" }, "b"],
    [{ "cf-ray": "c" }, "c"],
    [{ "x-request-id": "", "cf-ray": "c" }, "c"],
    [{ "x-request-id": "a\u009B31mb" }, "a 31mb"],
    [{ "x-request-id": "" }, undefined],
    [{}, undefined],
  ])("is read from the headers %j as %j", (headers, id) => {
    expect(idIn(headers)).toBe(id);
  });

  test("that repeats part of the key is withheld, and the next one is taken", () => {
    expect(idIn({ "x-request-id": canaryKey })).toBeUndefined();
    expect(idIn({ "x-request-id": canaryKey, "cf-ray": "c" })).toBe("c");
  });

  test("may come from headers that are no platform's", () => {
    const headers = new Map<string, unknown>([
      ["x-request-id", 5],
      ["cf-ray", "c"],
    ]);
    // @ts-expect-error -- a custom fetch may keep its headers in a Map
    expect(requestIdOf(headers, withholding())).toBe("c");
  });
});

describe("a success", () => {
  const { operation } = requestWith();
  const response = new Response(null, { status: 201, headers: ids });

  test("has status, headers and the value that was read from its body", () => {
    const outcome = readSuccess(operation, response, bytesOf("done"), withholding());
    expect(outcome).toMatchObject({ ok: true, status: 201, body: "done" });
    expect(outcome).toHaveProperty("headers", response.headers);
  });

  test("is read with its bytes and its status", () => {
    const readBody = vi.fn<ReadSuccess<string>>(() => ({ value: "x" }));
    const bytes = bytesOf("done");
    readSuccess({ ...operation, readSuccess: readBody }, response, bytes, withholding());
    expect(readBody.mock.calls).toEqual([[bytes, 201]]);
  });

  test.each([
    ["exceeds 64 KiB", "final"],
    ["ended early", "connection"],
  ] as const)("whose body %s is a protocol error of the kind %s", (problem, kind) => {
    const outcome = readSuccess(operation, response, problem, withholding());
    if ("ok" in outcome) throw new Error("was read");
    expect(outcome).toMatchObject({ kind, harmless: false });
    expect(outcome.error(true)).toMatchObject({
      name: "GatewayProtocolError",
      message: `201 with an invalid body (the body ${problem}); it was probably done`,
      status: 201,
      requestId: "r-1",
      mayHaveSucceeded: true,
    });
  });

  test.each([
    ["body.name is missing", "body.name is missing"],
    ["body.a\u001Bb is missing", "body.a b is missing"],
    [`body.${canaryKey} is missing`, "[withheld: the server's text repeats part of a secret]"],
  ])("with the problem %j tells it if it is safe", (problem, shown) => {
    const invalid = { ...operation, readSuccess: () => problem };
    const outcome = readSuccess(invalid, response, bytesOf("x"), withholding());
    if ("ok" in outcome) throw new Error("was read");
    expect(outcome).toMatchObject({ kind: "final", harmless: false });
    expect(outcome.error(false)).toMatchObject({
      message: `201 with an invalid body (${shown}); it was probably done`,
    });
  });
});

const redirect = (status: number, fields: object = {}): Response =>
  Object.defineProperties(new Response(null, { headers: ids }), {
    status: { value: status },
    ...fields,
  });

describe("a redirect", () => {
  test.each([
    [301, true],
    [302, true],
    [303, false],
    [307, true],
    [308, true],
    [300, false],
    [304, false],
    [0, false],
    [199, false],
    [600, false],
  ])("of status %i is a final failure, harmless: %s", (status, harmless) => {
    const failure = redirectFailure(redirect(status), withholding());
    expect(failure).toMatchObject({ kind: "final", harmless });
    expect(failure.error(!harmless)).toMatchObject({
      name: "GatewayProtocolError",
      message: `${status}: redirects are not followed, since they could send the secret to another host; check baseUrl`,
      status,
      requestId: "r-1",
      mayHaveSucceeded: !harmless,
    });
  });

  test.each([200, 307, 404])(
    "that a custom fetch has followed, to a %i, may have had an effect",
    (status) => {
      const response = redirect(status, { redirected: { value: true } });
      const failure = redirectFailure(response, withholding());
      expect(failure).toMatchObject({ kind: "final", harmless: false });
      expect(failure.error(true)).toMatchObject({
        message: 'the custom fetch followed a redirect; it must honour redirect: "manual"',
        status,
      });
    },
  );
});

test("a failure without a response has the status 0 and no request id", () => {
  const error = protocolFailure("odd").error(true);
  expect(error).toBeInstanceOf(GatewayProtocolError);
  expect(error).toMatchObject({ message: "odd", status: 0, requestId: undefined });
});

describe("an error response", () => {
  const clock = new HeldClock();
  const pending = pendingWith(requestWith(), transportWith({ clock }));

  const failureOf = (status: number, body = "", headers: Record<string, string> = {}) =>
    apiFailure(pending, new Response(null, { status, headers }), bytesOf(body), withholding());

  function errorOf(...response: Parameters<typeof failureOf>): GatewayApiError {
    const error = failureOf(...response).error(false);
    if (!GatewayApiError.isInstance(error)) throw new Error("not an API error");
    return error;
  }

  test.each([400, 401, 402, 403, 404, 405, 408, 409, 412, 413, 422, 425, 428, 429, 451, 498, 501])(
    "of status %i is harmless",
    (status) => {
      expect(failureOf(status)).toMatchObject({ kind: status, harmless: true });
    },
  );

  test.each([499, 500, 502, 503, 504, 520, 529, 599])(
    "of status %i may have had an effect",
    (status) => {
      expect(failureOf(status)).toMatchObject({ kind: status, harmless: false });
    },
  );

  test.each(["CANCELLED", "UNKNOWN", "INTERNAL", "UNAVAILABLE", "DEADLINE_EXCEEDED"])(
    "of status 400 whose body says %s may have had an effect",
    (code) => {
      expect(failureOf(400, JSON.stringify({ code })).harmless).toBe(false);
      expect(failureOf(409, JSON.stringify({ error: { status: code } })).harmless).toBe(false);
    },
  );

  test.each(["ALREADY_EXISTS", "ABORTED", "NOT_FOUND", "DATA_LOSS", "OK", "SOMETHING"])(
    "of status 400 whose body says %s is harmless",
    (code) => {
      expect(failureOf(400, JSON.stringify({ code })).harmless).toBe(true);
    },
  );

  test("of status 501 is harmless, whatever its body says", () => {
    expect(failureOf(501, '{"code":"UNAVAILABLE"}').harmless).toBe(true);
  });

  test("whose body says UNKNOWN although it cannot be shown may have had an effect", () => {
    const body = JSON.stringify({ code: 2, message: canaryKey });
    expect(failureOf(400, body).harmless).toBe(false);
  });

  test.each([
    ["Deno", { versions: { node: "22.0.0", deno: "2.0.0" } }],
    ["a browser", undefined],
    ["workerd without Node's process", {}],
  ])(
    "of 404 or 409 in %s, which may send a request twice, may have had an effect",
    (_n, process) => {
      vi.stubGlobal("process", process);
      expect(
        [400, 403, 404, 409, 412, 429].filter((status) => !failureOf(status).harmless),
      ).toEqual([404, 409]);
    },
  );

  test.each([
    ["Node", { node: "22.0.0" }],
    ["Bun", { node: "22.0.0", bun: "1.2.0" }],
  ])("of 404 or 409 in %s, which sends a request once, is harmless", (_name, versions) => {
    vi.stubGlobal("process", { versions });
    expect([404, 409].map((status) => failureOf(status).harmless)).toEqual([true, true]);
  });

  test("has status, code, details, request id and the wait that the server asks for", () => {
    const body = JSON.stringify({ code: 6, message: "twice", details: [{ a: 1 }] });
    const failure = failureOf(409, body, { ...ids, "retry-after": "2" });
    expect(failure.retryAfter).toBe(2000);
    expect(failure.content).toBe(body);
    expect(failure.response?.status).toBe(409);
    expect(failure.error(true)).toMatchObject({
      name: "GatewayApiError",
      message: "409 ALREADY_EXISTS: twice (request id r-1)",
      status: 409,
      code: "ALREADY_EXISTS",
      details: [{ a: 1 }],
      requestId: "r-1",
      retryAfter: 2000,
      mayHaveSucceeded: true,
    });
  });

  test("has the code of its status if its body names none", () => {
    expect(errorOf(404).code).toBe("NOT_FOUND");
    expect(errorOf(404, '{"code":7}').code).toBe("PERMISSION_DENIED");
    expect(errorOf(404).message).toBe("404 NOT_FOUND");
  });

  test("reads a date against the clock of the call", () => {
    const date = new Date(clock.date() + 5000).toUTCString();
    expect(errorOf(503, "", { "retry-after": date }).retryAfter).toBe(5000);
  });

  test("that repeats part of the key keeps status, code and request id", () => {
    const body = JSON.stringify({ code: 7, message: `no ${canaryKey}`, details: [canaryKey] });
    expect(errorOf(400, body, ids)).toMatchObject({
      message:
        "400 PERMISSION_DENIED: [withheld: the server's text repeats part of a secret] (request id r-1)",
      status: 400,
      code: "PERMISSION_DENIED",
      details: [],
      requestId: "r-1",
    });
  });

  test("that is too long to be searched keeps status, code and request id", () => {
    const body = JSON.stringify({ code: 7, message: "m".repeat(9000) });
    expect(errorOf(400, body, ids)).toMatchObject({
      message:
        "400 PERMISSION_DENIED: [withheld: too long to be searched for secrets] (request id r-1)",
      requestId: "r-1",
    });
  });

  test("that fills the limit of shown texts keeps its request id", () => {
    expect(errorOf(400, "m".repeat(8192), ids)).toMatchObject({ requestId: "r-1" });
  });
});
