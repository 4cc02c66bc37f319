import { expect, test } from "vitest";
import { receive } from "../../src/testing/recorded-request.js";
import { createFakeGateway } from "../../src/testing.js";

const url = "https://api.fireworks.ai/v1/accounts/acme/secrets?pageSize=5";
const MiB = 2 ** 20;

const received = (body?: string) =>
  receive(new Request(url, { method: "POST", headers: { "X-Team": "a" }, body: body ?? null }));

test("a request is recorded with method, URL and headers by name in lower case", async () => {
  const { record } = await received();
  expect(record).toEqual({
    method: "POST",
    url,
    headers: { "x-team": "a" },
    body: undefined,
  });
});

test.each([
  ["JSON", '{"a":[1]}', { a: [1] }],
  ["JSON null", "null", null],
  ["text that is not JSON", "{a", "{a"],
  ["nothing", "", undefined],
])("a body of %s is recorded as such", async (_kind, text, body) => {
  expect((await received(text)).record.body).toEqual(body);
});

test("a body beyond 1 MiB is received whole, and recorded as its first MiB of text", async () => {
  const whole = { a: "x".repeat(MiB) };
  const text = JSON.stringify(whole);
  const { received: request, record } = await received(text);
  expect(request.body).toEqual(whole);
  expect(record.body).toBe(text.slice(0, MiB));
});

test("a body of 1 MiB is recorded whole", async () => {
  const text = JSON.stringify("x".repeat(MiB - 2));
  expect((await received(text)).record.body).toBe("x".repeat(MiB - 2));
});

test("a large secret is created all the same", async () => {
  const fake = createFakeGateway();
  const body = { name: "db", keyName: "DB", value: "v".repeat(5 * MiB) };
  const response = await fake.fetch(url.split("?")[0] ?? "", {
    method: "POST",
    headers: { authorization: "Bearer key", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(200);
  expect(JSON.stringify(fake.requests).length).toBeLessThan(1.1 * MiB);
});
