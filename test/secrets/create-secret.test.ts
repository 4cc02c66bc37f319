import { expect, test } from "vitest";
import { answer, FaultServer } from "../support/fault-server.js";
import { canaryBody, canaryClient, created, endingOf } from "../support/calls.js";
import { fakeHolding, fakeWith, requestsTo, secretOf, value } from "../support/secrets.js";

test("a secret is created by a POST to its account", async () => {
  await using server = await FaultServer.start({ answers: [answer(200, created)] });
  const secret = await canaryClient({ baseUrl: server.url }).createSecret(canaryBody);
  expect(secret).toEqual(JSON.parse(created));
  expect(server.requests).toMatchObject([
    { method: "POST", target: "/v1/accounts/acme/secrets", body: JSON.stringify(canaryBody) },
  ]);
});

test("the account of the call takes precedence over the client's", async () => {
  const { fake, client } = fakeWith();
  await client.createSecret({ name: "db", keyName: "DB" }, { accountId: "umbrella" });
  expect(requestsTo(fake)).toEqual(["POST umbrella/secrets"]);
  expect(fake.secrets).toEqual([{ name: "accounts/umbrella/secrets/db", keyName: "DB" }]);
});

test("a value that the server echoes is removed", async () => {
  const { fake, client } = fakeWith();
  fake.respondOnce({ status: 200, body: { ...secretOf("db"), value } });
  expect(await client.createSecret({ ...secretOf("db"), value })).toEqual(secretOf("db"));
});

test("a secret that exists is an error, which is not repeated", async () => {
  const { fake, client } = await fakeHolding(["db"]);
  const { error } = await endingOf(() => client.createSecret({ ...secretOf("db"), value }));
  expect(error).toMatchObject({ code: "ALREADY_EXISTS", mayHaveSucceeded: false });
  expect(fake.requests).toHaveLength(2);
});

test("a 503 before it leaves open whether this call has created it", async () => {
  const { fake, client } = await fakeHolding(["db"]);
  fake.respondOnce({ status: 503 });
  const { error } = await endingOf(() => client.createSecret({ ...secretOf("db"), value }));
  expect(error).toMatchObject({ code: "ALREADY_EXISTS", mayHaveSucceeded: true });
});

test("a connection that is reset is not repeated: the secret may exist", async () => {
  const { fake, client } = fakeWith();
  fake.failOnce();
  const { error } = await endingOf(() => client.createSecret(secretOf("db")));
  expect(error).toMatchObject({ name: "GatewayConnectionError", mayHaveSucceeded: true });
  expect(fake.requests).toHaveLength(1);
});

test("an answer that is not a secret says that the secret was probably created", async () => {
  const { fake, client } = fakeWith();
  fake.respondOnce({ status: 200, body: { name: 5 } });
  const { error } = await endingOf(() => client.createSecret(secretOf("db")));
  expect(error).toMatchObject({
    message: "200 with an invalid body (body.keyName is missing); the secret was probably created",
    mayHaveSucceeded: true,
  });
});

test.each<[string, unknown, object | undefined, string]>([
  ["a value that is undefined", { ...secretOf("db"), value: undefined }, {}, "secret.value"],
  ["a misspelt field", { ...secretOf("db"), vaule: value }, {}, "secret.vaule"],
  ["nothing", undefined, {}, "secret"],
  ["an unknown option", secretOf("db"), { acountId: "acme" }, "acountId"],
  ["the option of another method", secretOf("db"), { readMask: "*" }, "readMask"],
  ["an account with a slash", secretOf("db"), { accountId: "accounts/acme" }, "accountId"],
])("%s is refused before anything is sent", async (_name, secret, options, field) => {
  const { fake, client } = fakeWith();
  // @ts-expect-error -- JavaScript passes anything
  const { error } = await endingOf(() => client.createSecret(secret, options));
  expect(error).toMatchObject({ name: "GatewayInputError", field, mayHaveSucceeded: false });
  expect(fake.requests).toEqual([]);
});
