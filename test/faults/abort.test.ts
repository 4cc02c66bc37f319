import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import type { AttemptReport } from "../../src/index.js";
import type { GatewayClientOptions } from "../../src/options.js";
import {
  canaryBody,
  canaryCall,
  canaryClient,
  canaryHttp,
  created,
  createSecretPath,
  endingOf,
  never,
  turn,
} from "../support/calls.js";
import { canaryKey } from "../support/canary.js";
import { answer, FaultServer, write, type ServerScript } from "../support/fault-server.js";
import { HeldClock } from "../support/held-clock.js";

const listenersOf = (signal: AbortSignal): number => getEventListeners(signal, "abort").length;

/** How a call is brought to a phase, where `reached` is called. */
interface Phase {
  readonly server: (reached: () => void) => ServerScript;
  readonly client?: (reached: () => void) => GatewayClientOptions;
  readonly requests: number;
  /** The connection is idle, or still being made for whoever may come next. */
  readonly keepsConnection?: true;
}

const phases: Readonly<Record<string, Phase>> = {
  "asking for the key": {
    server: () => ({}),
    client: (reached) => ({
      apiKey: () => {
        reached();
        return never;
      },
    }),
    requests: 0,
  },
  "connecting, in the TLS handshake": {
    server: (reached) => ({ onConnection: reached }),
    client: () => ({ baseUrl: "https://127.0.0.1" }),
    requests: 0,
    keepsConnection: true,
  },
  "waiting for an answer": { server: (reached) => ({ answers: [reached] }), requests: 1 },
  "reading the body": {
    server: () => ({ answers: [write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{")] }),
    client: (reached) => ({
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        reached();
        return response;
      },
    }),
    requests: 1,
  },
  "reading the body of an error": {
    server: () => ({ answers: [write("HTTP/1.1 500 x\r\ncontent-length: 9\r\n\r\n{")] }),
    client: (reached) => ({
      fetch: async (url, init) => {
        const response = await fetch(url, init);
        reached();
        return response;
      },
    }),
    requests: 1,
  },
  "waiting before another attempt": {
    server: () => ({ answers: [answer(503, "", { "retry-after": "30" })] }),
    client: (reached) => ({ onAttempt: reached }),
    requests: 1,
    keepsConnection: true,
  },
  "a second attempt": {
    server: (reached) => ({ answers: [answer(503), reached] }),
    requests: 2,
  },
};

const reasons: readonly [string, unknown][] = [
  ["an error", new Error("changed my mind")],
  ["null", null],
  ["false", false],
  ["0", 0],
  ["an empty text", ""],
  ["an object", { why: "because" }],
];

describe("an abort", () => {
  test.each(Object.entries(phases))("while %s ends the call at once", async (_name, phase) => {
    const controller = new AbortController();
    const reason = new Error("enough");
    const reached = { call: (): void => {} };
    const inPhase = new Promise<void>((resolve) => (reached.call = resolve));
    await using server = await FaultServer.start(phase.server(() => reached.call()));
    const options = phase.client?.(() => reached.call()) ?? {};
    const reports: AttemptReport[] = [];
    const client = canaryClient({
      onAttempt: (report) => reports.push(report),
      ...options,
      baseUrl: options.baseUrl ? `${String(options.baseUrl)}:${server.port}` : server.url,
    });
    const call = endingOf(() => client.createSecret(canaryBody, { signal: controller.signal }));
    let ended = false;
    const ending = call.finally(() => (ended = true));
    await inPhase;
    await turn();
    expect(ended).toBe(false);
    expect(listenersOf(controller.signal)).toBe(1);
    controller.abort(reason);
    await turn();
    expect(ended).toBe(true);
    expect(listenersOf(controller.signal)).toBe(0);
    expect((await ending).error).toBe(reason);
    expect(server.requests).toHaveLength(phase.requests);
    expect(reports.filter(({ error }) => error === reason).length).toBeLessThanOrEqual(1);
    if (!phase.keepsConnection) await server.released();
  });

  test.each(reasons)("rejects with its reason, even if that is %s", async (_name, reason) => {
    const controller = new AbortController();
    const { signal } = controller;
    const fetch = (): Promise<Response> => {
      setImmediate(() => controller.abort(reason));
      return never;
    };
    const client = canaryClient({ fetch });
    const { error, value } = await endingOf(() => client.createSecret(canaryBody, { signal }));
    expect(error).toBe(reason);
    expect(value).toBeUndefined();
  });

  test.each(reasons)("of a call through http rejects with %s too", async (_name, reason) => {
    const controller = new AbortController();
    const fetch = (): Promise<Response> => {
      setImmediate(() => controller.abort(reason));
      return never;
    };
    const { signal } = controller;
    const http = canaryHttp({ fetch });
    const { error, value } = await endingOf(() =>
      http.POST(createSecretPath, { ...canaryCall, signal }),
    );
    expect(error).toBe(reason);
    expect(value).toBeUndefined();
  });

  test.each(reasons)("before the call, with %s, sends nothing", async (_name, reason) => {
    await using server = await FaultServer.start({ answers: [answer(200, created)] });
    const reports: AttemptReport[] = [];
    const client = canaryClient({
      baseUrl: server.url,
      onAttempt: (report) => reports.push(report),
    });
    const signal = AbortSignal.abort(reason);
    const { error } = await endingOf(() => client.createSecret(canaryBody, { signal }));
    expect(error).toBe(reason);
    expect([server.connections, reports.length, listenersOf(signal)]).toEqual([0, 0, 0]);
  });

  test("in the same turn as the call sends nothing", async () => {
    const controller = new AbortController();
    await using server = await FaultServer.start({ answers: [answer(200, created)] });
    const client = canaryClient({ baseUrl: server.url });
    const { signal } = controller;
    await client.createSecret(canaryBody);
    const call = endingOf(() => client.createSecret(canaryBody, { signal }));
    controller.abort();
    expect((await call).error).toBe(signal.reason);
    await client.createSecret(canaryBody);
    expect(server.requests).toHaveLength(2);
  });

  test("is passed to onAttempt and to the fetch that it ends", async () => {
    const controller = new AbortController();
    const told: unknown[] = [];
    const client = canaryClient({
      fetch: (_url, { signal }) => {
        signal.addEventListener("abort", () => told.push(signal.reason));
        controller.abort("enough");
        return never;
      },
      onAttempt: ({ attempt, status, error, retryInMs }) => {
        told.push([attempt, status, error, retryInMs]);
      },
    });
    const { signal } = controller;
    await endingOf(() => client.createSecret(canaryBody, { signal }));
    expect(told).toEqual([[1, undefined, "enough", undefined], "enough"]);
  });

  test("leaves no timer behind", async () => {
    const clock = new HeldClock();
    const controller = new AbortController();
    const { signal } = controller;
    const fetch = (): Promise<Response> => {
      setImmediate(() => controller.abort());
      return never;
    };
    await endingOf(() => canaryClient({ fetch }, clock).createSecret(canaryBody, { signal }));
    expect(clock.pending).toBe(0);
  });

  test("by the key function keeps the key from being sent", async () => {
    const controller = new AbortController();
    let sent = 0;
    const client = canaryClient({
      apiKey: () => {
        controller.abort();
        return canaryKey;
      },
      fetch: () => {
        sent += 1;
        return never;
      },
    });
    const { signal } = controller;
    const { error } = await endingOf(() => client.createSecret(canaryBody, { signal }));
    await turn();
    expect(error).toBe(signal.reason);
    expect(sent).toBe(0);
  });

  test("after the call has ended changes nothing", async () => {
    const controller = new AbortController();
    const reports: AttemptReport[] = [];
    const client = canaryClient({
      fetch: () => Promise.resolve(new Response(created)),
      onAttempt: (report) => reports.push(report),
    });
    await client.createSecret(canaryBody, { signal: controller.signal });
    controller.abort();
    await turn();
    expect(reports).toHaveLength(1);
  });
});

describe("one signal for many calls", () => {
  test.each([
    ["succeeds", 200, {}],
    ["fails", 404, {}],
    ["fails after retries", 503, {}],
    ["times out", 0, { timeout: 10 }],
  ])("has no listener left when a call %s", async (_name, status, options) => {
    const { signal } = new AbortController();
    const fetch = (): Promise<Response> =>
      status === 0 ? never : Promise.resolve(new Response(created, { status }));
    const client = canaryClient({ fetch, ...options });
    await endingOf(() => client.createSecret(canaryBody, { signal }));
    expect(listenersOf(signal)).toBe(0);
  });

  test("has one listener for 256 at once, and the process emits no warning", async () => {
    const warnings: Error[] = [];
    const warn = (warning: Error): unknown => warnings.push(warning);
    process.on("warning", warn);
    const controller = new AbortController();
    const { signal } = controller;
    await using server = await FaultServer.start({ answers: [() => {}] });
    const client = canaryClient({ baseUrl: server.url });
    const calls = Array.from({ length: 256 }, () =>
      endingOf(() => client.createSecret(canaryBody, { signal })),
    );
    await turn();
    expect(listenersOf(signal)).toBe(1);
    controller.abort("all of you");
    const endings = await Promise.all(calls);
    expect(endings.map(({ error }) => error)).toEqual(Array(256).fill("all of you"));
    expect(listenersOf(signal)).toBe(0);
    await server.released();
    process.off("warning", warn);
    expect(warnings).toEqual([]);
  });
});
