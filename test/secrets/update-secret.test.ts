import { expect, test } from "vitest";
import { answer, FaultServer, type Behaviour } from "../support/fault-server.js";
import { canaryClient, endingOf } from "../support/calls.js";
import { fakeHolding, fakeWith, requestsTo, secretOf, value } from "../support/secrets.js";

const update = { keyName: "ROTATED", value };
const updated = { ...secretOf("db"), keyName: "ROTATED" };
const success = answer(200, JSON.stringify(updated));

test("a secret is updated by a PATCH of its id, with the update as the body", async () => {
  await using server = await FaultServer.start({ answers: [success] });
  const secret = await canaryClient({ baseUrl: server.url }).updateSecret("db", update);
  expect(secret).toEqual(updated);
  expect(server.requests).toMatchObject([
    { method: "PATCH", target: "/v1/accounts/acme/secrets/db", body: JSON.stringify(update) },
  ]);
});

test("an update without a value is sent without one", async () => {
  const { fake, client } = await fakeHolding(["db"]);
  expect(await client.updateSecret("db", { keyName: "ROTATED" })).toEqual(updated);
  expect(fake.requests[1]?.body).toEqual({ keyName: "ROTATED" });
});

test("the name that other methods return can be passed as it is", async () => {
  const { fake, client } = fakeWith({ accountId: "umbrella" });
  const created = await client.createSecret({ name: "db", keyName: "DB", value });
  await client.updateSecret(created.name, update);
  expect(requestsTo(fake, 1)).toEqual(["PATCH umbrella/secrets/db"]);
});

test("a value that the server echoes is removed", async () => {
  const { fake, client } = fakeWith();
  fake.respondOnce({ status: 200, body: { ...updated, value } });
  expect(await client.updateSecret("db", update)).toEqual(updated);
});

test("a value in an error is withheld", async () => {
  const { fake, client } = fakeWith();
  fake.respondOnce({ status: 400, body: { code: 3, message: `cannot store ${value}` } });
  const { error } = await endingOf(() => client.updateSecret("db", update));
  expect(error).toMatchObject({
    message: "400 INVALID_ARGUMENT: [withheld: the server's text repeats part of a secret]",
  });
});

const reset: Behaviour = (socket) => socket.resetAndDestroy();

test.each([
  ["a 500", answer(500)],
  ["a 502", answer(502)],
  ["a reset", reset],
])("it is repeated after %s, since the same content twice is the same", async (_name, failure) => {
  await using server = await FaultServer.start({ answers: [failure, failure, success] });
  expect(await canaryClient({ baseUrl: server.url }).updateSecret("db", update)).toEqual(updated);
  expect(server.requests.map(({ body }) => body)).toEqual(Array(3).fill(JSON.stringify(update)));
});

test.each<[string, Behaviour, boolean]>([
  ["a 404", answer(404), false],
  ["a 409", answer(409), false],
  ["a 500", answer(500), true],
  ["a reset", reset, true],
  ["a 303", answer(303), true],
  ["an answer that is not a secret", answer(200, "{}"), true],
])("after %s the error says whether it may have succeeded", async (_name, failure, may) => {
  await using server = await FaultServer.start({ answers: [failure] });
  const client = canaryClient({ baseUrl: server.url });
  const { error } = await endingOf(() => client.updateSecret("db", update));
  expect(error).toMatchObject({ mayHaveSucceeded: may });
});

test("an answer that is not a secret says that the secret was probably updated", async () => {
  const { fake, client } = fakeWith();
  fake.respondOnce({ status: 200, body: [] });
  const { error } = await endingOf(() => client.updateSecret("db", update));
  expect(error).toMatchObject({
    message:
      "200 with an invalid body (body must be object, got array); the secret was probably updated",
  });
});

test("a secret that does not exist is an error", async () => {
  const { client } = fakeWith();
  const { error } = await endingOf(() => client.updateSecret("db", update));
  expect(error).toMatchObject({ code: "NOT_FOUND", mayHaveSucceeded: false });
});

test.each<[string, unknown, unknown, object, string]>([
  ["a malformed name", "a/b", update, {}, "secret"],
  [
    "an account that contradicts the name",
    "accounts/a/secrets/b",
    update,
    { accountId: "b" },
    "accountId",
  ],
  ["no update", "db", undefined, {}, "update"],
  ["an update without keyName", "db", { value }, {}, "update.keyName"],
  ["a value that is undefined", "db", { ...update, value: undefined }, {}, "update.value"],
  ["a name in the update", "db", { ...update, name: "db" }, {}, "update.name"],
  ["an unknown option", "db", update, { readMask: "*" }, "readMask"],
])("%s is refused before anything is sent", async (_name, secret, body, options, field) => {
  const { fake, client } = fakeWith();
  // @ts-expect-error -- JavaScript passes anything
  const { error } = await endingOf(() => client.updateSecret(secret, body, options));
  expect(error).toMatchObject({ name: "GatewayInputError", field, mayHaveSucceeded: false });
  expect(fake.requests).toEqual([]);
});
