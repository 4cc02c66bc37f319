import { AsyncLocalStorage } from "node:async_hooks";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
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
import { deferred } from "../support/deferred.js";
import { HeldClock } from "../support/held-clock.js";

function throws(): never {
  throw new Error("broken");
}

/** A response whose body stalls, with a cancel of its own. */
function stallingResponse(cancel: () => unknown): Response {
  const response = new Response(new ReadableStream(), { status: 200 });
  const reader = { read: () => never, cancel, releaseLock: () => {} };
  return Object.defineProperty(response, "body", { value: { getReader: () => reader, cancel } });
}

/** A response whose headers have a `get` of their own. */
function responseWith(get: (name: string) => unknown, status: number): Response {
  const headers = Object.defineProperty(new Headers(), "get", { value: get });
  return Object.defineProperty(new Response(status === 200 ? "{}" : "no", { status }), "headers", {
    value: headers,
  });
}

const cancels: readonly [string, () => unknown][] = [
  ["throws", throws],
  ["never settles", () => never],
  ["rejects", () => Promise.reject(new Error("broken"))],
  ["returns nothing", () => undefined],
];

const stalling: readonly [string, GatewayClientOptions][] = [
  ["fetch never settles", { fetch: () => never }],
  ["the key function never settles", { apiKey: () => never }],
  ...cancels.map(([how, cancel]): [string, GatewayClientOptions] => [
    `a body stalls and its cancel ${how}`,
    { fetch: () => Promise.resolve(stallingResponse(cancel)) },
  ]),
];

describe("a call settles at its deadline, with no timer left, if", () => {
  test.each(stalling)("%s", async (_name, options) => {
    const clock = new HeldClock();
    const call = endingOf(() => canaryClient(options, clock).createSecret(canaryBody));
    await turn();
    clock.passDeadline();
    expect((await call).error).toMatchObject({ name: "GatewayTimeoutError", timeout: 60_000 });
    expect(clock.pending).toBe(0);
  });
});

const failing: readonly [string, GatewayClientOptions, string][] = [
  ["fetch throws", { fetch: throws }, "GatewayConnectionError"],
  // @ts-expect-error -- a custom fetch may return anything
  ["fetch returns nothing", { fetch: () => undefined }, "GatewayProtocolError"],
  // @ts-expect-error -- a custom fetch may return anything
  ["fetch returns a text", { fetch: () => "text" }, "GatewayProtocolError"],
  ["the key function throws", { apiKey: throws }, "GatewayInputError"],
  // @ts-expect-error -- a key function may return anything
  ["the key function returns nothing", { apiKey: () => undefined }, "GatewayInputError"],
  ...[200, 307, 400, 503].flatMap((status): [string, GatewayClientOptions, string][] => {
    const error = status < 400 ? "GatewayProtocolError" : "GatewayApiError";
    return [
      [
        `headers.get throws, with status ${status}`,
        { fetch: () => Promise.resolve(responseWith(throws, status)), maxRetries: 0 },
        "GatewayProtocolError",
      ],
      [
        `headers.get returns an object, with status ${status}`,
        { fetch: () => Promise.resolve(responseWith(() => ({}), status)), maxRetries: 0 },
        error,
      ],
    ];
  }),
  [
    "a redirect's body throws when it is cancelled",
    {
      fetch: () =>
        Promise.resolve(
          Object.defineProperty(new Response(null, { status: 307 }), "body", {
            value: { cancel: throws },
          }),
        ),
    },
    "GatewayProtocolError",
  ],
];

describe("a call rejects with an error of this package, with no timer left, if", () => {
  test.each(failing)("%s", async (_name, options, name) => {
    const clock = new HeldClock();
    const { error } = await endingOf(() => canaryClient(options, clock).createSecret(canaryBody));
    expect(error).toHaveProperty("name", name);
    expect(clock.pending).toBe(0);
  });
});

describe("a signal whose addEventListener throws", () => {
  test("leaves no timer behind", async () => {
    const clock = new HeldClock();
    const signal = Object.assign(Object.create(new EventTarget()), {
      aborted: false,
      reason: undefined,
      addEventListener: throws,
      removeEventListener: throws,
    });
    const client = canaryClient({ fetch: () => Promise.resolve(new Response(created)) }, clock);
    const { error } = await endingOf(() => client.createSecret(canaryBody, { signal }));
    expect(error).toBeInstanceOf(Error);
    expect(clock.pending).toBe(0);
  });
});

describe("onAttempt", () => {
  const storage = new AsyncLocalStorage<string>();

  test.each([
    ["a call that is aborted by someone else", "abort", 0],
    ["a call that is aborted in a wait", "abort", 503],
    ["a success", "answer", 200],
    ["an error", "answer", 400],
  ])("runs in the async context of the caller after %s", async (_name, ending, status) => {
    const controller = new AbortController();
    const contexts: unknown[] = [];
    const { promise, resolve } = deferred<Response>();
    const client = canaryClient({
      fetch: () => promise,
      maxRetries: status === 503 ? 1 : 0,
      onAttempt: () => contexts.push(storage.getStore()),
    });
    const { signal } = controller;
    const call = storage.run("the caller", () =>
      endingOf(() => client.createSecret(canaryBody, { signal })),
    );
    await storage.run("someone else", async () => {
      await turn();
      if (status > 0) resolve(new Response(created, { status }));
      await turn();
      if (ending === "abort") controller.abort();
    });
    await call;
    expect(contexts.length).toBeGreaterThan(0);
    expect(new Set(contexts)).toEqual(new Set(["the caller"]));
  });

  test("runs in the async context of the caller after a timeout", async () => {
    const clock = new HeldClock();
    const contexts: unknown[] = [];
    const onAttempt = () => contexts.push(storage.getStore());
    const client = canaryClient({ fetch: () => never, onAttempt }, clock);
    const call = storage.run("the caller", () => endingOf(() => client.createSecret(canaryBody)));
    await turn();
    storage.run("someone else", () => clock.passDeadline());
    await call;
    expect(contexts).toEqual(["the caller"]);
  });
});

const falsy: readonly unknown[] = [null, false, 0, Number.NaN, "", 0n];

describe("a falsy reason of an abort is what the call rejects with", () => {
  const moments = ["before the call", "in flight", "in a wait"] as const;
  const cases = falsy.flatMap((reason) => moments.map((moment) => [reason, moment] as const));

  test.each(cases)("%o, %s", async (reason, moment) => {
    for (const surface of ["createSecret", "http"] as const) {
      const controller = new AbortController();
      const { signal } = controller;
      const abort = (): void => controller.abort(reason);
      const options: GatewayClientOptions = {
        fetch: () => {
          setImmediate(abort);
          return moment === "in a wait"
            ? Promise.resolve(new Response("", { status: 503, headers: { "retry-after": "30" } }))
            : never;
        },
      };
      if (moment === "before the call") abort();
      // oxlint-disable-next-line eslint/no-await-in-loop -- one call after the other
      const [settled] = await Promise.allSettled([
        surface === "http"
          ? canaryHttp(options).POST(createSecretPath, { ...canaryCall, signal })
          : canaryClient(options).createSecret(canaryBody, { signal }),
      ]);
      expect(settled).toEqual({ status: "rejected", reason });
    }
  });
});

test("the package can be imported after Object.freeze(Error.prototype)", async () => {
  const program = `
    Object.freeze(Error.prototype);
    const { createGatewayClient, GatewayInputError } = await import("./src/index.ts");
    const { createGatewayHttp } = await import("./src/http.ts");
    createGatewayHttp({ apiKey: "key" });
    const error = await createGatewayClient({ apiKey: "key", accountId: "acme" })
      .createSecret({})
      .catch((reason) => reason);
    console.log(String(error), GatewayInputError.isInstance(error), error.name);
  `;
  const options = ["--import", "tsx", "--input-type=module", "--eval", program];
  const cwd = new URL("../../", import.meta.url);
  const { stdout } = await promisify(execFile)(process.execPath, options, { cwd });
  expect(stdout.trim()).toBe("GatewayInputError: secret.name is missing true GatewayInputError");
});
