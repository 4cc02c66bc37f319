import { describe, expect, test } from "vitest";
import type { ValidationError, Validator } from "../../src/generated/validators.js";
import { judgeRequestBody, successReader } from "../../src/operations/validate-body.js";
import { anything } from "../../src/operations/operation.js";
import { canaryBody, canaryClient, created, endingOf } from "../support/calls.js";
import { canaryValue } from "../support/canary.js";
import { answer, FaultServer } from "../support/fault-server.js";
import { reachableText } from "../support/reachable-text.js";
import type { CreateSecretBody } from "../../src/types.js";

const secret: CreateSecretBody = { name: "accounts/acme/secrets/a", keyName: "A" };
const nothingSent = (): Promise<Response> => Promise.reject(new Error("sent"));

async function sentBodyOf(body: unknown): Promise<unknown> {
  await using server = await FaultServer.start({ answers: [answer(200, created)] });
  // @ts-expect-error -- JavaScript passes anything
  await canaryClient({ baseUrl: server.url }).createSecret(body);
  return JSON.parse(server.requests[0]?.body ?? "");
}

class Inherited {
  readonly name = secret.name;
  readonly keyName = secret.keyName;
  get value(): string {
    return "inherited";
  }
}

function changing(): object {
  let reads = 0;
  return {
    ...secret,
    get value() {
      reads += 1;
      return reads === 1 ? "first" : undefined;
    },
  };
}

describe("a request body", () => {
  const fine: readonly [string, () => unknown, unknown][] = [
    ["with the required fields", () => secret, secret],
    ["with any text for a value", () => canaryBody, canaryBody],
    ["with an empty value", () => ({ ...secret, value: "" }), { ...secret, value: "" }],
    [
      "with blanks, never trimmed",
      () => ({ ...secret, value: " \n" }),
      { ...secret, value: " \n" },
    ],
    [
      "with fields that the spec does not know",
      () => ({ ...secret, a: [1, null] }),
      { ...secret, a: [1, null] },
    ],
    ["with toJSON", () => ({ toJSON: () => secret }), secret],
    ["with a getter that changes, read once", changing, { ...secret, value: "first" }],
    ["without a prototype", () => Object.assign(Object.create(null), secret), secret],
    [
      "with a pair of surrogates and the text of half a one",
      () => ({ ...secret, value: "😃 \\ud83d \\\\ud83d" }),
      { ...secret, value: "😃 \\ud83d \\\\ud83d" },
    ],
    ["with an undefined field that is not secret", () => ({ ...secret, a: undefined }), secret],
  ];

  test.each(fine)("%s is sent as it is", async (_name, body, sent) => {
    expect(await sentBodyOf(body())).toEqual(sent);
  });

  test("with a field named __proto__ is sent with it", async () => {
    const body: unknown = JSON.parse(`{"__proto__":{"a":1},${JSON.stringify(secret).slice(1)}`);
    expect(JSON.stringify(await sentBodyOf(body))).toContain('"__proto__":{"a":1}');
  });

  test("is copied when the call is made", async () => {
    await using server = await FaultServer.start({ answers: [answer(200, created)] });
    const body = { ...secret, value: "before" };
    const call = canaryClient({ baseUrl: server.url }).createSecret(body);
    body.value = "after";
    await call;
    expect(server.requests[0]?.body).toContain("before");
  });

  const unset = "is undefined: leave it out, or is a variable not set?";
  const half = "secret holds half a surrogate pair, which UTF-8 cannot carry";
  const refused: readonly [string, () => unknown, string, string][] = [
    ["nothing", () => undefined, "secret", "secret must be object, got undefined"],
    ["null", () => null, "secret", "secret must be object, got null"],
    ["a list", () => [secret], "secret", "secret must be object, got array"],
    ["a text", () => canaryValue, "secret", "secret must be object, got string"],
    ["a function", () => () => secret, "secret", "secret must be object, got undefined"],
    ["no name", () => ({ keyName: "A" }), "secret.name", "secret.name is missing"],
    ["no keyName", () => ({ name: "a" }), "secret.keyName", "secret.keyName is missing"],
    [
      "an undefined name",
      () => ({ ...secret, name: undefined }),
      "secret.name",
      "secret.name is missing",
    ],
    [
      "a keyName that is null",
      () => ({ ...secret, keyName: null }),
      "secret.keyName",
      "secret.keyName must be string, got null",
    ],
    [
      "a value that is a number",
      () => ({ ...secret, value: 42 }),
      "secret.value",
      "secret.value must be string, got number",
    ],
    [
      "a value that is bytes",
      () => ({ ...secret, value: Buffer.from("a") }),
      "secret.value",
      "secret.value must be string, got object",
    ],
    [
      "a value that is undefined",
      () => ({ ...secret, value: undefined }),
      "secret.value",
      `secret.value ${unset}`,
    ],
    [
      "a value that is a function",
      () => ({ ...secret, value: () => canaryValue }),
      "secret.value",
      `secret.value ${unset}`,
    ],
    [
      "a value that JSON leaves out, being inherited",
      () => new Inherited(),
      "secret.value",
      `secret.value ${unset}`,
    ],
    [
      "a getter that throws",
      () => ({
        ...secret,
        get value() {
          throw new Error(canaryValue);
        },
      }),
      "secret",
      "secret cannot be written as JSON",
    ],
    [
      "a toJSON that throws",
      () => ({
        toJSON: () => {
          throw new Error(canaryValue);
        },
      }),
      "secret",
      "secret cannot be written as JSON",
    ],
    ["a bigint", () => ({ ...secret, value: 1n }), "secret", "secret cannot be written as JSON"],
    ["itself", () => cyclic(), "secret", "secret cannot be written as JSON"],
    ["half a surrogate pair", () => ({ ...secret, value: "a\uD83D" }), "secret", half],
    ["the other half", () => ({ ...secret, value: "\uDE03\\" }), "secret", half],
    ["a half after backslashes", () => ({ ...secret, value: "\\\\\uD83D" }), "secret", half],
    ["half a pair in a name", () => ({ ...secret, "\uDBFF": 1 }), "secret", half],
    ["half a pair deep down", () => ({ ...secret, a: [{ b: "\uDFFF" }] }), "secret", half],
    ["101 levels", () => nested(101), "secret", "secret is nested deeper than 100 levels"],
    ["3000 levels", () => nested(3000), "secret", "secret is nested deeper than 100 levels"],
    ["100 000 levels", () => nested(100_000), "secret", "secret cannot be written as JSON"],
  ];

  test.each(refused)("with %s is refused", async (_name, body, field, message) => {
    const client = canaryClient({ fetch: nothingSent });
    // @ts-expect-error -- JavaScript passes anything
    const { error } = await endingOf(() => client.createSecret(body()));
    expect(error).toMatchObject({
      name: "GatewayInputError",
      field,
      message,
      mayHaveSucceeded: false,
    });
    expect(reachableText(error)).not.toContain(canaryValue);
  });

  test("of 100 levels is fine", async () => {
    expect(await sentBodyOf(nested(100))).toEqual(nested(100));
  });
});

function cyclic(): object {
  const body: Record<string, unknown> = { ...secret };
  body["self"] = body;
  return body;
}

/** A body of so many levels, itself included. */
function nested(levels: number): object {
  let inner: object = {};
  for (let level = 2; level < levels; level += 1) inner = { a: inner };
  return { ...secret, a: inner };
}

const expectNothing: Validator<unknown> = (body): body is unknown => body === undefined;

/** What a schema that is not in the vendored document could make of a body. */
function failing(error: ValidationError): Validator<unknown> {
  return Object.assign((_body: unknown): _body is unknown => error === undefined, {
    errors: [error],
  });
}

describe("what a schema finds wrong", () => {
  const at = { schemaPath: "#", instancePath: "", params: {} };
  const body = { "a/b": { "c~d": [null] } };

  test.each<[string, ValidationError, string]>([
    [
      "a value out of a list, by the list",
      { ...at, keyword: "enum", params: { allowedValues: ["A", 1] }, message: "must be one of" },
      'body must be one of: ["A",1]',
    ],
    [
      "another value than the one, by the one",
      { ...at, keyword: "const", params: { allowedValue: 0 }, message: "must be" },
      "body must be: 0",
    ],
    [
      "a place, without its escapes",
      { ...at, keyword: "type", instancePath: "/a~1b/c~0d/0", message: "must be string" },
      "body.a/b.c~d.0 must be string, got null",
    ],
    [
      "a list where none belongs",
      { ...at, keyword: "type", instancePath: "/a~1b/c~0d", message: "must be string" },
      "body.a/b.c~d must be string, got array",
    ],
    [
      "a length, without what came",
      { ...at, keyword: "maxLength", message: "must NOT have more than 3 characters" },
      "body must NOT have more than 3 characters",
    ],
    [
      "a missing field in its place",
      { ...at, keyword: "required", instancePath: "/a~1b", params: { missingProperty: "x" } },
      "body.a/b.x is missing",
    ],
  ])("is told: %s", (_name, error, message) => {
    const rules = { validator: failing(error), writeOnly: [] };
    expect(() => judgeRequestBody("body", body, rules)).toThrow(message);
    const read = successReader(rules);
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    expect(read(bytes)).toBe(`its body breaks the spec: ${message}`);
  });
});

test.each([{}, { errors: null }, { errors: [] }])("a schema may say no more: %j", (said) => {
  const validator = Object.assign((_body: unknown): _body is unknown => false, said);
  const rules = { validator, writeOnly: [] };
  expect(() => judgeRequestBody("body", {}, rules)).toThrow("body is wrong");
});

describe("the secrets of a body", () => {
  const validator = anything;

  test("are the texts in its write-only fields, wherever they are", () => {
    const writeOnly = [["value"], ["list", "*", "key"], ["map", "*"]];
    const body = {
      value: { a: "one", b: [2, true, null] },
      list: [{ key: "three", other: "x" }, { other: "y" }],
      map: { m: "four" },
    };
    const judged = judgeRequestBody("body", body, { validator, writeOnly });
    expect(judged.body).toEqual(body);
    expect(judged.secrets).toEqual(["one", "2", "three", "four"]);
  });

  test.each([
    [{ list: [{ key: "a" }, { key: undefined }] }],
    [{ list: { first: { key: undefined } } }],
  ])("may not be undefined in %o", (body) => {
    const rules = { validator, writeOnly: [["list", "*", "key"]] };
    expect(() => judgeRequestBody("body", body, rules)).toThrow(
      "body.list.*.key is undefined: leave it out, or is a variable not set?",
    );
  });

  test("are removed from an answer, wherever they are", () => {
    const writeOnly = [["value"], ["nested", "key"], ["list", "*", "key"]];
    const body = { value: "a", nested: { key: "b", c: 1 }, list: [{ key: "d" }, "e", null] };
    const read = successReader({ validator, writeOnly });
    expect(read(new TextEncoder().encode(JSON.stringify(body)))).toEqual({
      value: { nested: { c: 1 }, list: [{}, "e", null] },
    });
  });

  test("may be more than a function can be given arguments", () => {
    const keys = Array.from({ length: 200_000 }, String);
    const rules = { validator, writeOnly: [["keys"]] };
    expect(judgeRequestBody("body", { keys }, rules).secrets).toEqual(keys);
  });

  test("need not be there", () => {
    const rules = { validator, writeOnly: [["nested", "key"]] };
    expect(judgeRequestBody("body", { nested: null }, rules).secrets).toEqual([]);
    expect(judgeRequestBody("body", { nested: "text" }, rules).secrets).toEqual([]);
    expect(judgeRequestBody("body", {}, rules).secrets).toEqual([]);
  });
});

test("an empty answer is fine where the operation has none", () => {
  const read = successReader({ validator: expectNothing, writeOnly: [["value"]] });
  expect(read(new Uint8Array())).toEqual({ value: undefined });
});
