import { describe, expect, test } from "vitest";
import { readErrorBody } from "../../src/transport/read-error-body.js";
import { createRedactor, type Redact } from "../../src/transport/withhold.js";

const asItIs = (text: string): string => text;

function readWhole(body: string, redact: Redact) {
  const read = readErrorBody(body, redact);
  return { ...read, text: read.text() };
}

const read = (body: unknown, redact = asItIs) => readWhole(JSON.stringify(body), redact);
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
  ])("%j says %s and %j", (body, code, message) => {
    expect(read(body)).toMatchObject({ code, message, details: [], text: JSON.stringify(body) });
  });

  test.each([
    ["plain text", "plain text"],
    [" plain\ntext\r\n", "plain text"],
    ["", ""],
    ["{broken", "{broken"],
    ["\u001B[31mred\u0000\u2028line", "[31mred line"],
    ["<html>busy</html>", ""],
    [" \n<!doctype html>", ""],
    ["a < b", "a < b"],
  ])("of %j, which is no JSON, says %j", (text, message) => {
    expect(readWhole(text, asItIs)).toEqual({ code: undefined, message, details: [], text });
  });

  test("has the details of its error, or its own", () => {
    expect(read({ details: [{ a: 1 }] }).details).toEqual([{ a: 1 }]);
    expect(read({ error: { details: ["inner"] }, details: ["outer"] }).details).toEqual(["inner"]);
    expect(read({ error: { details: "none" }, details: ["outer"] }).details).toEqual(["outer"]);
    expect(read({ details: { a: 1 } }).details).toEqual([]);
  });

  test("says no more than 1000 characters", () => {
    expect(read({ message: "m".repeat(1000) }).message).toBe("m".repeat(1000));
    expect(read({ message: "m".repeat(1001) }).message).toBe(`${"m".repeat(1000)}…`);
  });

  test("keeps a field named __proto__ a field", () => {
    const { details } = readWhole('{"details":[{"__proto__":{"a":1}}]}', asItIs);
    expect(JSON.stringify(details)).toBe('[{"__proto__":{"a":1}}]');
    expect(Object.getPrototypeOf(details[0])).toBe(Object.prototype);
  });

  test("that is nested too deep says nothing", () => {
    expect(readWhole(nested(99), asItIs).message).toBe("m");
    const nothing = { code: undefined, message: "", details: [], text: "" };
    expect(readWhole(nested(100), asItIs)).toEqual(nothing);
    expect(readWhole(nested(100_000), asItIs)).toEqual(nothing);
  });
});

describe("secrets in an error body", () => {
  const redact = createRedactor(["s3cr3t-value", "123456", "two words"]);

  test("are replaced wherever they are: texts, names, numbers", () => {
    const { message, details, text } = read(
      {
        message: "no s3cr3t-value",
        details: [
          { "s3cr3t-value": "x", n: 123456, m: 1234, list: ["a s3cr3t-value", null, true] },
        ],
      },
      redact,
    );
    expect(message).toBe("no [redacted]");
    expect(details).toEqual([
      { "[redacted]": "x", n: "", m: 1234, list: ["a [redacted]", null, true] },
    ]);
    expect(JSON.parse(text)).toEqual({ message, details });
  });

  test("are found behind any escape that JSON allows", () => {
    const escaped = Array.from("s3cr3t-value")
      .map((sign) => `\\u00${sign.charCodeAt(0).toString(16).toUpperCase()}`)
      .join("");
    const { message, text } = readWhole(`{"message":"no ${escaped}","a":"\\/"}`, redact);
    expect(message).toBe("no [redacted]");
    expect(text).toBe('{"message":"no [redacted]","a":"/"}');
  });

  test("are found in a field that comes twice", () => {
    const { text } = readWhole('{"a":"s3cr3t-value","a":"b"}', redact);
    expect(text).toBe('{"a":"b"}');
  });

  test("are found where a line break was in the way", () => {
    expect(read({ message: "not two\nwords" }, redact).message).toBe("not [redacted]");
    expect(readWhole("not two\r\nwords", redact).message).toBe("not [redacted]");
  });

  test("are replaced in what is no JSON", () => {
    const html = readWhole("<p>s3cr3t-value</p>", redact);
    expect(html).toEqual({ code: undefined, message: "", details: [], text: "<p>[redacted]</p>" });
  });

  test("that are too short to replace drop the text, and the next one is taken", () => {
    const short = createRedactor(["ab"]);
    expect(read({ error: { message: "cab" }, message: "good" }, short).message).toBe("good");
    expect(read({ message: "cab" }, short).message).toBe("");
  });
});
