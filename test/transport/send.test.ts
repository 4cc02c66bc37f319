import { expect, test } from "vitest";
import { systemClock } from "../../src/transport/clock.js";
import {
  cautiousRetries,
  idempotentRetries,
  type RetryPolicy,
} from "../../src/transport/retry-policy.js";
import { send } from "../../src/transport/send.js";
import type { TransportRequest } from "../../src/transport-request.js";
import { endingOf, promptClock } from "../support/calls.js";
import { answer, FaultServer, writeAndEnd, type Behaviour } from "../support/fault-server.js";

/** A request as no operation of the vendored document makes it. */
function requestTo(url: string, method: string, retries: RetryPolicy): TransportRequest<string> {
  return {
    terms: {
      operation: "Gateway_Test",
      method,
      retries,
      likelyOutcome: "it was probably done",
      readSuccess: (bytes) => ({ value: new TextDecoder().decode(bytes) }),
    },
    url,
    headers: {},
    body: undefined,
    signal: undefined,
    timeout: 10_000,
    maxRetries: 2,
    secrets: [],
  };
}

async function outcomeOf(method: string, retries: RetryPolicy, answers: readonly Behaviour[]) {
  await using server = await FaultServer.start({ answers });
  const settings = {
    apiKey: () => "key",
    fetch: () => fetch,
    onAttempt: undefined,
    runtime: promptClock,
  };
  const ending = await endingOf(() => send(settings, requestTo(server.url, method, retries)));
  return { ...ending, requests: server.requests.length, head: server.requests[0]?.head };
}

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

test.each(failures)("a GET is repeated on %s as its method allows", async (_name, failure, by) => {
  const { requests, value } = await outcomeOf("GET", idempotentRetries, [failure, success]);
  const isRepeated = by.includes(idempotentRetries);
  expect(requests).toBe(isRepeated ? 2 : 1);
  expect(JSON.stringify(value ?? null).includes('"done"')).toBe(isRepeated);
});

test.each(failures)(
  "a POST without a name is repeated on %s with caution",
  async (_n, failure, by) => {
    const { requests } = await outcomeOf("POST", cautiousRetries, [failure, success]);
    expect(requests).toBe(by.includes(cautiousRetries) ? 2 : 1);
  },
);

test("a request without a body has none, and says nothing of its type", async () => {
  const { head } = await outcomeOf("GET", idempotentRetries, [success]);
  expect(head).toMatch(/^GET \/ HTTP/);
  expect(head).not.toMatch(/content-type|content-length/i);
});

test("the system's clocks and chance are what they should be", async () => {
  const before = Date.now();
  const date = systemClock.date();
  expect(date - before).toBeLessThan(1000);
  expect(date).toBeGreaterThanOrEqual(before);
  expect(systemClock.now()).toBeLessThanOrEqual(systemClock.now());
  const chances = Array.from({ length: 100 }, systemClock.random);
  expect(chances.every((chance) => chance >= 0 && chance < 1)).toBe(true);
  expect(new Set(chances).size).toBeGreaterThan(50);
  const called: string[] = [];
  const cancel = systemClock.schedule(() => called.push("cancelled"), 1);
  cancel();
  await new Promise<void>((resolve) => systemClock.schedule(resolve, 5));
  expect(called).toEqual([]);
});
