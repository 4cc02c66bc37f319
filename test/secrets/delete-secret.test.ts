import { expect, test } from "vitest";
import { answer, FaultServer, writeAndEnd, type Behaviour } from "../support/fault-server.js";
import { canaryClient, endingOf } from "../support/calls.js";
import { fakeHolding, fakeWith, requestsTo } from "../support/secrets.js";

const done = answer(200, "{}");
const notFound = answer(404, '{"code":5}');
const reset: Behaviour = (socket) => socket.resetAndDestroy();

async function endingWith(...answers: readonly Behaviour[]) {
  await using server = await FaultServer.start({ answers });
  const ending = await endingOf(() => canaryClient({ baseUrl: server.url }).deleteSecret("db"));
  return { ...ending, requests: server.requests };
}

test("a secret is deleted by a DELETE of its id, and the call resolves with nothing", async () => {
  const { error, value, requests } = await endingWith(done);
  expect([error, value]).toEqual([undefined, undefined]);
  expect(requests).toMatchObject([
    { method: "DELETE", target: "/v1/accounts/acme/secrets/db", body: "" },
  ]);
});

test("what the server says of a deleted secret is not passed on", async () => {
  const { value } = await endingWith(answer(200, '{"name":"db","value":"hush"}'));
  expect(value).toBeUndefined();
});

test("the name that other methods return can be passed as it is", async () => {
  const { fake, client } = await fakeHolding(["a", "b"]);
  await client.deleteSecret("accounts/acme/secrets/a", { accountId: "acme" });
  expect(requestsTo(fake, 2)).toEqual(["DELETE acme/secrets/a"]);
  expect(fake.secrets).toMatchObject([{ name: "accounts/acme/secrets/b" }]);
});

test("a 404 to the first attempt is an error: the name may be wrong", async () => {
  const { error, requests } = await endingWith(notFound);
  expect(error).toMatchObject({ status: 404, code: "NOT_FOUND", mayHaveSucceeded: false });
  expect(requests).toHaveLength(1);
});

test.each([
  ["a reset", reset],
  ["a 503", answer(503)],
  ["a 500", answer(500)],
  ["a body that breaks off", writeAndEnd("HTTP/1.1 200 x\r\ncontent-length: 9\r\n\r\n{")],
])("a 404 after %s counts as done, since that attempt may have arrived", async (_name, failure) => {
  const { error, requests } = await endingWith(failure, notFound);
  expect(error).toBeUndefined();
  expect(requests).toHaveLength(2);
});

test("a 404 after a 429 is an error, since that attempt did nothing", async () => {
  const { error } = await endingWith(answer(429), notFound);
  expect(error).toMatchObject({ status: 404, mayHaveSucceeded: false });
});

test("a 403 after a reset is an error, and the secret may be deleted", async () => {
  const { error } = await endingWith(reset, answer(403));
  expect(error).toMatchObject({ status: 403, mayHaveSucceeded: true });
});

test("a reset after a reset is an error, and the secret may be deleted", async () => {
  const { error, requests } = await endingWith(reset);
  expect(error).toMatchObject({ name: "GatewayConnectionError", mayHaveSucceeded: true });
  expect(requests).toHaveLength(3);
});

test("an answer that is not JSON says that the secret was probably deleted", async () => {
  const { error } = await endingWith(answer(200, "<p>"));
  expect(error).toMatchObject({
    message: "200 with an invalid body (body is not JSON); the secret was probably deleted",
    mayHaveSucceeded: true,
  });
});

test.each<[string, unknown, object, string]>([
  ["no secret", undefined, {}, "secret"],
  ["an empty id", "", {}, "secret"],
  ["a malformed name", "accounts/acme/secrets", {}, "secret"],
  ["an account that contradicts the name", "accounts/a/secrets/b", { accountId: "b" }, "accountId"],
  ["an unknown option", "db", { force: true }, "force"],
])("%s is refused before anything is sent", async (_name, secret, options, field) => {
  const { fake, client } = fakeWith();
  // @ts-expect-error -- JavaScript passes anything
  const { error } = await endingOf(() => client.deleteSecret(secret, options));
  expect(error).toMatchObject({ name: "GatewayInputError", field, mayHaveSucceeded: false });
  expect(fake.requests).toEqual([]);
});
