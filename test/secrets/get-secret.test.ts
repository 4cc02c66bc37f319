import { expect, test } from "vitest";
import { answer, FaultServer, type Behaviour } from "../support/fault-server.js";
import { canaryClient, endingOf } from "../support/calls.js";
import { fakeHolding, fakeWith, requestsTo, secretOf, value } from "../support/secrets.js";

const found = answer(200, JSON.stringify(secretOf("db")));

test("a secret is read by a GET of its id", async () => {
  await using server = await FaultServer.start({ answers: [found] });
  const secret = await canaryClient({ baseUrl: server.url }).getSecret("db");
  expect(secret).toEqual(secretOf("db"));
  expect(server.requests).toMatchObject([
    { method: "GET", target: "/v1/accounts/acme/secrets/db", body: "" },
  ]);
  expect(server.requests[0]?.head).not.toMatch(/content-type|content-length/i);
});

test("its full name takes precedence over the client's account", async () => {
  const { fake, client } = fakeWith();
  await endingOf(() => client.getSecret("accounts/umbrella/secrets/db"));
  expect(requestsTo(fake)).toEqual(["GET umbrella/secrets/db"]);
});

test("an id is percent-encoded once", async () => {
  const { fake, client } = fakeWith();
  await endingOf(() => client.getSecret("a b%2F?é"));
  expect(requestsTo(fake)).toEqual(["GET acme/secrets/a%20b%252F%3F%C3%A9"]);
});

test("a read mask is sent as it is", async () => {
  const { fake, client } = await fakeHolding(["db"]);
  expect(await client.getSecret("db", { readMask: "name,keyName" })).toEqual(secretOf("db"));
  expect(requestsTo(fake, 1)).toEqual(["GET acme/secrets/db?readMask=name%2CkeyName"]);
});

test("a value that the server sends is removed", async () => {
  const { fake, client } = fakeWith();
  fake.respondOnce({ status: 200, body: { ...secretOf("db"), value } });
  expect(await client.getSecret("db")).toEqual(secretOf("db"));
});

test("a secret that does not exist is an error, which has changed nothing", async () => {
  const { client } = fakeWith();
  const { error } = await endingOf(() => client.getSecret("db"));
  expect(error).toMatchObject({ status: 404, code: "NOT_FOUND", mayHaveSucceeded: false });
});

const reset: Behaviour = (socket) => socket.resetAndDestroy();

test.each<[string, Behaviour]>([
  ["a 500", answer(500)],
  ["a reset", reset],
  [
    "a body that breaks off",
    (socket) => socket.end("HTTP/1.1 200 x\r\ncontent-length: 9\r\n\r\n{"),
  ],
])("it is read again after %s", async (_name, failure) => {
  await using server = await FaultServer.start({ answers: [failure, failure, found] });
  expect(await canaryClient({ baseUrl: server.url }).getSecret("db")).toEqual(secretOf("db"));
  expect(server.requests).toHaveLength(3);
});

test.each<[string, Behaviour]>([
  ["a reset", reset],
  ["a 500", answer(500)],
  ["a 404 whose code is INTERNAL", answer(404, '{"code":13}')],
  ["a 303", answer(303)],
  ["an answer that is not a secret", answer(200, "{}")],
])("%s changes nothing, which the error says", async (_name, failure) => {
  await using server = await FaultServer.start({ answers: [failure] });
  const { error } = await endingOf(() => canaryClient({ baseUrl: server.url }).getSecret("db"));
  expect(error).toMatchObject({ mayHaveSucceeded: false });
});

test("a timeout changes nothing either", async () => {
  await using server = await FaultServer.start({ answers: [() => {}] });
  const client = canaryClient({ baseUrl: server.url, timeout: 50 });
  const { error } = await endingOf(() => client.getSecret("db"));
  expect(error).toMatchObject({ name: "GatewayTimeoutError", mayHaveSucceeded: false });
});

test.each<[string, unknown, object, string]>([
  ["no secret", undefined, {}, "secret"],
  ["a malformed name", "secrets/db", {}, "secret"],
  [
    "an account that contradicts the name",
    "accounts/acme/secrets/db",
    { accountId: "b" },
    "accountId",
  ],
  ["an unknown option", "db", { pageSize: 5 }, "pageSize"],
  ["a read mask that is not a string", "db", { readMask: 5 }, "readMask"],
  ["a read mask with a lone surrogate", "db", { readMask: "\uD83D" }, "readMask"],
])("%s is refused before anything is sent", async (_name, secret, options, field) => {
  const { fake, client } = fakeWith();
  // @ts-expect-error -- JavaScript passes anything
  const { error } = await endingOf(() => client.getSecret(secret, options));
  expect(error).toMatchObject({ name: "GatewayInputError", field, mayHaveSucceeded: false });
  expect(fake.requests).toEqual([]);
});
