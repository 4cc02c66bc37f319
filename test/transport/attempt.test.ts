import { describe, expect, test, vi } from "vitest";
import { sendOnce } from "../../src/transport/attempt.js";
import type { Fetch, TransportRequest } from "../../src/transport/request.js";
import { canaryKey } from "../support/canary.js";
import { pendingWith, requestWith } from "../support/transport-requests.js";

async function sendWith(fetch: Fetch, request = requestWith()) {
  const pending = pendingWith(request);
  try {
    const outcome = await sendOnce(pending, fetch, "test-key");
    return "ok" in outcome ? outcome : { ...outcome, error: outcome.error(true) };
  } finally {
    pending.interruption.release();
  }
}

/** The outcome of a fetch that resolves with something. */
const outcomeOf = (response: unknown, request?: TransportRequest<string>) =>
  // @ts-expect-error -- a custom fetch may resolve with anything
  sendWith(() => Promise.resolve(response), request);

async function callFor(request: TransportRequest<string>): Promise<Parameters<Fetch>> {
  const fetch = vi.fn<Fetch>(() => Promise.resolve(new Response("done")));
  await sendWith(fetch, request);
  const [call] = fetch.mock.calls;
  if (!call) throw new Error("fetch was not called");
  return call;
}

describe("fetch is called", () => {
  test("with a URL string and plain values", async () => {
    const headers = { accept: "application/json", "x-team": "platform" };
    expect(await callFor(requestWith({ headers, body: '{"a":1}' }))).toEqual([
      "https://gateway.example.com/v1/test",
      {
        method: "POST",
        headers: {
          authorization: "Bearer test-key",
          "content-type": "application/json",
          accept: "application/json",
          "x-team": "platform",
        },
        body: '{"a":1}',
        redirect: "manual",
        signal: expect.any(AbortSignal),
      },
    ]);
  });

  test("without body and content-type if the operation has no body", async () => {
    const [, init] = await callFor(requestWith());
    expect(init).not.toHaveProperty("body");
    expect(init.headers).toEqual({ authorization: "Bearer test-key" });
  });

  test("with an empty body if there is one", async () => {
    const [, init] = await callFor(requestWith({ body: "" }));
    expect(init).toHaveProperty("body", "");
  });

  test("as a function: browsers and Workers refuse theirs as another object's method", async () => {
    const callers: unknown[] = [];
    await sendWith(function (this: unknown) {
      callers.push(this);
      return Promise.resolve(new Response("done"));
    });
    expect(callers).toEqual([undefined]);
  });
});

describe("a fetch", () => {
  test("may return the response itself instead of a promise", async () => {
    // @ts-expect-error -- JavaScript does not mind
    expect(await sendWith(() => new Response("done"))).toMatchObject({ ok: true, body: "done" });
  });

  test("may throw instead of rejecting", async () => {
    const outcome = await sendWith(() => {
      throw Object.assign(new Error("no"), { code: "ECONNREFUSED" });
    });
    expect(outcome).toMatchObject({ kind: "notSent", harmless: true });
  });

  test("may reject: a failed connection, which does not show the key", async () => {
    const outcome = await sendWith(() => Promise.reject(new Error("sent Bearer test-key")), {
      ...requestWith({ secrets: ["test-key"] }),
    });
    expect(outcome).toMatchObject({
      kind: "connection",
      error: {
        name: "GatewayConnectionError",
        message:
          "connection to gateway.example.com failed before a response arrived: [withheld: the server's text repeats part of a secret]",
      },
    });
  });
});

describe("a response", () => {
  test("of a 2xx status is a success", async () => {
    for (const status of [200, 201, 299]) {
      expect(await outcomeOf(new Response("done", { status }))).toMatchObject({
        ok: true,
        status,
        body: "done",
      });
    }
  });

  test.each([400, 499, 500, 599])("of status %i is an error of the API", async (status) => {
    const outcome = await outcomeOf(new Response("why", { status }));
    expect(outcome).toMatchObject({ kind: status, error: { name: "GatewayApiError", status } });
  });

  test.each([300, 304, 307, 399])(
    "of status %i is a redirect, whose body is not read",
    async (status) => {
      let isCancelled = false;
      const body = new ReadableStream({
        cancel: () => {
          isCancelled = true;
          return Promise.reject(new Error("no"));
        },
      });
      const response = Object.defineProperty(new Response(body), "status", { value: status });
      Object.defineProperty(response, "ok", { value: false });
      expect(await outcomeOf(response)).toMatchObject({
        kind: "final",
        error: { name: "GatewayProtocolError", message: expect.stringContaining("not followed") },
      });
      expect(isCancelled).toBe(true);
    },
  );

  test("that a browser hides, being a redirect, has the status 0", async () => {
    expect(await outcomeOf(Response.error())).toMatchObject({ error: { status: 0 } });
  });

  test.each([200, 404])("of status %i that was redirected is a redirect", async (status) => {
    const response = new Response("done", { status });
    Object.defineProperty(response, "redirected", { value: true });
    expect(await outcomeOf(response)).toMatchObject({
      kind: "final",
      harmless: false,
      error: { name: "GatewayProtocolError", message: expect.stringContaining("followed a") },
    });
  });

  test("may be as long as its operation allows", async () => {
    const request = requestWith({}, { bodyLimit: 1024 });
    const body = "x".repeat(1024);
    expect(await outcomeOf(new Response(body), request)).toMatchObject({ body });
    expect(await outcomeOf(new Response(`${body}x`), request)).toMatchObject({
      error: { message: expect.stringContaining("the body exceeds 1 KiB") },
    });
  });

  test("of an error may have 64 KiB, whatever its operation allows", async () => {
    const text = JSON.stringify({ code: 5 }).padEnd(64 * 1024);
    const request = requestWith({}, { bodyLimit: 4 });
    const read = await outcomeOf(new Response(text, { status: 400 }), request);
    expect(read).toMatchObject({ error: { message: "400 NOT_FOUND" } });
    const unread = await outcomeOf(new Response(`${text} `, { status: 400 }), request);
    expect(unread).toMatchObject({
      error: { message: "400 INVALID_ARGUMENT: [withheld: the body exceeds 64 KiB]" },
    });
  });

  test("may keep its headers in a Map", async () => {
    const headers = new Map([["x-request-id", "r-1"]]);
    const response = { ok: false, status: 503, headers, body: null };
    expect(await outcomeOf(response)).toMatchObject({
      error: { message: "503 UNAVAILABLE (request id r-1)" },
    });
  });

  test("from a fetch without streams may be a redirect, which there is no way to cancel", async () => {
    const body = { on: () => {}, pipe: () => {} };
    const response = Object.defineProperty(new Response(null, { status: 307 }), "body", {
      value: body,
    });
    expect(await outcomeOf(response)).toMatchObject({ harmless: true, error: { status: 307 } });
  });
});

describe("a custom fetch that resolves with", () => {
  const headers = new Headers();
  const hostile = new Proxy(new Response("done"), {
    get: (_response, name) => {
      // A promise asks for it, and nobody else.
      if (name !== "then") throw new Error(canaryKey);
    },
  });

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "done"],
    ["an object", {}],
    ["something without headers", { ok: true, status: 200, json: () => "done" }],
    ["something without status", { ok: true, headers, body: null }],
    ["headers that cannot be read", { ok: true, status: 200, headers: {}, body: null }],
    ["a list of headers", { ok: true, status: 200, headers: [], body: null }],
    [
      "headers that cannot be listed",
      { ok: true, status: 200, headers: { get: () => null }, body: null },
    ],
    ["a body that cannot be read", { ok: true, status: 200, headers, body: "done" }],
    ["something that throws at every touch", hostile],
  ])("%s gets a protocol error", async (_name, response) => {
    expect(await outcomeOf(response)).toMatchObject({
      kind: "final",
      harmless: false,
      error: {
        name: "GatewayProtocolError",
        message: "the custom fetch returned something that is not a Response",
        status: 0,
        requestId: undefined,
      },
    });
  });

  test("a response that has been read already gets a protocol error", async () => {
    const read = new Response("done");
    await read.text();
    expect(await outcomeOf(read)).toMatchObject({
      harmless: false,
      error: { name: "GatewayProtocolError" },
    });
  });
});
