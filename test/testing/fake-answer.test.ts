import { expect, test } from "vitest";
import { refusal, responseOf } from "../../src/testing/fake-answer.js";

test.each([
  ["JSON", { status: 200, body: { a: 1 } }, '{"a":1}', "application/json"],
  ["JSON null", { status: 200, body: null }, "null", "application/json"],
  ["JSON false", { status: 200, body: false }, "false", "application/json"],
  ["a text", { status: 502, body: "<html>" }, "<html>", "text/plain;charset=UTF-8"],
  ["an empty text", { status: 502, body: "" }, "", "text/plain;charset=UTF-8"],
  ["nothing", { status: 204 }, "", null],
  [
    "JSON of another type",
    { status: 418, body: {}, headers: { "content-type": "application/problem+json" } },
    "{}",
    "application/problem+json",
  ],
])("an answer with %s is sent as it is", async (_title, answer, text, type) => {
  const response = responseOf(answer);
  expect(response.status).toBe(answer.status);
  expect(response.headers.get("content-type")).toBe(type);
  expect(await response.text()).toBe(text);
});

test.each([
  [400, 3],
  [404, 5],
  [418, 2],
  [503, 14],
])("an answer with %i alone is an error in the gateway's form", async (status, code) => {
  const message = `the fake gateway was told to respond with ${status}`;
  expect(await responseOf({ status }).json()).toEqual({ code, message, details: [] });
});

test("an answer below 400 alone has no body", async () => {
  expect(await responseOf({ status: 200 }).text()).toBe("");
});

test("a refusal has a number as its code, a message and headers", () => {
  const headers = { allow: "POST" };
  expect(refusal(405, "UNIMPLEMENTED", "no", headers)).toEqual({
    status: 405,
    body: { code: 12, message: "no", details: [] },
    headers,
  });
});

test.each([
  ["a status", { status: 99 }, RangeError],
  ["a status that has no body", { status: 204, body: "text" }, TypeError],
  ["a header", { status: 200, headers: { "bad name": "x" } }, TypeError],
])("%s that cannot exist is refused", (_what, answer, error) => {
  expect(() => responseOf(answer)).toThrow(error);
});
