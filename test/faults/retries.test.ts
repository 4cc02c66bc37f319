import { describe, expect, test } from "vitest";
import {
  GatewayApiError,
  GatewayConnectionError,
  GatewayInputError,
  type AttemptReport,
} from "../../src/index.js";
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

describe("a call with a failure that may pass", () => {
  test.each([408, 429, 503])("is retried on %i until it succeeds", async (status) => {
    const failure = answer(status);
    await using server = await FaultServer.start({ answers: [failure, failure, success] });
    const clock = new HeldClock();
    const client = canaryClient({ baseUrl: server.url }, clock);
    expect(await client.createSecret(canaryBody)).toEqual(JSON.parse(created));
    expect(server.requests.map(({ body }) => JSON.parse(body))).toEqual(Array(3).fill(canaryBody));
    expect(clock.waits).toEqual([250, 500]);
    expect(clock.pending).toBe(0);
  });

  test("is retried twice by default", async () => {
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
  ])("is retried at most maxRetries times: %i", async (maxRetries, requests) => {
    await using server = await FaultServer.start({ answers: [answer(503)] });
    const clock = new HeldClock();
    const ofClient = canaryClient({ baseUrl: server.url, maxRetries }, clock);
    await endingOf(() => ofClient.createSecret(canaryBody));
    expect(server.requests).toHaveLength(requests);
    const ofCall = canaryClient({ baseUrl: server.url, maxRetries: 9 }, clock);
    await endingOf(() => ofCall.createSecret(canaryBody, { maxRetries }));
    expect(server.requests).toHaveLength(requests * 2);
  });

  test("waits up to a bound that doubles from half a second to eight", async () => {
    const clock = new HeldClock({ chance: 1 });
    const fetch = answering(...Array<number>(7).fill(503));
    const client = canaryClient({ fetch, maxRetries: 7 }, clock);
    await client.createSecret(canaryBody);
    expect(clock.waits).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  test.each([
    ["20", 22_000],
    ["0", 0],
    ["-10", 250],
    ["99999999999999999999999999999999999", 250],
    ["Zun, 29 Sep 2023 16:26:27 GMT", 250],
    ["Fri, 29 Sep 2023 16:26:57 GMT", 22_000],
    ["Fri, 29 Sep 2023 16:26:17 GMT", 0],
    ["", 250],
  ])(
    "waits as `retry-after: %s` asks, and a tenth longer at a chance of a half",
    async (value, wait) => {
      const asks = answer(503, "", { "retry-after": value });
      await using server = await FaultServer.start({ answers: [asks, success] });
      const clock = new HeldClock();
      await canaryClient({ baseUrl: server.url }, clock).createSecret(canaryBody);
      expect(clock.waits).toEqual([wait]);
    },
  );

  test.each([
    [0, 20_000],
    [0.25, 21_000],
    [1, 24_000],
  ])(
    "waits up to a fifth longer than retry-after asks: at a chance of %d",
    async (chance, wait) => {
      const asks = answer(503, "", { "retry-after": "20" });
      await using server = await FaultServer.start({ answers: [asks, success] });
      const clock = new HeldClock({ chance });
      await canaryClient({ baseUrl: server.url }, clock).createSecret(canaryBody);
      expect(clock.waits).toEqual([wait]);
    },
  );

  test("reads a date in retry-after against the response's own date, whatever its own clock says", async () => {
    const retryAt = "Fri, 29 Sep 2023 16:26:57 GMT";
    const date = "Fri, 29 Sep 2023 16:26:47 GMT";
    const asks = answer(503, "", { "retry-after": retryAt, date });
    await using server = await FaultServer.start({ answers: [asks, success] });
    const clock = new HeldClock({ chance: 0, date: Date.UTC(2031, 0, 1) });
    await canaryClient({ baseUrl: server.url }, clock).createSecret(canaryBody);
    expect(clock.waits).toEqual([10_000]);
  });

  test("does not begin a wait that would pass the timeout", async () => {
    const asks = answer(429, "", { "retry-after-ms": "100" });
    await using server = await FaultServer.start({ answers: [asks] });
    const clock = new HeldClock({ chance: 0 });
    const client = canaryClient({ baseUrl: server.url, timeout: 100 }, clock);
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    if (!GatewayApiError.isInstance(error)) throw error;
    expect(error.retryAfter).toBe(100);
    expect(clock.waits).toEqual([]);
    await endingOf(() => client.createSecret(canaryBody, { timeout: 101 }));
    expect(clock.waits).toEqual([100]);
    expect(clock.pending).toBe(0);
  });

  test("counts the duration of earlier attempts into its timeout", async () => {
    const clock = new HeldClock();
    const answers = answering(503, 503);
    const fetch = (): Promise<Response> => {
      clock.pass(300);
      return answers();
    };
    const client = canaryClient({ fetch, timeout: 1000 }, clock);
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({ status: 503 });
    expect(clock.waits).toEqual([250]);
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
    ["is not a string", () => JSON.parse("42")],
  ])(
    "that %s on a later attempt sends nothing, and the call may still have succeeded",
    async (_name, then) => {
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
    },
  );
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

  test.each(sequences)("covers all attempts: %s", async (_name, outcomes, type, expected) => {
    const client = canaryClient({ fetch: answering(...outcomes) }, new HeldClock());
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toBeInstanceOf(type);
    expect(error).toHaveProperty("mayHaveSucceeded", expected);
  });

  test.each([
    [503, true],
    [429, false],
  ])(
    "of a call that got %i stays through a refused connection and a key function that throws",
    async (status, expected) => {
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
    },
  );
});

describe("onAttempt", () => {
  test("is called after each attempt", async () => {
    const reports: AttemptReport[] = [];
    const clock = new HeldClock();
    const headers = { "x-request-id": "r-1" };
    await using server = await FaultServer.start({ answers: [answer(503, "", headers), success] });
    const client = canaryClient(
      {
        baseUrl: server.url,
        fetch: (url, init) => {
          clock.pass(7);
          return fetch(url, init);
        },
        onAttempt: (report) => reports.push(report),
      },
      clock,
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
  ])("changes nothing if it %s", async (_name, onAttempt) => {
    const client = canaryClient({ fetch: answering(503), onAttempt }, new HeldClock());
    expect(await client.createSecret(canaryBody)).toEqual(JSON.parse(created));
  });

  test("may abort the call, which then neither waits nor asks for the key", async () => {
    const controller = new AbortController();
    const clock = new HeldClock();
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
      clock,
    );
    const { signal } = controller;
    const { error } = await endingOf(() => client.createSecret(canaryBody, { signal }));
    expect(error).toBe("enough");
    expect([asked, reported, clock.pending]).toEqual([1, 1, 0]);
  });
});

test("a failure that would not pass ends the call at once", async () => {
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
