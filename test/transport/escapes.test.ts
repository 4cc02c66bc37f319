import { describe, expect, test } from "vitest";
import { readingsOf } from "../../src/transport/escapes.js";

describe("the readings of a text", () => {
  test.each([
    ["of JSON, by number", String.raw`\u0061\u00E9`, "aé"],
    ["of JSON, a pair of surrogates", String.raw`\ud83d\ude03`, "😃"],
    ["of JSON, a quote and a slash", String.raw`\"a\/b\"`, '"a/b"'],
    ["of JSON, a backslash", String.raw`a\\b`, String.raw`a\b`],
    ["of JSON, a line break", String.raw`a\nb`, "a\nb"],
    ["of JSON, any control character as a line break", String.raw`a\tb\r\b\fc`, "a\nb\n\n\nc"],
    ["of JSON, a letter that is none of its escapes", String.raw`\x`, "x"],
    ["of a URL", "%61%2F%c3%a9", "a/é"],
    ["of HTML, by name", "&amp;&lt;&gt;&quot;&apos;&LT;", `&<>"'<`],
    ["of HTML, by number", "&#97;&#x62;&#X63;", "abc"],
    ["of HTML, a number beyond Unicode", "&#x110000;", "\u{10ffff}"],
  ])("include it with its escapes undone: %s", (_kind, text, undone) => {
    expect(readingsOf(text)).toContain(undone);
  });

  test.each([
    ["URL that is not UTF-8", "%ff", ["%ff"]],
    ["URL that is incomplete", "%6", ["%6"]],
    ["HTML entity that is not known", "&copy;", ["&copy;"]],
    ["HTML entity without a semicolon", "&lt", ["&lt"]],
    ["HTML number that is too long", "&#00000097;", ["&#00000097;"]],
    ["JSON escape without a sign", "a\\", ["a\\"]],
    ["text without escapes", "plain", ["plain"]],
    ["text without anything", "", [""]],
  ])("of a %s are the text alone", (_kind, text, readings) => {
    expect(readingsOf(text)).toEqual(readings);
  });

  test("of a JSON escape that is incomplete lose the backslash", () => {
    expect(readingsOf(String.raw`\u00`)).toEqual([String.raw`\u00`, "u00"]);
  });

  test("include each order of the kinds of escapes, up to three deep", () => {
    expect(readingsOf(String.raw`\u0025\u0036\u0031`)).toContain("a");
    expect(readingsOf("%26lt;")).toContain("<");
    expect(readingsOf("&#37;61")).toContain("a");
    expect(readingsOf("%25252561")).toContain("%61");
    expect(readingsOf("%25252561")).not.toContain("a");
  });

  test("include each reading once, the text itself first", () => {
    const text = String.raw`\u0061%61&#97;`;
    const readings = readingsOf(text);
    expect(readings[0]).toBe(text);
    expect(new Set(readings).size).toBe(readings.length);
    expect(readings).toContain("aaa");
  });
});
