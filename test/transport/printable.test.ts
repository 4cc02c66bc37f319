import { expect, test } from "vitest";
import { printable } from "../../src/transport/printable.js";

test.each([
  ["an escape sequence", "\u001B[31mred", "[31mred"],
  ["a control sequence of C1", "a\u009B31mred", "a 31mred"],
  ["a line break", "one\r\ntwo\n\nthree", "one two three"],
  ["a line separator", "one\u2028two\u2029three", "one two three"],
  ["a NUL and a DEL", "a\u0000b\u007Fc", "a b c"],
  ["a bidirectional override", "a\u202Eb\u2066c\u2069d\u200Fe\u061Cf", "a b c d e f"],
])("a text on one line has no more %s", (_name, text, shown) => {
  expect(printable(text)).toBe(shown);
});

test("a text loses the blanks around it, and keeps everything else", () => {
  expect(printable("  plain é 日本 😃 \u00A0x\t")).toBe("plain é 日本 😃 \u00A0x");
  expect(printable("")).toBe("");
});

test.each([
  ["C0", 0x00, 0x1f],
  ["DEL and C1", 0x7f, 0x9f],
  ["left-to-right and right-to-left marks", 0x200e, 0x200f],
  ["separators, embeddings and overrides", 0x2028, 0x202e],
  ["isolates", 0x2066, 0x2069],
])("every sign from the first to the last of %s is replaced", (_name, first, last) => {
  for (let sign = first; sign <= last; sign += 1) {
    expect(printable(`a${String.fromCharCode(sign)}b`)).toBe("a b");
  }
});

test.each([0x20, 0x7e, 0xa0, 0x2027, 0x202f, 0x200d, 0x2065, 0x206a])(
  "the sign %d beside them is not",
  (sign) => {
    const text = `a${String.fromCharCode(sign)}b`;
    expect(printable(text)).toBe(text);
  },
);
