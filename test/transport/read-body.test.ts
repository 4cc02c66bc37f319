import { describe, expect, test } from "vitest";
import { canaryBody, canaryClient, created, endingOf } from "../support/calls.js";

const secret = JSON.parse(created);
const bytes = new TextEncoder().encode(created);

/** A response as a fetch from before streams gives it. */
function streamless(status: number, body: Uint8Array, more: object = {}): Response {
  const response = new Response(status === 204 ? null : "", { status });
  return Object.defineProperties(response, {
    body: { value: { on: () => {}, pipe: () => {} } },
    arrayBuffer: { value: () => Promise.resolve(body.slice().buffer), configurable: true },
    ...more,
  });
}

const resultOf = (response: unknown) => {
  // @ts-expect-error -- a custom fetch may resolve with anything
  const client = canaryClient({ fetch: () => Promise.resolve(response), maxRetries: 0 });
  return endingOf(() => client.createSecret(canaryBody));
};

describe("a response from a fetch without streams", () => {
  test("is read whole", async () => {
    expect((await resultOf(streamless(200, bytes))).value).toEqual(secret);
  });

  test("tells of its error", async () => {
    const body = new TextEncoder().encode('{"code":6,"message":"twice"}');
    const { error } = await resultOf(streamless(409, body));
    expect(error).toMatchObject({ message: "409 ALREADY_EXISTS: twice", mayHaveSucceeded: false });
  });

  test("may be a redirect, which there is no way to cancel", async () => {
    const { error } = await resultOf(streamless(307, bytes));
    expect(error).toMatchObject({ name: "GatewayProtocolError", mayHaveSucceeded: false });
  });

  test("may not be beyond 1 MiB either", async () => {
    const padded = new TextEncoder().encode(created.padEnd(2 ** 20));
    expect((await resultOf(streamless(200, padded))).value).toEqual(secret);
    const { error } = await resultOf(streamless(200, new Uint8Array(2 ** 20 + 1)));
    const message = "200, but its body passes 1 MiB: the secret probably exists";
    expect(error).toMatchObject({ name: "GatewayProtocolError", message });
  });

  test("may break off", async () => {
    const arrayBuffer = { value: () => Promise.reject(new Error("ECONNRESET")) };
    const { error } = await resultOf(streamless(200, bytes, { arrayBuffer }));
    const message = "200, but its body breaks off: the secret probably exists";
    expect(error).toMatchObject({ name: "GatewayProtocolError", message });
  });

  test("may lack a body", async () => {
    const { error } = await resultOf(streamless(204, Buffer.of(), { body: { value: undefined } }));
    expect(error).toMatchObject({ name: "GatewayProtocolError", status: 204 });
  });
});

describe("what a custom fetch resolves with", () => {
  const headers = new Headers();
  const hostile = new Proxy(new Response(created), {
    get: (_response, name) => {
      // A promise asks for it, and nobody else.
      if (name !== "then") throw new Error("no");
    },
  });
  const read = new Response(created);

  test.each<[string, unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", created],
    ["an object", {}],
    ["what has no headers", { ok: true, status: 200, json: () => secret }],
    ["what has no status", { ok: true, headers, body: null }],
    ["what has headers that cannot be read", { ok: true, status: 200, headers: {}, body: null }],
    ["what has a list of headers", { ok: true, status: 200, headers: [], body: null }],
    [
      "what has headers that cannot be listed",
      { ok: true, status: 200, headers: { get: () => null }, body: null },
    ],
    ["what has no body that can be read", { ok: true, status: 200, headers, body: created }],
    ["what throws at every touch", hostile],
  ])("may be %s, which no one can read", async (_name, response) => {
    const { error } = await resultOf(response);
    expect(error).toMatchObject({
      name: "GatewayProtocolError",
      message: "fetch returned something that cannot be read as a Response",
      status: 0,
      requestId: undefined,
      mayHaveSucceeded: true,
    });
  });

  test("may have been read already", async () => {
    await read.text();
    const { error } = await resultOf(read);
    expect(error).toMatchObject({ name: "GatewayProtocolError", mayHaveSucceeded: true });
  });

  test("may keep its headers in a Map", async () => {
    const response = {
      ok: false,
      status: 503,
      headers: new Map([["x-request-id", "r-1"]]),
      body: null,
    };
    expect((await resultOf(response)).error).toMatchObject({
      message: "503 UNAVAILABLE (request id r-1)",
    });
  });

  test("may be no promise, but the thing itself", async () => {
    // @ts-expect-error -- JavaScript does not mind
    const client = canaryClient({ fetch: () => new Response(created) });
    expect(await client.createSecret(canaryBody)).toEqual(secret);
  });

  test("may come in many pieces", async () => {
    const pieces = Array.from(bytes, (byte) => Uint8Array.of(byte));
    const body = new ReadableStream({
      pull(controller) {
        const piece = pieces.shift();
        if (piece) controller.enqueue(piece);
        else controller.close();
      },
    });
    expect((await resultOf(new Response(body))).value).toEqual(secret);
  });

  test("may be a stream of what are no bytes", async () => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(created);
        controller.close();
      },
    });
    const { error } = await resultOf(new Response(body));
    expect(error).toMatchObject({ name: "GatewayProtocolError", mayHaveSucceeded: true });
  });

  test("may have empty pieces among the others", async () => {
    const pieces = [[], bytes.slice(0, 9), [], bytes.slice(9), []].map((piece) =>
      Uint8Array.from(piece),
    );
    const body = new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece);
        controller.close();
      },
    });
    expect((await resultOf(new Response(body))).value).toEqual(secret);
  });

  test("may fail when it is given up", async () => {
    const body = new ReadableStream({ cancel: () => Promise.reject(new Error("no")) });
    const { error } = await resultOf(new Response(body, { status: 307 }));
    expect(error).toMatchObject({ name: "GatewayProtocolError", status: 307 });
  });

  test("may fail when it is stopped at 1 MiB", async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(2 ** 19)),
      cancel: () => Promise.reject(new Error("no")),
    });
    const { error } = await resultOf(new Response(body));
    expect(error).toMatchObject({ message: expect.stringContaining("passes 1 MiB") });
  });
});

test("fetch is called with plain values", async () => {
  const calls: unknown[][] = [];
  const client = canaryClient({
    baseUrl: "https://gateway.example.com",
    apiKey: "key",
    headers: { "user-agent": null },
    fetch: (...call) => {
      calls.push(call);
      return Promise.resolve(new Response(created));
    },
  });
  await client.createSecret(canaryBody);
  expect(calls).toEqual([
    [
      "https://gateway.example.com/v1/accounts/acme/secrets",
      {
        method: "POST",
        headers: {
          accept: "application/json",
          authorization: "Bearer key",
          "content-type": "application/json",
        },
        body: JSON.stringify(canaryBody),
        redirect: "manual",
        signal: expect.any(AbortSignal),
      },
    ],
  ]);
});
