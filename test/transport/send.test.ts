import { getEventListeners } from "node:events";
import { afterEach, describe, expect, test, vi } from "vitest";
import { GatewayInputError, type AttemptReport } from "../../src/index.js";
import type { Fetch, Transport, TransportRequest } from "../../src/transport/request.js";
import {
  cautiousRetries,
  idempotentRetries,
  type RetryPolicy,
} from "../../src/transport/retry-policy.js";
import { send } from "../../src/transport/send.js";
import { endingOf } from "../support/calls.js";
import { answer, FaultServer, writeAndEnd, type Behaviour } from "../support/fault-server.js";
import { HeldClock } from "../support/held-clock.js";
import { SteppedClock } from "../support/stepped-clock.js";
import { requestWith, transportWith } from "../support/transport-requests.js";

afterEach(() => {
  vi.unstubAllGlobals();
});

const url = "https://gateway.example.com/v1/test";
const errorOf = async (call: Promise<unknown>): Promise<unknown> =>
  (await endingOf(() => call)).error;

type FakeAnswer = Response | (() => Promise<Response>);

/** A fetch that answers with one response after the other; a function makes its answer. */
function fetchOf(...answers: readonly FakeAnswer[]): Fetch {
  const left = [...answers];
  return () => {
    const next = left.shift();
    if (!next) return Promise.reject(new Error("no answer left"));
    return typeof next === "function" ? next() : Promise.resolve(next);
  };
}

const status = (code: number, headers: Record<string, string> = {}): Response =>
  new Response(null, { status: code, headers });
const reset = (): Promise<Response> =>
  Promise.reject(Object.assign(new Error("reset"), { code: "ECONNRESET" }));
const refused = (): Promise<Response> =>
  Promise.reject(Object.assign(new Error("refused"), { code: "ECONNREFUSED" }));
const stall = (): Promise<Response> => new Promise(() => {});

function sendTo(
  fetch: Fetch,
  request: TransportRequest<string> = requestWith(),
  transport: Partial<Transport> = {},
) {
  return send(transportWith({ fetch: () => fetch, ...transport }), url, request);
}

async function outcomeOf(method: string, retries: RetryPolicy, answers: readonly Behaviour[]) {
  await using server = await FaultServer.start({ answers });
  const request = requestWith({}, { retries, bodyLimit: 1000 });
  const operation = { ...request.operation, method };
  const ending = await endingOf(() => send(transportWith(), server.url, { ...request, operation }));
  return { ...ending, requests: server.requests.length, head: server.requests[0]?.head };
}

describe("over real HTTP", () => {
  const success = answer(200, "done");
  const brokenBody = writeAndEnd("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf");

  const failures: readonly [string, Behaviour, RetryPolicy[]][] = [
    ["400", answer(400), []],
    ["404", answer(404), []],
    ["408", answer(408), [idempotentRetries]],
    ["409", answer(409), []],
    ["429", answer(429), [idempotentRetries, cautiousRetries]],
    ["500", answer(500), [idempotentRetries]],
    ["501", answer(501), []],
    ["502", answer(502), [idempotentRetries]],
    ["503", answer(503), [idempotentRetries]],
    ["504", answer(504), [idempotentRetries]],
    ["520", answer(520), []],
    ["307", answer(307), []],
    ["a connection that is reset", (socket) => socket.resetAndDestroy(), [idempotentRetries]],
    ["a connection that is closed", (socket) => socket.end(), [idempotentRetries]],
    ["a success that breaks off", brokenBody, [idempotentRetries]],
  ];

  test.each(failures)("a GET is sent again after %s if it may be", async (_name, failure, by) => {
    const { requests, value } = await outcomeOf("GET", idempotentRetries, [failure, success]);
    const isRepeated = by.includes(idempotentRetries);
    expect(requests).toBe(isRepeated ? 2 : 1);
    expect(JSON.stringify(value ?? null).includes('"done"')).toBe(isRepeated);
  });

  test.each(failures)(
    "a write that is not known to be repeatable is sent again after %s with caution",
    async (_name, failure, by) => {
      const { requests } = await outcomeOf("POST", cautiousRetries, [failure, success]);
      expect(requests).toBe(by.includes(cautiousRetries) ? 2 : 1);
    },
  );

  test("a request without a body has neither body nor content-type", async () => {
    const { head } = await outcomeOf("GET", idempotentRetries, [success]);
    expect(head).toMatch(/^GET \/ HTTP/);
    expect(head).not.toMatch(/content-type|content-length/i);
  });
});

describe("a request resolves", () => {
  test("with a success", async () => {
    const response = new Response("done", { headers: { "x-a": "b" } });
    const outcome = await sendTo(fetchOf(response));
    expect(outcome).toMatchObject({ ok: true, status: 200, body: "done" });
    expect(outcome.headers).toBe(response.headers);
    expect(outcome.withhold("got test-key")).toMatch(/^\[withheld/);
  });

  test("with the server's error, in the form of a response", async () => {
    const body = '{"code":6,"message":"twice"}';
    const outcome = await sendTo(fetchOf(new Response(body, { status: 409 })));
    if (outcome.ok) throw new Error("succeeded");
    expect(outcome).toMatchObject({ status: 409, error: { message: "409 ALREADY_EXISTS: twice" } });
    expect(await outcome.text()).toBe(body);
    expect(outcome.withhold("got test-key")).toMatch(/^\[withheld/);
  });

  test("with the server's error after the last retry", async () => {
    const outcome = await sendTo(fetchOf(status(503), status(502), status(500)));
    expect(outcome).toMatchObject({ ok: false, status: 500, error: { mayHaveSucceeded: true } });
  });
});

const waitsOf = async (request: TransportRequest<string>, ...answers: Response[]) => {
  const clock = new HeldClock({ chance: 0.5 });
  const { value, error } = await endingOf(() => sendTo(fetchOf(...answers), request, { clock }));
  return { waits: clock.waits, pending: clock.pending, value, error };
};

describe("retries", () => {
  test("wait longer each time", async () => {
    const request = requestWith({ maxRetries: 6, timeout: 60_000 });
    const answers = Array.from({ length: 7 }, () => status(503));
    expect((await waitsOf(request, ...answers)).waits).toEqual([250, 500, 1000, 2000, 4000, 4000]);
  });

  test("end with the maximum number of them", async () => {
    for (const maxRetries of [0, 1, 3]) {
      const answers = Array.from({ length: maxRetries + 1 }, () => status(503));
      // oxlint-disable-next-line eslint/no-await-in-loop -- one after the other
      const { waits, value } = await waitsOf(requestWith({ maxRetries }), ...answers);
      expect(waits).toHaveLength(maxRetries);
      expect(value).toMatchObject({ status: 503 });
    }
  });

  test("wait as long as the server asks for, and up to a fifth longer", async () => {
    const { waits, value } = await waitsOf(
      requestWith(),
      status(429, { "retry-after": "2" }),
      status(503, { "retry-after-ms": "10" }),
      new Response("done"),
    );
    expect(waits).toEqual([2200, 11]);
    expect(value).toMatchObject({ body: "done" });
  });

  test.each([
    ["the wait ends with it", 1000, []],
    ["the wait ends just before", 1001, [1000]],
  ])("are not begun if the timeout passes first: %s", async (_name, timeout, waits) => {
    const answers = [status(503, { "retry-after-ms": "1000" }), new Response("done")];
    const clock = new HeldClock({ chance: 0 });
    const outcome = await sendTo(fetchOf(...answers), requestWith({ timeout }), { clock });
    expect(clock.waits).toEqual(waits);
    expect(outcome).toMatchObject({ ok: waits.length === 1 });
  });

  test("count the time that attempts have taken", async () => {
    const clock = new HeldClock({ chance: 0 });
    const slow = (): Promise<Response> => {
      clock.pass(500);
      return Promise.resolve(status(503, { "retry-after-ms": "600" }));
    };
    const outcome = await sendTo(fetchOf(slow), requestWith({ timeout: 1000 }), { clock });
    expect(outcome).toMatchObject({ ok: false, status: 503 });
    expect(clock.waits).toEqual([]);
  });

  test("leave no timer", async () => {
    expect((await waitsOf(requestWith(), status(503), new Response(""))).pending).toBe(0);
    expect((await waitsOf(requestWith(), status(400))).pending).toBe(0);
  });

  test("ask for the key again, and do not show an earlier one either", async () => {
    const keys = ["first-key", "second-key"];
    const sent: (string | undefined)[] = [];
    const echo = fetchOf(status(503), new Response("no first-key, no second-key", { status: 400 }));
    const outcome = await sendTo(
      (to, init) => {
        sent.push(init.headers["authorization"]);
        return echo(to, init);
      },
      requestWith(),
      { apiKey: () => keys.shift() ?? "" },
    );
    expect(sent).toEqual(["Bearer first-key", "Bearer second-key"]);
    if (outcome.ok) throw new Error("succeeded");
    expect(outcome.error.message).toMatch(/\[withheld/);
    for (const key of ["first-key", "second-key"]) expect(outcome.withhold(key)).toBeDefined();
  });

  test("do not add to the secrets of the request", async () => {
    const secrets: readonly string[] = Object.freeze(["a-value"]);
    await expect(sendTo(fetchOf(status(400)), requestWith({ secrets }))).resolves.toBeDefined();
  });
});

const mayHave = async (
  policy: Parameters<typeof requestWith>[1],
  ...answers: readonly FakeAnswer[]
): Promise<unknown> => {
  const request = requestWith({ maxRetries: answers.length - 1 }, policy);
  const { value, error } = await endingOf(() => sendTo(fetchOf(...answers), request));
  const failure: unknown = Reflect.get(Object(value), "error") ?? error;
  return Reflect.get(Object(failure), "mayHaveSucceeded");
};

describe("whether a failed call may have succeeded", () => {
  test("is certain to be false if no attempt can have had an effect", async () => {
    expect(await mayHave({}, status(400))).toBe(false);
    expect(await mayHave({}, status(429), refused, status(409))).toBe(false);
  });

  test("is true if any attempt may have had an effect", async () => {
    expect(await mayHave({}, reset)).toBe(true);
    expect(await mayHave({}, status(503), status(409))).toBe(true);
    expect(await mayHave({}, reset, refused)).toBe(true);
  });

  test("is false for an operation that only reads", async () => {
    expect(await mayHave({ isRead: true }, reset, status(503), status(500))).toBe(false);
  });

  test("is true if an earlier request of the same call may have had one", async () => {
    const earlier = { started: 0, mayHaveSucceeded: true };
    const request = requestWith({ earlier, maxRetries: 0 });
    const clock = new HeldClock();
    const outcome = await sendTo(fetchOf(status(400)), request, { clock });
    expect(outcome).toMatchObject({ error: { mayHaveSucceeded: true } });
    const error = await errorOf(sendTo(fetchOf(refused), request, { clock }));
    expect(error).toMatchObject({ mayHaveSucceeded: true });
  });
});

describe("a deletion answered with 404", () => {
  const deletion = requestWith({}, { isDeletion: true });

  test("is an error if it is the first answer", async () => {
    expect(await sendTo(fetchOf(status(404)), deletion)).toMatchObject({ ok: false, status: 404 });
  });

  test("is an error if no earlier attempt can have arrived", async () => {
    const outcome = await sendTo(fetchOf(refused, status(429), status(404)), deletion);
    expect(outcome).toMatchObject({ ok: false, error: { mayHaveSucceeded: false } });
  });

  test.each([
    ["an attempt that was reset", reset],
    ["a 503", status(503)],
  ])("is done after %s", async (_name, first) => {
    const reports: AttemptReport[] = [];
    const outcome = await sendTo(fetchOf(first, status(404)), deletion, {
      onAttempt: (report) => reports.push(report),
    });
    expect(outcome).toMatchObject({ ok: true, status: 404, body: undefined });
    expect(outcome.withhold("test-key")).toBeDefined();
    expect(reports[1]).toMatchObject({ status: 404, error: undefined });
  });

  test("is done after an earlier request of the same call", async () => {
    const earlier = { started: 0, mayHaveSucceeded: true };
    const outcome = await sendTo(
      fetchOf(status(404)),
      { ...deletion, earlier },
      {
        clock: new HeldClock(),
      },
    );
    expect(outcome).toMatchObject({ ok: true });
  });

  test("is an error of any other operation", async () => {
    const outcome = await sendTo(fetchOf(reset, status(404)));
    expect(outcome).toMatchObject({ ok: false, status: 404 });
  });

  test.each([403, 409, 410])("is not the same as one answered with %i", async (code) => {
    const outcome = await sendTo(fetchOf(reset, status(code)), deletion);
    expect(outcome).toMatchObject({ ok: false, error: { mayHaveSucceeded: true } });
  });

  test("is done after another success, as any other", async () => {
    const outcome = await sendTo(fetchOf(reset, new Response("{}")), deletion);
    expect(outcome).toMatchObject({ ok: true, status: 200, body: "{}" });
  });
});

describe("an interruption", () => {
  const reason = new Error("enough");

  test("before the call rejects with the reason, and calls nothing", async () => {
    const apiKey = vi.fn<() => string>();
    for (const given of [reason, "enough", 0, null]) {
      const signal = AbortSignal.abort(given);
      // oxlint-disable-next-line eslint/no-await-in-loop -- one after the other
      const ending = await Promise.allSettled([
        sendTo(fetchOf(), requestWith({ signal }), { apiKey }),
      ]);
      expect(ending).toEqual([{ status: "rejected", reason: given }]);
    }
    expect(apiKey).not.toHaveBeenCalled();
  });

  test("while the key is asked for sends nothing: the call has not succeeded", async () => {
    const clock = new SteppedClock();
    const fetch = vi.fn<Fetch>();
    const call = sendTo(fetch, requestWith({ timeout: 100 }), {
      clock,
      apiKey: () => new Promise<string>(() => {}),
    });
    clock.pass(100);
    expect(await errorOf(call)).toMatchObject({
      name: "GatewayTimeoutError",
      timeout: 100,
      mayHaveSucceeded: false,
    });
    expect(fetch).not.toHaveBeenCalled();
    expect(clock.pending).toBe(0);
  });

  test("while fetch is under way aborts it: the call may have succeeded", async () => {
    const clock = new SteppedClock();
    const signals: AbortSignal[] = [];
    const call = sendTo(
      (_url, { signal }) => {
        signals.push(signal);
        return stall();
      },
      requestWith({ timeout: 100 }),
      { clock },
    );
    clock.pass(100);
    const error = await errorOf(call);
    expect(error).toMatchObject({ name: "GatewayTimeoutError", mayHaveSucceeded: true });
    expect(signals[0]?.reason).toBe(error);
  });

  test("while a body is read cancels it", async () => {
    const clock = new SteppedClock();
    let isCancelled = false;
    const body = new ReadableStream({
      cancel: () => {
        isCancelled = true;
      },
    });
    const call = sendTo(fetchOf(new Response(body)), requestWith({ timeout: 100 }), { clock });
    await new Promise((resolve) => setImmediate(resolve));
    clock.pass(100);
    expect(await errorOf(call)).toMatchObject({ name: "GatewayTimeoutError" });
    expect(isCancelled).toBe(true);
  });

  test("while it waits for the next attempt ends the wait", async () => {
    const clock = new SteppedClock();
    const controller = new AbortController();
    const { signal } = controller;
    const call = sendTo(fetchOf(status(503, { "retry-after": "5" })), requestWith({ signal }), {
      clock,
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(clock.pending).toBe(2);
    controller.abort(reason);
    expect(await errorOf(call)).toBe(reason);
    expect(clock.pending).toBe(0);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  test.each([0, "", null, false])("may have the reason %j", async (falsy) => {
    const controller = new AbortController();
    const call = sendTo(stall, requestWith({ signal: controller.signal }));
    controller.abort(falsy);
    await expect(call).rejects.toBe(falsy);
  });

  test("leaves the stack of its reason alone, also where that is an error of this package", async () => {
    const controller = new AbortController();
    const given = new GatewayInputError("field", "is wrong");
    const { stack } = given;
    const call = sendTo(stall, requestWith({ signal: controller.signal }));
    controller.abort(given);
    expect(await errorOf(call)).toBe(given);
    expect(given.stack).toBe(stack);
  });

  test("by the deadline of the whole call may come before the first attempt", async () => {
    const clock = new SteppedClock();
    clock.pass(150);
    const fetch = vi.fn<Fetch>(stall);
    const earlier = { started: 50, mayHaveSucceeded: false };
    const call = sendTo(fetch, requestWith({ timeout: 100, earlier }), { clock });
    expect(await errorOf(call)).toMatchObject({
      name: "GatewayTimeoutError",
      timeout: 100,
      mayHaveSucceeded: false,
    });
    expect(fetch).not.toHaveBeenCalled();
  });
});

describe("without something to send with", () => {
  test.each<[string, string, Partial<Transport>]>([
    ["a key with a problem", "apiKey is blank", { apiKey: () => ({ problem: "is blank" }) }],
    [
      "the promise of a key with a problem",
      "apiKey is blank",
      { apiKey: () => Promise.resolve({ problem: "is blank" }) },
    ],
    [
      "a missing fetch",
      "fetch is not available in this runtime: pass options.fetch",
      { fetch: () => undefined },
    ],
  ])("%s is an input error", async (_name, message, transport) => {
    const fetch = vi.fn<Fetch>(stall);
    const error = await errorOf(sendTo(fetch, requestWith(), transport));
    expect(error).toBeInstanceOf(GatewayInputError);
    expect(error).toMatchObject({ field: message.split(" ")[0], message, mayHaveSucceeded: false });
    expect(fetch).not.toHaveBeenCalled();
  });

  test("a missing TextDecoder is an input error, before anything is sent", async () => {
    vi.stubGlobal("TextDecoder", undefined);
    const fetch = vi.fn<Fetch>(stall);
    expect(await errorOf(sendTo(fetch))).toMatchObject({
      name: "GatewayInputError",
      field: "TextDecoder",
      message: "TextDecoder is not available in this runtime: add a polyfill",
      mayHaveSucceeded: false,
    });
    expect(fetch).not.toHaveBeenCalled();
  });

  test("an engine that cannot shorten a stack makes the same errors", async () => {
    const property = Object.getOwnPropertyDescriptor(Error, "captureStackTrace");
    Reflect.deleteProperty(Error, "captureStackTrace");
    const error = await errorOf(sendTo(fetchOf(reset))).finally(() => {
      Object.defineProperty(Error, "captureStackTrace", { ...property });
    });
    expect(error).toMatchObject({ name: "GatewayConnectionError", mayHaveSucceeded: true });
  });

  test("a key that fails at a retry may leave a success behind", async () => {
    const keys = ["test-key"];
    const apiKey = () => keys.shift() ?? { problem: "is blank" };
    expect(await errorOf(sendTo(fetchOf(reset), requestWith(), { apiKey }))).toMatchObject({
      name: "GatewayInputError",
      mayHaveSucceeded: true,
    });
  });
});

describe("each attempt is reported", () => {
  test("with its number, result, duration and the wait after it", async () => {
    const reports: AttemptReport[] = [];
    const clock = new HeldClock({ chance: 0.5 });
    const slow = (): Promise<Response> => {
      clock.pass(30);
      return Promise.resolve(status(503, { "x-request-id": "r-1" }));
    };
    const fetch = fetchOf(slow, reset, new Response("done", { headers: { "cf-ray": "r-3" } }));
    await sendTo(fetch, requestWith(), { clock, onAttempt: (report) => reports.push(report) });
    expect(reports).toEqual([
      {
        operation: "Gateway_Test",
        attempt: 1,
        status: 503,
        requestId: "r-1",
        durationMs: 30,
        error: expect.objectContaining({ name: "GatewayApiError", mayHaveSucceeded: true }),
        retryInMs: 250,
      },
      {
        operation: "Gateway_Test",
        attempt: 2,
        status: undefined,
        requestId: undefined,
        durationMs: 0,
        error: expect.objectContaining({ name: "GatewayConnectionError" }),
        retryInMs: 500,
      },
      {
        operation: "Gateway_Test",
        attempt: 3,
        status: 200,
        requestId: "r-3",
        durationMs: 0,
        error: undefined,
        retryInMs: undefined,
      },
    ]);
  });

  test("without a request id that repeats part of the key", async () => {
    const reports: AttemptReport[] = [];
    const headers = { "x-request-id": "test-key" };
    await sendTo(fetchOf(new Response("", { headers })), requestWith(), {
      onAttempt: (report) => reports.push(report),
    });
    expect(reports).toMatchObject([{ status: 200, requestId: undefined }]);
  });

  test("with the reason of an abort", async () => {
    const reports: AttemptReport[] = [];
    const controller = new AbortController();
    const call = sendTo(stall, requestWith({ signal: controller.signal }), {
      onAttempt: (report) => reports.push(report),
    });
    controller.abort("enough");
    await expect(call).rejects.toBe("enough");
    expect(reports).toMatchObject([{ attempt: 1, error: "enough", retryInMs: undefined }]);
  });
});
