import { describe, expect, test } from "vitest";
import { GatewayTimeoutError, type AttemptReport } from "../../src/index.js";
import { canaryBody, canaryClient, created, endingOf, never } from "../support/calls.js";
import { canaryKey } from "../support/canary.js";
import { deferred } from "../support/deferred.js";
import { answer, FaultServer, write } from "../support/fault-server.js";
import { HeldClock } from "../support/held-clock.js";

/** A response whose body never comes, and what becomes of it. */
function endlessResponse(): { response: Response; cancelled: Promise<unknown> } {
  const { promise, resolve } = deferred<unknown>();
  const body = new ReadableStream({ cancel: resolve });
  return { response: new Response(body), cancelled: promise };
}

describe("the timeout", () => {
  test("covers attempts, waits and body together", async () => {
    const asks = answer(429, "", { "retry-after-ms": "20" });
    const stalls = write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{");
    await using server = await FaultServer.start({ answers: [asks, asks, stalls] });
    const clock = new HeldClock({ chance: 0 });
    const stallingFetch = async (...request: Parameters<typeof fetch>): Promise<Response> => {
      const response = await fetch(...request);
      if (server.requests.length === 3) setImmediate(() => clock.passDeadline());
      return response;
    };
    const options = { baseUrl: server.url, timeout: 1000, fetch: stallingFetch };
    const client = canaryClient(options, clock);
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    if (!GatewayTimeoutError.isInstance(error)) throw error;
    expect(error.message).toBe("timed out after 1000 ms");
    expect(error).toMatchObject({ timeout: 1000, mayHaveSucceeded: true });
    expect(server.requests).toHaveLength(3);
    expect([clock.waits, clock.now()]).toEqual([[20, 20], 1000]);
    await server.released();
  });

  test("of a call overrides the client's", async () => {
    const client = canaryClient({ fetch: () => never, timeout: 60_000 });
    const { error } = await endingOf(() => client.createSecret(canaryBody, { timeout: 10 }));
    expect(error).toMatchObject({ timeout: 10 });
  });

  test("is a minute by default", async () => {
    const clock = new HeldClock({ chance: 0 });
    const asks = answer(429, "", { "retry-after": "60" });
    await using server = await FaultServer.start({ answers: [asks] });
    const client = canaryClient({ baseUrl: server.url }, clock);
    await endingOf(() => client.createSecret(canaryBody));
    expect(clock.waits).toEqual([]);
    const soon = answer(429, "", { "retry-after-ms": "59999" });
    await using other = await FaultServer.start({ answers: [soon, answer(200, created)] });
    await canaryClient({ baseUrl: other.url }, clock).createSecret(canaryBody);
    expect(clock.waits).toEqual([59_999]);
  });

  test("ends a key function that never settles, with nothing sent", async () => {
    const reports: AttemptReport[] = [];
    const client = canaryClient({
      apiKey: () => never,
      timeout: 10,
      onAttempt: (report) => reports.push(report),
    });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({ name: "GatewayTimeoutError", mayHaveSucceeded: false });
    expect(reports).toMatchObject([{ attempt: 1, status: undefined, error }]);
  });

  test("during a key function after a 429 leaves it certain that nothing was created", async () => {
    let asked = 0;
    const clock = new HeldClock();
    const client = canaryClient(
      {
        apiKey: () => {
          asked += 1;
          if (asked === 1) return canaryKey;
          setImmediate(() => clock.passDeadline());
          return never;
        },
        fetch: () => Promise.resolve(new Response("", { status: 429 })),
      },
      clock,
    );
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(asked).toBe(2);
    expect(error).toMatchObject({ name: "GatewayTimeoutError", mayHaveSucceeded: false });
  });

  test("keeps a key that comes too late from being sent", async () => {
    const { promise, resolve } = deferred<string>();
    let sent = 0;
    const fetch = (): Promise<Response> => {
      sent += 1;
      return never;
    };
    const client = canaryClient({ apiKey: () => promise, fetch, timeout: 10 });
    await endingOf(() => client.createSecret(canaryBody));
    resolve(canaryKey);
    await new Promise(setImmediate);
    expect(sent).toBe(0);
  });

  test("cancels the body of a fetch that ignores its signal", async () => {
    const { response, cancelled } = endlessResponse();
    const client = canaryClient({ fetch: () => Promise.resolve(response), timeout: 10 });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({ name: "GatewayTimeoutError", mayHaveSucceeded: true });
    await cancelled;
  });

  test("cancels the body of a response that arrives after it", async () => {
    const { response, cancelled } = endlessResponse();
    const { promise, resolve } = deferred<Response>();
    const reports: AttemptReport[] = [];
    const onAttempt = (report: AttemptReport): unknown => reports.push(report);
    const client = canaryClient({ fetch: () => promise, timeout: 10, onAttempt });
    await endingOf(() => client.createSecret(canaryBody));
    resolve(response);
    await cancelled;
    await new Promise(setImmediate);
    expect(reports).toHaveLength(1);
  });

  test("aborts the fetch that it ends", async () => {
    let reason: unknown;
    const client = canaryClient({
      fetch: (_url, { signal }) => {
        signal.addEventListener("abort", () => (reason = signal.reason));
        return never;
      },
      timeout: 10,
    });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(reason).toBe(error);
  });
});

describe("when a call has ended", () => {
  test.each([
    ["with success", 200],
    ["with an error", 404],
    ["with an error after attempts", 503],
  ])("%s no timer is left", async (_name, status) => {
    const clock = new HeldClock();
    await using server = await FaultServer.start({ answers: [answer(status, created)] });
    await endingOf(() => canaryClient({ baseUrl: server.url }, clock).createSecret(canaryBody));
    expect(clock.pending).toBe(0);
  });
});
