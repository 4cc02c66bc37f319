import { describe, expect, test } from "vitest";
import { createClientWith } from "../../src/client.js";
import type { Fetch } from "../../src/transport/request.js";
import { answer, FaultServer } from "../support/fault-server.js";
import { canaryClient, endingOf } from "../support/calls.js";
import { HeldClock } from "../support/held-clock.js";
import { SteppedClock } from "../support/stepped-clock.js";
import { fakeHolding, fakeWith, requestsTo, secretOf, value } from "../support/secrets.js";

const secret = { ...secretOf("db"), value };
const rotated = { ...secret, keyName: "ROTATED" };

const exists = { status: 409, body: { code: 6 } };
const missing = { status: 404, body: { code: 5 } };

describe("an upsert", () => {
  test("creates a secret that does not exist", async () => {
    const { fake, client } = fakeWith();
    expect(await client.upsertSecret(secret)).toEqual({
      secret: secretOf("db"),
      outcome: "created",
    });
    expect(fake.requests).toMatchObject([{ method: "POST", body: secret }]);
  });

  test("updates a secret that exists", async () => {
    const { fake, client } = await fakeHolding(["db"]);
    expect(await client.upsertSecret(rotated)).toEqual({
      secret: { name: secret.name, keyName: "ROTATED" },
      outcome: "updated",
    });
    expect(requestsTo(fake, 1)).toEqual(["POST acme/secrets", "PATCH acme/secrets/db"]);
    expect(fake.requests[2]?.body).toEqual({ keyName: "ROTATED", value });
  });

  test("creates a secret after all that was deleted in between", async () => {
    const { fake, client } = fakeWith();
    fake.respondOnce(exists);
    expect(await client.upsertSecret(secret)).toMatchObject({ outcome: "created" });
    expect(requestsTo(fake)).toEqual([
      "POST acme/secrets",
      "PATCH acme/secrets/db",
      "POST acme/secrets",
    ]);
    expect(fake.requests[2]?.body).toEqual(secret);
    expect(fake.secrets).toEqual([secretOf("db")]);
  });

  test("gives up if the secret is deleted and created in between", async () => {
    const { fake, client } = fakeWith();
    for (const plan of [exists, missing, exists]) fake.respondOnce(plan);
    const { error } = await endingOf(() => client.upsertSecret(secret));
    expect(error).toMatchObject({ code: "ALREADY_EXISTS", mayHaveSucceeded: false });
    expect(fake.requests).toHaveLength(3);
  });

  test("goes over HTTP as two requests with one key each", async () => {
    await using server = await FaultServer.start({
      answers: [answer(409), answer(200, JSON.stringify(secretOf("db")))],
    });
    await canaryClient({ baseUrl: server.url }).upsertSecret(secret);
    expect(server.requests).toMatchObject([
      { method: "POST", target: "/v1/accounts/acme/secrets", body: JSON.stringify(secret) },
      {
        method: "PATCH",
        target: "/v1/accounts/acme/secrets/db",
        body: JSON.stringify({ keyName: "DB", value }),
      },
    ]);
  });

  test("takes a bare id, and sends it as it is", async () => {
    const { fake, client } = await fakeHolding(["db"]);
    await client.upsertSecret({ ...rotated, name: "db" });
    expect(requestsTo(fake, 1)).toEqual(["POST acme/secrets", "PATCH acme/secrets/db"]);
    expect(fake.requests[1]?.body).toMatchObject({ name: "db" });
  });

  test("goes to the account of a full name", async () => {
    const { fake, client } = fakeWith({ accountId: "umbrella" });
    fake.respondOnce(exists);
    await client.upsertSecret(secret, { accountId: "acme" });
    expect(requestsTo(fake)).toEqual([
      "POST acme/secrets",
      "PATCH acme/secrets/db",
      "POST acme/secrets",
    ]);
  });

  test("returns no value, even if the server echoes it", async () => {
    const { fake, client } = fakeWith();
    fake.respondOnce(exists);
    fake.respondOnce({ status: 200, body: secret });
    expect((await client.upsertSecret(secret)).secret).toEqual(secretOf("db"));
  });

  test("sends each request as the secret was when it was called", async () => {
    const { fake, client } = fakeWith();
    for (const plan of [exists, missing]) fake.respondOnce(plan);
    const changing = { ...secret };
    const call = client.upsertSecret(changing);
    changing.value = "changed";
    await call;
    expect(fake.requests.map(({ body }) => Reflect.get(Object(body), "value"))).toEqual([
      value,
      value,
      value,
    ]);
  });

  test("passes its options to each request", async () => {
    const { fake, client } = fakeWith();
    fake.respondOnce(exists);
    await client.upsertSecret(secret, { headers: { "x-team": "platform" } });
    for (const { headers } of fake.requests) expect(headers).toHaveProperty("x-team", "platform");
  });

  test("retries each of its requests", async () => {
    const { fake, client } = await fakeHolding(["db"]);
    fake.respondOnce({ status: 503 });
    fake.respondOnce(exists);
    fake.failOnce();
    expect(await client.upsertSecret(rotated)).toMatchObject({ outcome: "updated" });
    expect(fake.requests).toHaveLength(5);
  });
});

describe("an upsert ends with the error of", () => {
  test.each([
    ["a creation that was aborted", 409, 10, "ABORTED"],
    ["a creation that is forbidden", 403, 7, "PERMISSION_DENIED"],
    ["a creation in an account that does not exist", 404, 5, "NOT_FOUND"],
  ])("%s", async (_name, status, number, code) => {
    const { fake, client } = fakeWith();
    fake.respondOnce({ status, body: { code: number } });
    const { error } = await endingOf(() => client.upsertSecret(secret));
    expect(error).toMatchObject({ status, code, mayHaveSucceeded: false });
    expect(fake.requests).toHaveLength(1);
  });

  test("a creation whose connection fails: the secret may exist", async () => {
    const { fake, client } = fakeWith();
    fake.failOnce();
    const { error } = await endingOf(() => client.upsertSecret(secret));
    expect(error).toMatchObject({ name: "GatewayConnectionError", mayHaveSucceeded: true });
    expect(fake.requests).toHaveLength(1);
  });

  test("an update that is refused", async () => {
    const { fake, client } = fakeWith();
    fake.respondOnce(exists);
    fake.respondOnce({ status: 400 });
    const { error } = await endingOf(() => client.upsertSecret(secret));
    expect(error).toMatchObject({ status: 400, mayHaveSucceeded: false });
    expect(fake.requests).toHaveLength(2);
  });
});

const mayHave = async (...plans: readonly { readonly status: number; body?: object }[]) => {
  const { fake, client } = fakeWith({ maxRetries: 1 });
  for (const plan of plans) fake.respondOnce(plan);
  const { error } = await endingOf(() => client.upsertSecret(secret));
  expect(fake.requests).toHaveLength(plans.length);
  return Reflect.get(Object(error), "mayHaveSucceeded");
};

describe("whether an upsert may have succeeded covers", () => {
  test("an attempt of the creation that may have arrived", async () => {
    expect(await mayHave({ status: 503 }, exists, { status: 400 })).toBe(true);
    expect(await mayHave(exists, { status: 400 })).toBe(false);
  });

  test("an attempt of the update that may have arrived", async () => {
    expect(await mayHave(exists, { status: 500 }, { status: 400 })).toBe(true);
    expect(await mayHave(exists, { status: 500 }, missing, { status: 400 })).toBe(true);
    expect(await mayHave(exists, missing, { status: 400 })).toBe(false);
  });

  test("the second creation", async () => {
    expect(await mayHave(exists, missing, { status: 500 })).toBe(true);
    expect(await mayHave({ status: 503 }, exists, missing, { status: 400 })).toBe(true);
  });
});

/** A client with a clock, whose gateway answers in turn; `undefined` never does. */
function timedClient(clock: HeldClock | SteppedClock, ...answers: (Response | undefined)[]) {
  const sent: string[] = [];
  const fetch: Fetch = (_url, { method }) => {
    sent.push(method);
    const next = answers[sent.length - 1];
    return next ? Promise.resolve(next) : new Promise(() => {});
  };
  const options = { apiKey: "test-key", accountId: "acme", timeout: 1000, maxRetries: 0 };
  return { sent, client: createClientWith(clock, { ...options, fetch }) };
}

const conflict = (): Response => new Response('{"code":6}', { status: 409 });

describe("the deadline of an upsert", () => {
  test("is one for all of its requests", async () => {
    const clock = new SteppedClock();
    const { sent, client } = timedClient(clock, conflict());
    const call = endingOf(() => client.upsertSecret(secret));
    clock.pass(600);
    while (sent.length < 2) {
      // oxlint-disable-next-line eslint/no-await-in-loop -- until the update is under way
      await new Promise((resolve) => setImmediate(resolve));
    }
    clock.pass(400);
    expect((await call).error).toMatchObject({
      name: "GatewayTimeoutError",
      timeout: 1000,
      mayHaveSucceeded: true,
    });
    expect(clock.pending).toBe(0);
  });

  test("that has passed after the creation lets nothing more be sent", async () => {
    const clock = new HeldClock();
    const { sent, client } = timedClient(clock, conflict());
    const call = endingOf(() => client.upsertSecret(secret));
    clock.pass(1000);
    expect((await call).error).toMatchObject({
      name: "GatewayTimeoutError",
      timeout: 1000,
      mayHaveSucceeded: false,
    });
    expect(sent).toEqual(["POST"]);
  });
});

test("an upsert that is aborted after its creation sends no update", async () => {
  const controller = new AbortController();
  const { fake, client } = fakeWith({ onAttempt: () => controller.abort("enough") });
  fake.respondOnce(exists);
  const { error } = await endingOf(() =>
    client.upsertSecret(secret, { signal: controller.signal }),
  );
  expect(error).toBe("enough");
  expect(fake.requests).toHaveLength(1);
});

class Inherited {
  readonly name = secret.name;
  readonly keyName = secret.keyName;
  get value(): string {
    return value;
  }
}

const throwing = {
  ...secretOf("db"),
  get value() {
    throw new Error(value);
  },
};

test.each<[string, unknown, object, string]>([
  ["nothing", undefined, {}, "secret"],
  ["null", null, {}, "secret"],
  ["a text", "db", {}, "secret"],
  ["a secret without name", { keyName: "DB" }, {}, "secret.name"],
  ["a secret without keyName", { name: "db" }, {}, "secret.keyName"],
  ["a malformed name", { ...secret, name: "secrets/db" }, {}, "secret.name"],
  ["a name that is not a string", { ...secret, name: 5 }, {}, "secret.name"],
  ["an account that contradicts the name", secret, { accountId: "umbrella" }, "accountId"],
  ["a value that is undefined", { ...secret, value: undefined }, {}, "secret.value"],
  ["a value that JSON leaves out, being inherited", new Inherited(), {}, "secret.value"],
  ["a getter that throws", throwing, {}, "secret"],
  ["a misspelt field", { ...secretOf("db"), vaule: value }, {}, "secret.vaule"],
  ["an unknown option", secret, { pageSize: 5 }, "pageSize"],
])("%s is refused before anything is sent", async (_name, body, options, field) => {
  const { fake, client } = fakeWith();
  // @ts-expect-error -- JavaScript passes anything
  const { error } = await endingOf(() => client.upsertSecret(body, options));
  expect(error).toMatchObject({ name: "GatewayInputError", field, mayHaveSucceeded: false });
  expect(fake.requests).toEqual([]);
});
