import {
  array,
  assert,
  asyncProperty,
  boolean,
  constantFrom,
  integer,
  nat,
  oneof,
  pre,
  string,
  type Arbitrary,
} from "fast-check";
import { describe, expect, test } from "vitest";
import { GatewayApiError, GatewayConnectionError, GatewayProtocolError } from "../src/index.js";
import type { GatewayClientOptions } from "../src/options.js";
import {
  canaryBody,
  canaryCall,
  canaryClient,
  canaryHttp,
  createSecretPath,
  endingOf,
} from "./support/calls.js";
import {
  disguises,
  disguisesOfLonger,
  lettersAndDigits,
  type Disguise,
} from "./support/disguises.js";
import { reachableText } from "./support/reachable-text.js";

const repeats = "[withheld: the server's text repeats part of a secret]";
const tooLong = "[withheld: too long to be searched for secrets]";
/** In no secret below. */
const requestId = "~~";

const oneOf = (signs: string): Arbitrary<string> => constantFrom(...Array.from(signs));
const unit = oneof(
  { weight: 6, arbitrary: oneOf("abcXYZ0189") },
  { weight: 2, arbitrary: oneOf("-_.+/= \\\"'<>&%$\n\t") },
  { weight: 1, arbitrary: constantFrom("é", "ß", "я", "中", "😃", "٣") },
);
const keyUnit = oneOf("abcXYZ0189-_.+/=\\\"'<>&%$");
const isSecret = (text: string): boolean => lettersAndDigits(text) >= 1;
const isLong = (text: string): boolean => lettersAndDigits(text) >= 12;
const isMiddling = (text: string): boolean => lettersAndDigits(text) >= 4;

const longSecret = string({ unit, minLength: 14, maxLength: 60 }).filter(isLong);
const shortSecret = string({ unit, minLength: 1, maxLength: 11 }).filter(isSecret);
const key = string({ unit: keyUnit, minLength: 1, maxLength: 40 }).filter(isSecret);

/** Text around an echo that is none of its letters. */
const around = string({ unit: oneOf("(){}[]:;,#*! "), maxLength: 8 });

interface Echo {
  readonly secret: string;
  readonly isKey: boolean;
}

const anySecret: Arbitrary<Echo> = oneof(
  oneof(longSecret, shortSecret).map((secret) => ({ secret, isKey: false })),
  key.map((secret) => ({ secret, isKey: true })),
);

/** The key is trimmed, so a value is what may begin with a blank. */
const optionsOf = ({ secret, isKey }: Echo): GatewayClientOptions => ({
  maxRetries: 0,
  apiKey: isKey ? secret : "~".repeat(12),
});
const bodyOf = ({ secret, isKey }: Echo) => ({
  ...canaryBody,
  value: isKey ? "~".repeat(12) : secret,
});

/** The error of a call whose server answers with this. */
async function errorOf(
  echo: Echo,
  body: string | object,
  { status = 400, headers = {} }: { status?: number; headers?: Record<string, string> } = {},
): Promise<unknown> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const init = { status, headers: { "x-request-id": requestId, ...headers } };
  const fetch = () => Promise.resolve(new Response(text, init));
  const client = canaryClient({ ...optionsOf(echo), fetch });
  return (await endingOf(() => client.createSecret(bodyOf(echo)))).error;
}

const runs = { numRuns: 60 };

async function expectWithheld(echo: Echo, message: string): Promise<void> {
  const details = [{ reason: message }];
  for (const body of [
    { code: 9, message },
    { code: 9, message: "no", details },
  ]) {
    // oxlint-disable-next-line eslint/no-await-in-loop -- one call after the other
    const error = await errorOf(echo, body);
    expect(error).toBeInstanceOf(GatewayApiError);
    expect(error).toMatchObject({
      message: `400 FAILED_PRECONDITION: ${repeats} (request id ${requestId})`,
      status: 400,
      code: "FAILED_PRECONDITION",
      requestId,
      details: [],
    });
  }
}

async function expectNoText(echo: Echo, random: number, [, disguise]: (typeof disguises)[0]) {
  const cutOff = JSON.stringify({ echo: echo.secret }).slice(0, -1);
  for (const body of [`no ${disguise(echo.secret, random)}.`, cutOff]) {
    // oxlint-disable-next-line eslint/no-await-in-loop -- one call after the other
    const error = await errorOf(echo, body);
    const message = `400 INVALID_ARGUMENT: ${repeats} (request id ${requestId})`;
    expect(error).toHaveProperty("message", message);
  }
}

describe("an error message that repeats a secret", () => {
  test.each(disguises)("%s is withheld, whatever the secret", async (_name, disguise) => {
    const isWithheld = asyncProperty(anySecret, nat(), around, around, (echo, random, ...texts) =>
      expectWithheld(echo, texts.join(disguise(echo.secret, random))),
    );
    await expect(assert(isWithheld, runs)).resolves.toBeUndefined();
  });

  test.each(disguisesOfLonger)(
    "%s is withheld for a secret of four letters and digits or more",
    async (_name, disguise) => {
      const isWithheld = asyncProperty(
        anySecret,
        nat(),
        around,
        around,
        (echo, random, ...texts) => {
          pre(isMiddling(echo.secret));
          return expectWithheld(echo, texts.join(disguise(echo.secret, random)));
        },
      );
      await expect(assert(isWithheld, runs)).resolves.toBeUndefined();
    },
  );

  test("is withheld in a body that is not JSON, in any disguise", async () => {
    const isWithheld = asyncProperty(anySecret, nat(), constantFrom(...disguises), expectNoText);
    await expect(assert(isWithheld, { numRuns: 200 })).resolves.toBeUndefined();
  });

  test("is withheld as a JSON number, if the secret is one of twenty digits", async () => {
    const secret = "12345678901234567890";
    const error = await errorOf({ secret, isKey: false }, `{"message":"no","details":[${secret}]}`);
    expect(error).toMatchObject({ message: expect.stringContaining(repeats), details: [] });
    expect(reachableText(error)).not.toMatch(/1234567890123/);
  });
});

const reduce = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** Tests, by a simple search, whether a text has no part of a secret in it. */
function isFree(text: string, secret: string): boolean {
  const bytes = Buffer.from(secret);
  const encoded = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes]).toString("base64"),
  );
  return [secret, bytes.toString("hex"), ...encoded].every((form) => {
    const letters = reduce(form);
    return Array.from({ length: letters.length }, (_, at) => letters.slice(at, at + 6)).every(
      (part) => part.length < 6 || !reduce(text).includes(part),
    );
  });
}

describe("an error message that does not repeat a secret", () => {
  const shown = string({ unit: "grapheme", minLength: 1, maxLength: 300 }).filter(
    // oxlint-disable-next-line eslint/no-control-regex -- these are not shown as they are
    (text) => text === text.trim() && !/[\p{Cc}\p{Bidi_C}\u2028\u2029]/u.test(text),
  );

  test("is shown as it is, with its details", async () => {
    const isShown = asyncProperty(longSecret, boolean(), shown, async (secret, isKey, text) => {
      const echo = { secret: isKey ? "x".repeat(12) : secret, isKey };
      pre(isFree(text, echo.secret));
      const error = await errorOf(echo, { code: 9, message: text, details: [{ text }] });
      expect(error).toMatchObject({
        message: `400 FAILED_PRECONDITION: ${text} (request id ${requestId})`,
        details: [{ text }],
      });
    });
    await expect(assert(isShown, { numRuns: 300 })).resolves.toBeUndefined();
  });
});

describe("a text that is too long to be searched", () => {
  const secret = canaryBody.value;
  const headers = { "retry-after": "30" };

  test("leaves status, code, request id and retry-after", async () => {
    const message = "word ".repeat(2000);
    const body = { code: 8, message, details: [{ message }] };
    const error = await errorOf({ secret, isKey: false }, body, { status: 429, headers });
    expect(error).toMatchObject({
      message: `429 RESOURCE_EXHAUSTED: ${tooLong} (request id ${requestId})`,
      details: [],
      requestId,
      retryAfter: 30_000,
    });
  });

  test("is every text if the secret has more than 64 KiB, but retry-after is still read", async () => {
    const long = "0123456789abcdef".repeat(4097);
    const body = { code: 8, message: "slow down" };
    const error = await errorOf({ secret: long, isKey: false }, body, { status: 429, headers });
    expect(error).toMatchObject({
      message: expect.stringContaining(`429 RESOURCE_EXHAUSTED: ${tooLong}`),
      retryAfter: 30_000,
    });
  });
});

const anyDisguise: Arbitrary<Disguise> = constantFrom(
  ...[...disguises, ...disguisesOfLonger].map(([, disguise]) => disguise),
);
const aSecret = string({ unit: keyUnit, minLength: 14, maxLength: 40 }).filter(isLong);

describe("a secret is withheld", () => {
  test("from the cause of a failed connection", async () => {
    const place = constantFrom("message", "name", "code");
    const isWithheld = asyncProperty(aSecret, nat(), anyDisguise, place, async (...drawn) => {
      const [secret, random, disguise, name] = drawn;
      const text = disguise(secret, random);
      const cause = Object.assign(new Error("why"), { code: "ECONNRESET", [name]: text });
      const client = canaryClient({
        fetch: () => Promise.reject(new TypeError("fetch failed", { cause })),
      });
      const { error } = await endingOf(() => client.createSecret({ ...canaryBody, value: secret }));
      if (!GatewayConnectionError.isInstance(error)) throw error;
      expect(error.cause).toBeInstanceOf(Error);
      expect(error.cause).toMatchObject({ name: "Error", message: repeats, code: undefined });
      expect(error.message).toContain(repeats);
      expect(reachableText(error)).not.toContain(text);
    });
    await expect(assert(isWithheld, runs)).resolves.toBeUndefined();
  });

  test("from the request id of an error and of a report", async () => {
    const isWithheld = asyncProperty(aSecret, nat(), anyDisguise, async (...drawn) => {
      const [secret, random, disguise] = drawn;
      const id = disguise(secret, random);
      pre(/^[ -~]*$/.test(id));
      const ids: unknown[] = [];
      const headers = { "x-request-id": id };
      const client = canaryClient({
        fetch: () => Promise.resolve(new Response("{}", { status: 400, headers })),
        onAttempt: (report) => ids.push(report.requestId),
      });
      const { error } = await endingOf(() => client.createSecret({ ...canaryBody, value: secret }));
      expect(error).toMatchObject({ message: "400 INVALID_ARGUMENT", requestId: undefined });
      expect(ids).toEqual([undefined]);
    });
    await expect(assert(isWithheld, runs)).resolves.toBeUndefined();
  });

  test("from the headers and the content of a response of http", async () => {
    const isWithheld = asyncProperty(aSecret, nat(), anyDisguise, async (...drawn) => {
      const [secret, random, disguise] = drawn;
      const text = disguise(secret, random);
      pre(/^[ -~]*$/.test(text));
      const headers = { "x-echo": text, "x-other": "kept" };
      const http = canaryHttp({
        maxRetries: 0,
        fetch: () => Promise.resolve(new Response(text, { status: 400, headers })),
      });
      const body = { ...canaryBody, value: secret };
      const { response } = await http.POST(createSecretPath, { ...canaryCall, body });
      const names = [...response.headers].map(([name]) => name);
      expect(names).toContain("x-other");
      expect(names).not.toContain("x-echo");
      expect(await response.text()).toBe(JSON.stringify({ message: repeats }));
    });
    await expect(assert(isWithheld, runs)).resolves.toBeUndefined();
  });

  test("from the names of fields that a server made up", async () => {
    const isWithheld = asyncProperty(aSecret, nat(), anyDisguise, async (...drawn) => {
      const [secret, random, disguise] = drawn;
      const name = disguise(secret, random);
      const value = { ...canaryBody, value: undefined, [name]: 1 };
      const nested = { name: "a", keyName: { [name]: 1 } };
      for (const body of [value, nested]) {
        // oxlint-disable-next-line eslint/no-await-in-loop -- one call after the other
        const error = await errorOf({ secret, isKey: false }, body, { status: 200 });
        expect(error === undefined || GatewayProtocolError.isInstance(error)).toBe(true);
        expect(reachableText(error)).not.toContain(name);
      }
    });
    await expect(assert(isWithheld, runs)).resolves.toBeUndefined();
  });
});

// oxlint-disable-next-line eslint/no-control-regex -- that is what must not pass
const forging = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

/** All texts of an error that a reader may print, but for the line breaks of its stack. */
const textsOf = (error: Error): string[] => [
  error.message,
  String(Reflect.get(error, "requestId")),
  JSON.stringify(Reflect.get(error, "details") ?? "")
    // JSON.stringify would hide what it escapes.
    .replace(/\\u([\da-f]{4})|\\[bfnrt]/g, "\x1b"),
  ...(error.cause instanceof Error
    ? [error.cause.message, error.cause.name, String(Reflect.get(error.cause, "code"))]
    : []),
];

describe("control characters, escape sequences and bidi overrides", () => {
  const hostile = array(
    oneof(
      constantFrom(
        "\x1b[31m",
        "\x1b]0;title\x07",
        "\x9b31m",
        "\u202e",
        "\u2066",
        "\u2069",
        "\u061c",
      ),
      integer({ min: 0, max: 0x9f }).map((code) => String.fromCharCode(code)),
      constantFrom("\u2028", "\u200e", "\u200f", "a", " "),
    ),
    { minLength: 1, maxLength: 30 },
  ).map((signs) => `x${signs.join("")}y`);

  test("never reach the message, request id or details of an error status", async () => {
    const isClean = asyncProperty(hostile, async (text) => {
      // The platform's own Headers refuse some of these.
      const headers = new Headers({ "x-request-id": "r" });
      headers.get = (name) => (name === "x-request-id" ? text : null);
      for (const body of [JSON.stringify({ message: text, details: [{ [text]: [text] }] }), text]) {
        const response = new Response(body, { status: 400 });
        Object.defineProperty(response, "headers", { value: headers });
        const client = canaryClient({ fetch: () => Promise.resolve(response) });
        // oxlint-disable-next-line eslint/no-await-in-loop -- one call after the other
        const { error } = await endingOf(() => client.createSecret(canaryBody));
        if (!GatewayApiError.isInstance(error)) throw error;
        expect(textsOf(error).filter((shown) => forging.test(shown))).toEqual([]);
      }
    });
    await expect(assert(isClean, { numRuns: 200 })).resolves.toBeUndefined();
  });

  test("never reach the message or the cause of a failed connection", async () => {
    const isClean = asyncProperty(hostile, async (text) => {
      const fields = { name: text, message: text, code: text };
      for (const reason of [
        text,
        { ...fields, cause: fields },
        Object.assign(new Error(), fields),
      ]) {
        const client = canaryClient({
          // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- a fetch may
          fetch: () => Promise.reject(reason),
        });
        // oxlint-disable-next-line eslint/no-await-in-loop -- one call after the other
        const { error } = await endingOf(() => client.createSecret(canaryBody));
        if (!GatewayConnectionError.isInstance(error)) throw error;
        expect(textsOf(error).filter((shown) => forging.test(shown))).toEqual([]);
        expect(forging.test(String(error.cause.stack).replaceAll("\n", ""))).toBe(false);
      }
    });
    await expect(assert(isClean, { numRuns: 200 })).resolves.toBeUndefined();
  });

  test("never reach the message of a protocol error", async () => {
    const isClean = asyncProperty(hostile, async (text) => {
      const error = await errorOf(
        { secret: "none-of-this", isKey: false },
        { [text]: text },
        {
          status: 200,
        },
      );
      if (!GatewayProtocolError.isInstance(error)) throw error;
      expect(textsOf(error).filter((shown) => forging.test(shown))).toEqual([]);
    });
    await expect(assert(isClean, { numRuns: 200 })).resolves.toBeUndefined();
  });

  test("never reach the headers of a response of http", async () => {
    const isClean = asyncProperty(hostile, async (text) => {
      pre(/^[\t\x20-\x7e\x80-\xff]*$/.test(text));
      const headers = { "x-shown": text };
      const fetch = () => Promise.resolve(new Response("{}", { status: 400, headers }));
      const { response } = await canaryHttp({ fetch }).POST(createSecretPath, canaryCall);
      expect(response.headers.get("x-shown")).not.toMatch(forging);
    });
    await expect(assert(isClean, { numRuns: 200 })).resolves.toBeUndefined();
  });
});
