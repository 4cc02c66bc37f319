import { describe, expect, test } from "vitest";
import type { AttemptReport } from "../../src/transport/attempt-report.js";
import { GatewayTimeoutError } from "../../src/index.js";
import { canaryBody, canaryClient, created, endingOf } from "../support/calls.js";
import { canaryKey } from "../support/canary.js";
import { deferred } from "../support/deferred.js";
import { answer, FaultServer, write } from "../support/fault-server.js";
import { HeldClock } from "../support/held-clock.js";

const never = new Promise<never>(() => {});

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
    const client = canaryClient({ baseUrl: server.url, timeout: 1000 });
    const { error, milliseconds } = await endingOf(() => client.createSecret(canaryBody));
    if (!GatewayTimeoutError.isInstance(error)) throw error;
    expect(error.message).toBe("no outcome within 1000 ms");
    expect(error).toMatchObject({ timeout: 1000, mayHaveSucceeded: true });
    expect(server.requests).toHaveLength(3);
    expect(milliseconds).toBeGreaterThanOrEqual(998);
    expect(milliseconds).toBeLessThan(10_000);
    await server.released();
  });

  test("of a call beats the client's", async () => {
    const client = canaryClient({ fetch: () => never, timeout: 60_000 });
    const { error } = await endingOf(() => client.createSecret(canaryBody, { timeout: 10 }));
    expect(error).toMatchObject({ timeout: 10 });
  });

  test("is a minute where nothing else is said", async () => {
    const runtime = new HeldClock();
    const asks = answer(429, "", { "retry-after": "60" });
    await using server = await FaultServer.start({ answers: [asks] });
    const client = canaryClient({ baseUrl: server.url }, runtime);
    await endingOf(() => client.createSecret(canaryBody));
    expect(runtime.waits).toEqual([]);
    const soon = answer(429, "", { "retry-after-ms": "59999" });
    await using other = await FaultServer.start({ answers: [soon, answer(200, created)] });
    await canaryClient({ baseUrl: other.url }, runtime).createSecret(canaryBody);
    expect(runtime.waits).toEqual([59_999]);
  });

  test("ends a key function that never settles, and nothing has been sent", async () => {
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

  test("says that nothing was created where it ends a key function after a refusal", async () => {
    let asked = 0;
    const headers = { "retry-after-ms": "0" };
    const client = canaryClient({
      apiKey: () => (asked++ === 0 ? canaryKey : never),
      fetch: () => Promise.resolve(new Response("", { status: 429, headers })),
      timeout: 500,
    });
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

  test("gives up a body that a fetch without regard for its signal has begun", async () => {
    const { response, cancelled } = endlessResponse();
    const client = canaryClient({ fetch: () => Promise.resolve(response), timeout: 10 });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({ name: "GatewayTimeoutError", mayHaveSucceeded: true });
    await cancelled;
  });

  test("gives up an answer that comes after it", async () => {
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
    const runtime = new HeldClock();
    await using server = await FaultServer.start({ answers: [answer(status, created)] });
    await endingOf(() => canaryClient({ baseUrl: server.url }, runtime).createSecret(canaryBody));
    expect(runtime.pending).toBe(0);
  });
});
