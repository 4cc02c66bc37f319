import {
  anything,
  assert,
  asyncProperty,
  constantFrom,
  date,
  double,
  integer,
  jsonValue,
  nat,
  oneof,
  record,
  string,
  uint8Array,
} from "fast-check";
import { describe, expect, test } from "vitest";
import type { GatewayClient } from "../src/client.js";
import { GatewayApiError, GatewayInputError, GatewayProtocolError } from "../src/index.js";
import {
  canaryBody,
  canaryCall,
  canaryClient,
  canaryHttp,
  created,
  createSecretPath,
  endingOf,
} from "./support/calls.js";
import { codePoint } from "./support/code-point.js";
import { answer, FaultServer } from "./support/fault-server.js";
import { HeldClock } from "./support/held-clock.js";
import { reachableText } from "./support/reachable-text.js";

type Body = string | Uint8Array<ArrayBuffer>;

/** Lone surrogates too, and the signs of paths. */
const anyText = oneof(
  string({ unit: codePoint }),
  string({ unit: "grapheme" }),
  string({ unit: constantFrom("\uD83D", "\uDE03", "/", ".", "%2e", "a", "\\", "?", "#", "\n") }),
);
const anyBytes = uint8Array({ maxLength: 200 }).map((bytes) => Uint8Array.from(bytes));

const answering = (status: number, body: Body) => ({
  maxRetries: 0,
  fetch: () => Promise.resolve(new Response(body, { status })),
});

async function expectOneSegment(client: GatewayClient, server: FaultServer, accountId: string) {
  const before = server.requests.length;
  const { error } = await endingOf(() => client.createSecret(canaryBody, { accountId }));
  const [request] = server.requests.slice(before);
  if (GatewayInputError.isInstance(error) && error.field === "accountId" && !request) return;
  expect(error).toBeUndefined();
  const segments = request?.target.split("/") ?? [];
  expect(segments).toEqual(["", "v1", "accounts", expect.any(String), "secrets"]);
  expect(segments[3]).toMatch(/^[\w.!~*'()%-]+$/);
  expect(decodeURIComponent(segments[3] ?? "")).toBe(accountId);
}

async function expectApiError(status: number, body: Body): Promise<void> {
  const client = canaryClient(answering(status, body));
  const { error } = await endingOf(() => client.createSecret(canaryBody));
  if (!GatewayApiError.isInstance(error)) throw error;
  expect(error.status).toBe(status);
  expect(error.message).toMatch(new RegExp(`^${status} [A-Z_]+(: .+)?$`, "u"));
  expect(Array.isArray(error.details)).toBe(true);
  expect(() => reachableText(error)).not.toThrow();
  const result = await canaryHttp(answering(status, body)).POST(createSecretPath, canaryCall);
  expect(result.error?.message).toBe(error.message);
}

async function expectSecretOrError(body: Body): Promise<void> {
  const client = canaryClient(answering(200, body));
  const { error, value: secret } = await endingOf(() => client.createSecret(canaryBody));
  if (GatewayProtocolError.isInstance(error) && error.mayHaveSucceeded) return;
  expect(secret).toMatchObject({ name: expect.any(String), keyName: expect.any(String) });
  expect(secret).not.toHaveProperty("value");
}

async function expectRefusedOrSent(body: unknown): Promise<void> {
  let sent: string | undefined;
  const client = canaryClient({
    fetch: (_url, init) => {
      sent = init.body;
      return Promise.resolve(new Response(created));
    },
  });
  // @ts-expect-error -- JavaScript passes anything
  const { error } = await endingOf(() => client.createSecret(body));
  expect(error === undefined || GatewayInputError.isInstance(error)).toBe(true);
  expect(sent).toBe(error === undefined ? JSON.stringify(body) : undefined);
}

describe("any account id", () => {
  test("is rejected, or reaches the server as one segment", async () => {
    await using server = await FaultServer.start({ answers: [answer(200, created)] });
    const client = canaryClient({ baseUrl: server.url });
    const refusedOrSent = asyncProperty(anyText, (id) => expectOneSegment(client, server, id));
    await expect(assert(refusedOrSent, { numRuns: 300 })).resolves.toBeUndefined();
  });
});

describe("any error body", () => {
  const errorStatus = integer({ min: 400, max: 599 });
  const field = oneof(jsonValue(), string(), integer({ min: -1, max: 18 }));
  const fields = { code: field, message: field, details: field, detail: field, status: field };
  const errorBody = oneof(
    jsonValue({ maxDepth: 6 }),
    record({ ...fields, error: field }, { requiredKeys: [] }),
    record({ error: record(fields, { requiredKeys: [] }) }),
  ).map((body) => JSON.stringify(body));

  test("is a GatewayApiError, and never another error", async () => {
    const isApiError = asyncProperty(errorStatus, oneof(errorBody, anyBytes), expectApiError);
    await expect(assert(isApiError, { numRuns: 200 })).resolves.toBeUndefined();
  });
});

describe("any body of a success", () => {
  const spec = record({ name: string(), keyName: string(), value: string() });
  const successBody = oneof(
    jsonValue().map((body) => JSON.stringify(body)),
    spec.map((body) => JSON.stringify(body)),
    anyBytes,
  );

  test("is the secret or a GatewayProtocolError", async () => {
    const read = assert(asyncProperty(successBody, expectSecretOrError), { numRuns: 300 });
    await expect(read).resolves.toBeUndefined();
  });
});

describe("any request body", () => {
  const requestBody = oneof(
    anything({ withBigInt: true, withDate: true, withNullPrototype: true, withMap: true }),
    record(
      { name: string(), keyName: string(), value: anyText, more: anything() },
      { requiredKeys: ["name", "keyName"] },
    ),
  );

  test("is rejected, or sent as JSON writes it", async () => {
    const sent = assert(asyncProperty(requestBody, expectRefusedOrSent), { numRuns: 300 });
    await expect(sent).resolves.toBeUndefined();
  });
});

test("any wait before a retry is at least 0 and below its bound", async () => {
  const chance = double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const isBounded = asyncProperty(chance, integer({ min: 1, max: 12 }), async (...drawn) => {
    const [random, maxRetries] = drawn;
    const clock = new HeldClock({ chance: random });
    const client = canaryClient({ ...answering(503, ""), maxRetries, timeout: 10 ** 9 }, clock);
    await endingOf(() => client.createSecret(canaryBody));
    expect(clock.waits).toHaveLength(maxRetries);
    for (const [retry, wait] of clock.waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual(clock.waits[retry - 1] ?? 0);
      expect(wait).toBeLessThan(Math.min(8000, 500 * 2 ** retry));
    }
  });
  await expect(assert(isBounded)).resolves.toBeUndefined();
});

test("any retry-after is a number of milliseconds or nothing", async () => {
  const text = oneof(
    string({ unit: integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) }),
    double().map(String),
    nat().map(String),
    date().map(String),
    date({ noInvalidDate: true }).map((moment) => moment.toUTCString()),
  );
  const header = constantFrom("retry-after", "retry-after-ms");
  const isWait = asyncProperty(text, header, text, async (value, name, ownDate) => {
    const headers = { [name]: value, date: ownDate };
    const fetch = () => Promise.resolve(new Response("", { status: 429, headers }));
    const { error } = await endingOf(() =>
      canaryClient({ fetch, maxRetries: 0 }).createSecret(canaryBody),
    );
    if (!GatewayApiError.isInstance(error)) throw error;
    const { retryAfter } = error;
    expect(retryAfter === undefined || (retryAfter >= 0 && Number.isFinite(retryAfter))).toBe(true);
  });
  await expect(assert(isWait, { numRuns: 300 })).resolves.toBeUndefined();
});
