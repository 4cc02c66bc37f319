import { describe, expect, test } from "vitest";
import { readingsOf } from "../src/readings.js";

const textsOf = (text: string): string[] => [
  ...new Set(Array.from(readingsOf(text), (reading) => reading.text)),
];

describe("the readings of a text", () => {
  test.each([
    ["plain text", "plain: text", ["plain: text"]],
    ["a plus", "a+b", ["a b"]],
    ["a JSON escape", String.raw`a\tb`, [String.raw`a\tb`, "a\tb"]],
    ["a character beyond the basic plane", String.raw`\ud83d\ude03`, [expect.anything(), "😃"]],
    ["bytes of UTF-8", "%41%c3%a9%E2%82%AC%f0%9f%98%83", [expect.anything(), "Aé€😃"]],
    ["bytes that are none", "%c3%41 %80", [expect.anything(), "%c3A %80"]],
    ["signs of HTML", "&lt;a&gt; &amp;&quot;&apos;", [expect.anything(), "<a> &\"'"]],
    ["numbers of HTML", "&#65;&#x1F603;&#X27;", [expect.anything(), "A😃'"]],
    ["numbers of HTML with zeros", "&#0000065;&#x000041;", [expect.anything(), "AA"]],
    ["longer numbers than HTML's", "&#00000065;&#x0000041;", ["&#00000065;&#x0000041;"]],
    ["what HTML does not know", "&AMP; &#x110000;", ["&AMP; &#x110000;"]],
    ["an overlong character", "%c0%80", ["%c0%80"]],
    ["what only looks like one", "%zz %7z % &#;", ["%zz %7z % &#;"]],
    ["no hexadecimal digits", String.raw`\u00zz`, [String.raw`\u00zz`, "u00zz"]],
    ["each control", String.raw`\b\f\n\r\t`, [expect.anything(), "\b\f\n\r\t"]],
    ["backslashes", String.raw`\\\\\\\\n\\\\\\\u0041\\`, expect.arrayContaining(["\nA"])],
    ["what JSON need not escape", String.raw`\'a`, [String.raw`\'a`, "'a"]],
    ["an escaped plus", "%2B", ["%2B", " "]],
    ["twice", "%2541", ["%2541", "%41", "A"]],
    ["three times, of which two are undone", "%252541", ["%252541", "%2541", "%41"]],
    ["one in the other", String.raw`\u002541`, [String.raw`\u002541`, "%41", "A"]],
    ["both", String.raw`\n%41`, [String.raw`\n%41`, "\n%41", "\nA", String.raw`\nA`]],
  ])("are it and what its escapes mean: %s", (_name, text, expected) => {
    expect(textsOf(text)).toEqual(expected);
  });

  test("know where each character stands in the text", () => {
    const text = String.raw`a%41\u0025c3%A9z`;
    const rests = Array.from(readingsOf(text), (reading) =>
      Array.from(`${reading.text} `, (_, index) => text.slice(reading.offsetOf(index))),
    );
    expect(rests[0]).toEqual(Array.from(`${text} `, (_, index) => text.slice(index)));
    expect(rests).toContainEqual([text, text.slice(1), text.slice(4), "z", ""]);
  });
});
