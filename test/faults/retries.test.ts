import { describe, expect, test } from "vitest";
import type { AttemptReport } from "../../src/transport/attempt-report.js";
import { GatewayApiError, GatewayConnectionError, GatewayInputError } from "../../src/index.js";
import { canaryBody, canaryClient, created, endingOf } from "../support/calls.js";
import { canaryKey } from "../support/canary.js";
import { answer, FaultServer, type Behaviour } from "../support/fault-server.js";
import { HeldClock } from "../support/held-clock.js";

const success = answer(200, created);
const refusal = Object.assign(new TypeError("fetch failed"), {
  cause: { code: "ECONNREFUSED", syscall: "connect", message: "connect ECONNREFUSED" },
});

/** A fetch that answers with these statuses in order; "refused" stands for no connection. */
function answering(...outcomes: readonly (number | "refused")[]): () => Promise<Response> {
  let calls = 0;
  return () => {
    const outcome = outcomes[calls] ?? 200;
    calls += 1;
    if (outcome === "refused") return Promise.reject(refusal);
    return Promise.resolve(new Response(outcome === 200 ? created : null, { status: outcome }));
  };
}

describe("a call that fails in a way worth another try", () => {
  test.each([408, 429, 503])("is repeated on %i until it succeeds", async (status) => {
    const failure = answer(status);
    await using server = await FaultServer.start({ answers: [failure, failure, success] });
    const runtime = new HeldClock();
    const client = canaryClient({ baseUrl: server.url }, runtime);
    expect(await client.createSecret(canaryBody)).toEqual(JSON.parse(created));
    expect(server.requests.map(({ body }) => JSON.parse(body))).toEqual(Array(3).fill(canaryBody));
    expect(runtime.waits).toEqual([250, 500]);
    expect(runtime.pending).toBe(0);
  });

  test("is repeated twice where nothing else is said", async () => {
    await using server = await FaultServer.start({ answers: [answer(503)] });
    const client = canaryClient({ baseUrl: server.url }, new HeldClock());
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({ name: "GatewayApiError", status: 503, mayHaveSucceeded: true });
    expect(server.requests).toHaveLength(3);
  });

  test.each([
    [0, 1],
    [1, 2],
    [5, 6],
  ])("is repeated at most maxRetries times: %i", async (maxRetries, requests) => {
    await using server = await FaultServer.start({ answers: [answer(503)] });
    const runtime = new HeldClock();
    const ofClient = canaryClient({ baseUrl: server.url, maxRetries }, runtime);
    await endingOf(() => ofClient.createSecret(canaryBody));
    expect(server.requests).toHaveLength(requests);
    const ofCall = canaryClient({ baseUrl: server.url, maxRetries: 9 }, runtime);
    await endingOf(() => ofCall.createSecret(canaryBody, { maxRetries }));
    expect(server.requests).toHaveLength(requests * 2);
  });

  test("waits up to a bound that doubles from half a second to eight", async () => {
    const runtime = new HeldClock({ chance: 1 });
    const fetch = answering(...Array<number>(7).fill(503));
    const client = canaryClient({ fetch, maxRetries: 7 }, runtime);
    await client.createSecret(canaryBody);
    expect(runtime.waits).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  test.each([
    ["20", 20_000],
    ["0", 0],
    ["-10", 250],
    ["99999999999999999999999999999999999", 250],
    ["Zun, 29 Sep 2023 16:26:27 GMT", 250],
    ["Fri, 29 Sep 2023 16:26:57 GMT", 20_000],
    ["Fri, 29 Sep 2023 16:26:17 GMT", 0],
    ["", 250],
  ])("waits as retry-after: %s asks", async (value, wait) => {
    const asks = answer(503, "", { "retry-after": value });
    await using server = await FaultServer.start({ answers: [asks, success] });
    const runtime = new HeldClock();
    await canaryClient({ baseUrl: server.url }, runtime).createSecret(canaryBody);
    expect(runtime.waits).toEqual([wait]);
  });

  test("does not begin a wait that would pass the timeout", async () => {
    const asks = answer(429, "", { "retry-after-ms": "100" });
    await using server = await FaultServer.start({ answers: [asks] });
    const runtime = new HeldClock();
    const client = canaryClient({ baseUrl: server.url, timeout: 100 }, runtime);
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    if (!GatewayApiError.isInstance(error)) throw error;
    expect(error.retryAfter).toBe(100);
    expect(runtime.waits).toEqual([]);
    await endingOf(() => client.createSecret(canaryBody, { timeout: 101 }));
    expect(runtime.waits).toEqual([100]);
    expect(runtime.pending).toBe(0);
  });

  test("counts what earlier attempts took into its timeout", async () => {
    const runtime = new HeldClock();
    const answers = answering(503, 503);
    const fetch = (): Promise<Response> => {
      runtime.pass(300);
      return answers();
    };
    const client = canaryClient({ fetch, timeout: 1000 }, runtime);
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({ status: 503 });
    expect(runtime.waits).toEqual([250]);
  });
});

describe("the API key", () => {
  test("is asked for again before each attempt", async () => {
    await using server = await FaultServer.start({ answers: [answer(503), answer(429), success] });
    const keys = ["first", " second\n", "third"];
    const apiKey = (): Promise<string> => Promise.resolve(keys.shift() ?? "");
    const client = canaryClient({ baseUrl: server.url, apiKey }, new HeldClock());
    await client.createSecret(canaryBody);
    const sent = server.requests.map(({ head }) => /^authorization: (.*)$/im.exec(head)?.[1]);
    expect(sent).toEqual(["Bearer first", "Bearer second", "Bearer third"]);
  });

  test.each([
    ["throws", () => Promise.reject(new Error(canaryKey))],
    ["is blank", () => " "],
    ["is no text", () => JSON.parse("42")],
  ])("that %s on a later attempt sends nothing and forgets nothing", async (_name, then) => {
    await using server = await FaultServer.start({ answers: [answer(503)] });
    let asked = 0;
    const apiKey = (): string | Promise<string> => {
      asked += 1;
      return asked === 1 ? canaryKey : then();
    };
    const reports: AttemptReport[] = [];
    const onAttempt = (report: AttemptReport): unknown => reports.push(report);
    const client = canaryClient({ baseUrl: server.url, apiKey, onAttempt }, new HeldClock());
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    if (!GatewayInputError.isInstance(error)) throw error;
    expect(error).toMatchObject({ field: "apiKey", mayHaveSucceeded: true });
    expect(server.requests).toHaveLength(1);
    expect(reports.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 503],
      [2, undefined],
    ]);
    expect(reports[1]?.error).toBe(error);
  });
});

describe("mayHaveSucceeded", () => {
  const sequences: readonly [string, readonly (number | "refused")[], unknown, boolean][] = [
    ["503, refused, 401", [503, "refused", 401], GatewayApiError, true],
    ["503, refused, refused", [503, "refused", "refused"], GatewayConnectionError, true],
    ["429, 503, 404", [429, 503, 404], GatewayApiError, true],
    ["429, refused, 401", [429, "refused", 401], GatewayApiError, false],
    ["408, 429, refused", [408, 429, "refused"], GatewayConnectionError, false],
    ["refused, refused, 500", ["refused", "refused", 500], GatewayApiError, true],
  ];

  test.each(sequences)("speaks of all attempts: %s", async (_name, outcomes, type, expected) => {
    const client = canaryClient({ fetch: answering(...outcomes) }, new HeldClock());
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toBeInstanceOf(type);
    expect(error).toHaveProperty("mayHaveSucceeded", expected);
  });

  test.each([
    [503, true],
    [429, false],
  ])("stays through a refusal and a failing key function after %i", async (status, expected) => {
    let asked = 0;
    const apiKey = (): string => {
      asked += 1;
      if (asked === 3) throw new Error("vault is sealed");
      return canaryKey;
    };
    const fetch = answering(status, "refused");
    const client = canaryClient({ apiKey, fetch }, new HeldClock());
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({ name: "GatewayInputError", mayHaveSucceeded: expected });
  });
});

describe("onAttempt", () => {
  test("is told of each attempt", async () => {
    const reports: AttemptReport[] = [];
    const runtime = new HeldClock();
    const headers = { "x-request-id": "r-1" };
    await using server = await FaultServer.start({ answers: [answer(503, "", headers), success] });
    const client = canaryClient(
      {
        baseUrl: server.url,
        fetch: (url, init) => {
          runtime.pass(7);
          return fetch(url, init);
        },
        onAttempt: (report) => reports.push(report),
      },
      runtime,
    );
    await client.createSecret(canaryBody);
    const operation = "Gateway_CreateSecret";
    expect(reports).toEqual([
      {
        operation,
        attempt: 1,
        status: 503,
        requestId: "r-1",
        durationMs: 7,
        error: expect.any(GatewayApiError),
        retryInMs: 250,
      },
      {
        operation,
        attempt: 2,
        status: 200,
        requestId: undefined,
        durationMs: 7,
        error: undefined,
        retryInMs: undefined,
      },
    ]);
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("broken logger");
      },
    ],
    ["rejects", (): unknown => Promise.reject(new Error("broken logger"))],
  ])("changes nothing when it %s", async (_name, onAttempt) => {
    const client = canaryClient({ fetch: answering(503), onAttempt }, new HeldClock());
    expect(await client.createSecret(canaryBody)).toEqual(JSON.parse(created));
  });

  test("may abort the call: then nothing is waited for and the key is not asked for", async () => {
    const controller = new AbortController();
    const runtime = new HeldClock();
    let asked = 0;
    let reported = 0;
    const client = canaryClient(
      {
        apiKey: () => {
          asked += 1;
          return canaryKey;
        },
        fetch: answering(503),
        onAttempt: () => {
          reported += 1;
          controller.abort("enough");
        },
      },
      runtime,
    );
    const { signal } = controller;
    const { error } = await endingOf(() => client.createSecret(canaryBody, { signal }));
    expect(error).toBe("enough");
    expect([asked, reported, runtime.pending]).toEqual([1, 1, 0]);
  });
});

test("a failure that is not worth another try ends the call at once", async () => {
  const failures: Behaviour[] = [400, 401, 403, 404, 409, 499, 500, 501, 502, 504, 520].map(
    (status) => answer(status, "", { "retry-after": "0" }),
  );
  await using server = await FaultServer.start({ answers: failures });
  const client = canaryClient({ baseUrl: server.url, maxRetries: 9 }, new HeldClock());
  for (const [index] of failures.entries()) {
    // oxlint-disable-next-line eslint/no-await-in-loop -- one request after the other
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toHaveProperty("retryAfter", 0);
    expect(server.requests).toHaveLength(index + 1);
  }
});
