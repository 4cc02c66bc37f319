import { describe, expect, test } from "vitest";
import type { ValidationError, Validator } from "../../src/generated/validators.js";
import type { BodyRules } from "../../src/operations/body-rules.js";
import type { Operation } from "../../src/operations/operation.js";
import { validateBody } from "../../src/operations/validate-body.js";
import { canaryBody, canaryClient, created, endingOf } from "../support/calls.js";
import { canaryValue } from "../support/canary.js";
import { reachableText } from "../support/reachable-text.js";
import type { CreateSecretBody } from "../../src/types.js";
import * as operations from "../../src/operations/wrapped-operations.js";

const secret: CreateSecretBody = { name: "accounts/acme/secrets/a", keyName: "A" };
const createSecret: Operation = operations.Gateway_CreateSecret;

/** An operation that takes any body, but for what its rules say. */
const operationWith = (
  request: Partial<BodyRules>,
  requestBody: Operation["requestBody"] = "required",
): Operation => ({
  ...createSecret,
  requestBody,
  request: { validator: undefined, writeOnly: [], ...request },
});

const fieldsOf = ({ request }: Operation): string => String(request.fields?.join(", "));

const anyBody = operationWith({ writeOnly: [["value"]] });

function sentBodyOf(body: unknown, operation = createSecret): unknown {
  return JSON.parse(validateBody(operation, body, "secret").text ?? "");
}

function errorOf(body: unknown, operation = createSecret): unknown {
  try {
    validateBody(operation, body, "secret");
  } catch (error) {
    return error;
  }
  throw new Error("was accepted");
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

describe("a request body", () => {
  test.each<[string, unknown, unknown]>([
    ["with the required fields", secret, secret],
    ["with any text as value", canaryBody, canaryBody],
    ["with an empty value", { ...secret, value: "" }, { ...secret, value: "" }],
    ["with blanks, never trimmed", { ...secret, value: " \n" }, { ...secret, value: " \n" }],
    ["with toJSON", { toJSON: () => secret }, secret],
    ["with a getter that changes, read once", changing(), { ...secret, value: "first" }],
    ["without a prototype", Object.assign(Object.create(null), secret), secret],
    [
      "with a pair of surrogates and the text of a lone one",
      { ...secret, value: "😃 \\ud83d \\\\ud83d" },
      { ...secret, value: "😃 \\ud83d \\\\ud83d" },
    ],
    ["with an undefined field that is not secret", { ...secret, a: undefined }, secret],
  ])("%s is sent as it is", (_name, body, sent) => {
    expect(sentBodyOf(body)).toEqual(sent);
  });

  test("with fields that the schema leaves open is sent as it is", () => {
    const body = { ...secret, a: [1, null] };
    expect(sentBodyOf(body, anyBody)).toEqual(body);
  });

  test("with a field named __proto__, which the schema leaves open, is sent with it", () => {
    const body: unknown = JSON.parse(`{"__proto__":{"a":1},${JSON.stringify(secret).slice(1)}`);
    expect(JSON.stringify(sentBodyOf(body, anyBody))).toContain('"__proto__":{"a":1}');
  });

  test("of 100 levels is sent as it is", () => {
    expect(sentBodyOf(nested(100), anyBody)).toEqual(nested(100));
  });

  test("is copied when the call is made", async () => {
    const sent: unknown[] = [];
    const client = canaryClient({
      fetch: (_url, init) => {
        sent.push(init.body);
        return Promise.resolve(new Response(created));
      },
    });
    const body = { ...secret, value: "before" };
    const call = client.createSecret(body);
    body.value = "after";
    await call;
    expect(sent).toEqual([JSON.stringify({ ...secret, value: "before" })]);
  });

  const unset = "is undefined: omit it, or check that the variable you pass is set";
  const lone = "secret contains a lone surrogate, which UTF-8 cannot encode";
  const unserializable = "secret cannot be serialized as JSON";
  const tooDeep = "secret is nested deeper than 100 levels";

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
      unserializable,
    ],
    [
      "a toJSON that throws",
      () => ({
        toJSON: () => {
          throw new Error(canaryValue);
        },
      }),
      "secret",
      unserializable,
    ],
    ["a bigint", () => ({ ...secret, value: 1n }), "secret", unserializable],
    ["itself", () => cyclic(), "secret", unserializable],
    ["a lone surrogate", () => ({ ...secret, value: "a\uD83D" }), "secret", lone],
    ["a lone second surrogate", () => ({ ...secret, value: "\uDE03\\" }), "secret", lone],
    [
      "a lone surrogate after backslashes",
      () => ({ ...secret, value: "\\\\\uD83D" }),
      "secret",
      lone,
    ],
    ["a lone surrogate in a name", () => ({ ...secret, "\uDBFF": 1 }), "secret", lone],
    ["a lone surrogate deep down", () => ({ ...secret, a: [{ b: "\uDFFF" }] }), "secret", lone],
    ["101 levels", () => nested(101), "secret", tooDeep],
    ["3000 levels", () => nested(3000), "secret", tooDeep],
    ["100 000 levels", () => nested(100_000), "secret", unserializable],
    [
      "a misspelt field",
      () => ({ ...secret, vaule: canaryValue }),
      "secret.vaule",
      `secret.vaule is not a field of Gateway_CreateSecret; expected one of: ${fieldsOf(createSecret)}`,
    ],
    [
      "a field named __proto__",
      () => JSON.parse(`{"__proto__":{},${JSON.stringify(secret).slice(1)}`),
      "secret.__proto__",
      `secret.__proto__ is not a field of Gateway_CreateSecret; expected one of: ${fieldsOf(createSecret)}`,
    ],
  ];

  test.each(refused)("with %s is refused by name", (_name, body, field, message) => {
    const error = errorOf(body());
    expect(error).toMatchObject({ name: "GatewayInputError", field, message });
    expect(error).toHaveProperty("mayHaveSucceeded", false);
    expect(reachableText(error)).not.toContain(canaryValue);
  });

  test("of another operation is refused by the name of its own field", () => {
    const update = operations.Gateway_UpdateSecret;
    expect(() => validateBody(update, { ...secret }, "update")).toThrow(
      `update.name is not a field of Gateway_UpdateSecret; expected one of: ${fieldsOf(update)}`,
    );
    expect(() => validateBody(update, { value: "a" }, "update")).toThrow(
      "update.keyName is missing",
    );
  });

  test("that is not sent has nothing to check", async () => {
    const client = canaryClient({ fetch: () => Promise.reject(new Error("sent")) });
    // @ts-expect-error -- JavaScript passes anything
    const { error } = await endingOf(() => client.createSecret({ keyName: "A" }));
    expect(error).toMatchObject({ field: "secret.name", mayHaveSucceeded: false });
  });

  test.each(["none", "optional"] as const)("may be missing if it is %s", (requestBody) => {
    const operation = operationWith({ writeOnly: [["value"]] }, requestBody);
    expect(validateBody(operation, undefined, "body")).toEqual({ text: undefined, secrets: [] });
  });

  test("that is required may be missing if no schema says otherwise", () => {
    expect(validateBody(anyBody, undefined, "body")).toEqual({ text: undefined, secrets: [] });
  });

  test("is validated if it is optional and there", () => {
    const operation = operationWith(createSecret.request, "optional");
    expect(() => validateBody(operation, {}, "body")).toThrow("body.name is missing");
  });

  test.each([null, {}, "text"])("%j must be omitted if the operation has none", (body) => {
    expect(() => validateBody(operationWith({}, "none"), body, "body")).toThrow(
      "body must be omitted: this operation has no request body",
    );
  });

  test.each([[[1]], ["text"], [null]])(
    "%j is left to the schema, not being an object with fields",
    (body) => {
      const operation = operationWith({ fields: ["a"] });
      expect(validateBody(operation, body, "body").text).toBe(JSON.stringify(body));
    },
  );

  test("that its schema refuses is described without its content", () => {
    const error: ValidationError = {
      path: ["a/b"],
      keyword: "type",
      params: {},
      message: "must be string",
    };
    const validator: Validator<unknown> = Object.assign(
      (_body: unknown): _body is unknown => false,
      {
        errors: [error],
      },
    );
    expect(() => validateBody(operationWith({ validator }), { "a/b": 5 }, "body")).toThrow(
      "body.a/b must be string, got number",
    );
  });
});

describe("the secrets of a body", () => {
  test("are the texts in its write-only fields, wherever they are", () => {
    const writeOnly = [["value"], ["list", "*", "key"], ["map", "*"]];
    const body = {
      value: { a: "one", b: [2, true, null] },
      list: [{ key: "three", other: "x" }, { other: "y" }],
      map: { m: "four" },
    };
    const { text, secrets } = validateBody(operationWith({ writeOnly }), body, "body");
    expect(text).toBe(JSON.stringify(body));
    expect(secrets).toEqual(["one", "2", "three", "four"]);
  });

  test.each([
    [{ list: [{ key: "a" }, { key: undefined }] }],
    [{ list: { first: { key: undefined } } }],
  ])("may not be undefined in %o", (body) => {
    const operation = operationWith({ writeOnly: [["list", "*", "key"]] });
    expect(() => validateBody(operation, body, "body")).toThrow(
      "body.list.*.key is undefined: omit it, or check that the variable you pass is set",
    );
  });

  test("may be more than a function can be given arguments", () => {
    const keys = Array.from({ length: 200_000 }, String);
    const operation = operationWith({ writeOnly: [["keys"]] });
    expect(validateBody(operation, { keys }, "body").secrets).toEqual(keys);
  });

  test("need not be there", () => {
    const operation = operationWith({ writeOnly: [["nested", "key"]] });
    expect(validateBody(operation, { nested: null }, "body").secrets).toEqual([]);
    expect(validateBody(operation, { nested: "text" }, "body").secrets).toEqual([]);
    expect(validateBody(operation, {}, "body").secrets).toEqual([]);
  });
});
