import {
  anything,
  assert,
  asyncProperty,
  boolean,
  constantFrom,
  date,
  double,
  integer,
  jsonValue,
  nat,
  oneof,
  pre,
  property,
  record,
  string,
  uint8Array,
} from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { GatewayClient } from "../src/client.js";
import {
  GatewayApiError,
  GatewayError,
  GatewayInputError,
  GatewayProtocolError,
} from "../src/index.js";
import { blurred } from "../src/readings.js";
import { createRedactor } from "../src/transport/withhold.js";
import { readRetryAfter } from "../src/transport/retry-after.js";
import { backoff } from "../src/transport/retry-policy.js";
import { canaryBody, canaryClient, created, endingOf } from "./support/calls.js";
import { echoesOf, encodedForms } from "./support/canary.js";
import { answer, FaultServer } from "./support/fault-server.js";
import { reachableStrings, reachableText } from "./support/reachable-text.js";

type Body = string | Uint8Array<ArrayBuffer>;

/** Lone surrogates too, and what paths are made of. */
const anyText = oneof(
  string({ unit: "binary" }),
  string({ unit: "grapheme" }),
  string({ unit: constantFrom("\uD83D", "\uDE03", "/", ".", "%2e", "a", "\\", "?", "#", "\n") }),
);
const anyBytes = uint8Array({ maxLength: 200 }).map((bytes) => Uint8Array.from(bytes));
const value = string({ unit: "grapheme", minLength: 1, maxLength: 40 });
const key = string({
  unit: integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 1,
  maxLength: 40,
});

/** A client whose server answers so. */
const answered = (status: number, body: Body, options = {}): GatewayClient =>
  canaryClient({
    maxRetries: 0,
    fetch: () => Promise.resolve(new Response(body, { status })),
    ...options,
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
  const client = answered(status, body);
  const { error } = await endingOf(() => client.createSecret(canaryBody));
  if (!GatewayApiError.isInstance(error)) throw error;
  expect(error.status).toBe(status);
  expect(error.message).toMatch(new RegExp(`^${status} [A-Z_]+(: .+)?$`, "u"));
  expect(Array.isArray(error.details)).toBe(true);
  expect(() => reachableText(error)).not.toThrow();
  const call = { params: { path: { account_id: "acme" } }, body: canaryBody };
  const result = await client.http.POST("/v1/accounts/{account_id}/secrets", call);
  expect(result.error?.message).toBe(error.message);
}

async function expectSecretOrError(body: Body): Promise<void> {
  const client = answered(200, body);
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

const isIn = (texts: readonly string[], secret: string): boolean =>
  texts.some((text) => text.includes(secret));

async function errorStrings(apiKey: string, body: object, message: string, isJson: boolean) {
  const says = { code: 3, message, details: [{ message }, message, { [message]: 1 }] };
  const client = answered(400, isJson ? JSON.stringify(says) : message, { apiKey });
  const { error } = await endingOf(() => client.createSecret({ ...canaryBody, ...body }));
  if (!GatewayError.isInstance(error)) throw error;
  return reachableStrings(error);
}

describe("any account id", () => {
  test("is refused, or reaches the server as the one segment that it is", async () => {
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

  test("in JSON or not is an error of this package, and never another", async () => {
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

  test("is the secret or an error of this package", async () => {
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

  test("is refused, or sent as JSON writes it", async () => {
    const sent = assert(asyncProperty(requestBody, expectRefusedOrSent), { numRuns: 300 });
    await expect(sent).resolves.toBeUndefined();
  });
});

/** What a text may end in that makes an escape of what comes after it. */
const unfinished = ["\\", "\\u00", "%", "%4", "%25", "&", "&#", "&#x", "&#92;", "%5C", "\\\\\\"];
const before = oneof(string({ maxLength: 10 }), constantFrom(...unfinished));
const after = string({ maxLength: 10 });

/** What a server says around an echo, and which echo it is. */
const frame = record({
  before,
  after,
  form: nat(),
  isKey: boolean(),
  isJson: boolean(),
});

/** Made of what escapes are made of. */
const likeEscapes = string({
  unit: constantFrom(...'0041u%\\&#x;!<"a+ '.split("")),
  maxLength: 12,
});
const secretText = oneof(key, value, likeEscapes).filter((secret) => secret !== "");

// Fewer than four leave too few digits of base64 to be told from any other text.
const replaceable = secretText.filter((secret) => secret.trim().length >= 4);

describe("redaction, for any key and any value", () => {
  const { stackTraceLimit } = Error;

  beforeEach(() => {
    // Its frames are this machine's paths, and not the same each time.
    Error.stackTraceLimit = 0;
  });

  afterEach(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });

  test("leaves none that an error without an echo would not hold as well", async () => {
    const leavesNone = asyncProperty(key, value, frame, async (apiKey, text, echo) => {
      const echoes = echoesOf(echo.isKey ? apiKey : text);
      const form = echoes[echo.form % echoes.length] ?? "";
      const say = (message: string) => errorStrings(apiKey, { value: text }, message, echo.isJson);
      const frames = ["[redacted]", ""].map((middle) => `${echo.before}${middle}${echo.after}`);
      const without = (await Promise.all([...frames, ""].map(say))).flat();
      const reachable = await say(`${echo.before}${form}${echo.after}`);
      const leaked = [apiKey, text].filter((secret) => isIn(reachable, secret));
      expect(leaked.filter((secret) => !isIn(without, secret))).toEqual([]);
    });
    await expect(assert(leavesNone, { numRuns: 150 })).resolves.toBeUndefined();
  });

  test("leaves none of its forms in a text, whatever is around it", () => {
    const leavesNoForm = property(replaceable, before, after, (secret, start, end) => {
      const redact = createRedactor([secret]);
      const redacted = echoesOf(secret).map((echo) => redact(`${start}${echo}${end}`));
      // Digits at the ends of a short secret may be those of the text around it.
      const forms = encodedForms(secret).filter((form) => form.length >= 4);
      expect(forms.filter((form) => redacted.some((text) => text.includes(form)))).toEqual([]);
    });
    expect(() => assert(leavesNoForm, { numRuns: 300 })).not.toThrow();
  });

  test("leaves none in a text, however short it is", () => {
    const leavesNone = property(secretText, before, after, (secret, start, end) => {
      const redact = createRedactor([secret]);
      const redacted = echoesOf(secret).map((echo) => redact(`${start}${echo}${end}`));
      expect(redacted.filter((text) => text.includes(secret))).toEqual([]);
    });
    expect(() => assert(leavesNone, { numRuns: 300 })).not.toThrow();
  });

  test("changes nothing in a text that has none", () => {
    const leavesTheRest = property(replaceable, string(), (secret, text) => {
      const forms = [blurred(secret), ...echoesOf(secret)];
      const beginnings = forms.map((form) => form.trim().slice(0, 4));
      pre(!beginnings.some((beginning) => text.includes(beginning)));
      expect(createRedactor([secret])(text)).toBe(text);
    });
    expect(() => assert(leavesTheRest)).not.toThrow();
  });
});

test("any backoff is between nothing and its bound", () => {
  const chance = double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  const bounded = property(nat({ max: 2000 }), chance, (retries, random) => {
    const wait = backoff(retries, random);
    expect(wait).toBeGreaterThanOrEqual(0);
    expect(wait).toBeLessThan(Math.min(8000, 500 * 2 ** retries));
    expect(backoff(retries + 1, random)).toBeGreaterThanOrEqual(wait);
  });
  expect(() => assert(bounded)).not.toThrow();
});

test("any retry-after is a wait or none", () => {
  const header = oneof(
    string(),
    double().map(String),
    date().map(String),
    date({ noInvalidDate: true }).map((moment) => moment.toUTCString()),
  );
  const isWait = property(
    header,
    nat(),
    constantFrom("retry-after", "retry-after-ms"),
    (...drawn) => {
      const [text, now, name] = drawn;
      const wait = readRetryAfter((asked) => (asked === name ? text : undefined), now);
      expect(wait === undefined || (wait >= 0 && Number.isFinite(wait))).toBe(true);
    },
  );
  expect(() => assert(isWait)).not.toThrow();
});
