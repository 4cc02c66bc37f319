import { describe, expect, test } from "vitest";
import { readErrorBody } from "../../src/transport/read-error-body.js";
import { createWithhold, type Withhold } from "../../src/transport/withhold.js";

const showAll = (): undefined => undefined;

const readText = (text: string, withhold: Withhold = showAll) =>
  readErrorBody(new TextEncoder().encode(text), withhold);
const read = (body: unknown, withhold: Withhold = showAll) =>
  readText(JSON.stringify(body), withhold);
const nested = (levels: number): string =>
  `{"message":"m","a":${"[".repeat(levels)}${"]".repeat(levels)}}`;

describe("an error body", () => {
  test.each<[unknown, string | undefined, string]>([
    [{ code: 5, message: "m", details: [] }, "NOT_FOUND", "m"],
    [{ code: 7, message: "" }, "PERMISSION_DENIED", ""],
    [{ message: "m" }, undefined, "m"],
    [{ code: "NOT_FOUND", message: "m" }, "NOT_FOUND", "m"],
    [{ error: { message: "m", code: "ABORTED" } }, "ABORTED", "m"],
    [{ error: { message: "m", code: 404, status: "NOT_FOUND" } }, "NOT_FOUND", "m"],
    [{ error: { status: "ABORTED", code: 5 } }, "ABORTED", ""],
    [{ error: { code: 5 }, code: 6 }, "NOT_FOUND", ""],
    [{ error: { code: "no_such_key" }, code: 6 }, "ALREADY_EXISTS", ""],
    [{ error: "m" }, undefined, "m"],
    [{ error: "m", message: "first" }, undefined, "first"],
    [{ error: { message: "inner" }, message: "outer" }, undefined, "inner"],
    [{ error: { message: "" }, message: "outer", detail: "d" }, undefined, "outer"],
    [{ error: "e", detail: "d" }, undefined, "e"],
    [{ detail: "d" }, undefined, "d"],
    [{ detail: [{ msg: "d" }] }, undefined, ""],
    [{ message: 42 }, undefined, ""],
    [{ code: 0 }, undefined, ""],
    ["text", undefined, "text"],
    ["", undefined, ""],
    [null, undefined, ""],
    [42, undefined, ""],
    [true, undefined, ""],
    [[], undefined, ""],
    [["m"], undefined, ""],
    [{}, undefined, ""],
  ])("%j has the code %s and the message %j", (body, code, message) => {
    expect(read(body)).toEqual({ code, message, details: [], content: JSON.stringify(body) });
  });

  test.each([
    ["plain text", "plain text"],
    [" plain\ntext\r\n", "plain text"],
    ["", ""],
    ["{broken", "{broken"],
    ["<html>busy</html>", ""],
    [" \n<!doctype html>", ""],
    ["a < b", "a < b"],
  ])("of %j, which is not JSON, has the message %j", (text, message) => {
    expect(readText(text)).toEqual({ code: undefined, message, details: [], content: text });
  });

  test.each([
    ["text", "\u001B[31mred\u0000\u2028line"],
    ["JSON", JSON.stringify({ message: "\u001B[31mred\u0000\u2028line" })],
  ])("of %s has a message without control characters", (_form, text) => {
    expect(readText(text).message).toBe("[31mred line");
  });

  test("has no control character in the names and texts of its JSON", () => {
    const { details, content } = read({ details: [{ "a\u009Bb": ["c\u202Ed", 1, null] }] });
    expect(details).toEqual([{ "a b": ["c d", 1, null] }]);
    expect(JSON.parse(content)).toEqual({ details });
  });

  test("has the details of its error, or its own", () => {
    expect(read({ details: [{ a: 1 }] }).details).toEqual([{ a: 1 }]);
    expect(read({ error: { details: ["inner"] }, details: ["outer"] }).details).toEqual(["inner"]);
    expect(read({ error: { details: "none" }, details: ["outer"] }).details).toEqual(["outer"]);
    expect(read({ details: { a: 1 } }).details).toEqual([]);
  });

  test("has a message of at most 1000 characters", () => {
    expect(read({ message: "m".repeat(1000) }).message).toBe("m".repeat(1000));
    expect(read({ message: "m".repeat(1001) }).message).toBe(`${"m".repeat(1000)}…`);
  });

  test("keeps a field named __proto__ as a field", () => {
    const { details } = readText('{"details":[{"__proto__":{"a":1}}]}');
    expect(JSON.stringify(details)).toBe('[{"__proto__":{"a":1}}]');
    expect(Object.getPrototypeOf(details[0])).toBe(Object.prototype);
  });

  test("that is nested too deep has neither code nor message", () => {
    expect(readText(nested(99)).message).toBe("m");
    const nothing = { code: undefined, message: "", details: [], content: "" };
    expect(readText(nested(100))).toEqual(nothing);
    expect(readText(nested(100_000))).toEqual(nothing);
  });

  test("that is not UTF-8 is read as far as it is", () => {
    expect(readErrorBody(Uint8Array.of(97, 255, 98), showAll).message).toBe("a\uFFFDb");
  });

  test.each(["exceeds 64 KiB", "ended early"] as const)("that %s says so", (problem) => {
    const message = `[withheld: the body ${problem}]`;
    expect(readErrorBody(problem, showAll)).toEqual({
      code: undefined,
      message,
      details: [],
      content: JSON.stringify({ message }),
    });
  });
});

const withhold = (text: string) =>
  createWithhold(["s3cr3t-value", "123456", "two words", "12345678901234567890123"])(text);

describe("an error body that repeats part of a secret", () => {
  const notice = "[withheld: the server's text repeats part of a secret]";
  const withheld = {
    message: notice,
    details: [],
    content: JSON.stringify({ message: notice }),
  };

  test.each([
    ["its message", { message: "no s3cr3t-value" }],
    ["a text deep in its details", { details: [{ list: ["a s3cr3t-value", null] }] }],
    ["a name", { details: [{ "s3cr3t-value": "x" }] }],
    ["a number", { details: [{ n: 123456 }] }],
    ["a number of more digits than a number has", { n: Number("12345678901234567890123") }],
    ["a field that is not shown", { other: "s3cr3t-value", message: "good" }],
    ["a text over two lines", { message: "not two\nwords" }],
    ["an encoded text", { message: `not ${btoa("xs3cr3t-value")}` }],
  ])("in %s is withheld whole, but for its code", (_place, body) => {
    expect(read({ code: 5, ...body }, withhold)).toEqual({ code: "NOT_FOUND", ...withheld });
  });

  test("behind any escape that JSON allows is withheld whole", () => {
    const escaped = Array.from("s3cr3t-value")
      .map((sign) => `\\u00${sign.charCodeAt(0).toString(16).toUpperCase()}`)
      .join("");
    expect(readText(`{"message":"no ${escaped}"}`, withhold)).toEqual({
      code: undefined,
      ...withheld,
    });
  });

  test.each(["<p>s3cr3t-value</p>", "not two\r\nwords", "{broken: 123456"])(
    "of %j, which is not JSON, is withheld whole",
    (text) => {
      expect(readText(text, withhold)).toEqual({ code: undefined, ...withheld });
    },
  );

  test("in a field that comes twice shows the field that counts", () => {
    expect(readText('{"a":"s3cr3t-value","a":"b"}', withhold).content).toBe('{"a":"b"}');
  });

  test("is shown if it repeats too little", () => {
    const body = { message: "no s3cr3t here", details: [{ m: 12345 }] };
    expect(read(body, withhold)).toEqual({
      code: undefined,
      ...body,
      content: JSON.stringify(body),
    });
  });
});
