import { array, assert, constantFrom, integer, property, string, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { TypedLine } from "../../src/cli/values/typed-line.js";

/** Types keys in pieces of this many bytes. */
function typed(keys: string | Uint8Array, size = 1): TypedLine {
  const line = new TypedLine();
  const bytes = Buffer.from(keys);
  for (let at = 0; at < bytes.length; at += size) line.add(bytes.subarray(at, at + size));
  return line;
}

const outcome = (line: TypedLine) => {
  try {
    return [line.isComplete, line.read()];
  } catch (error) {
    return [line.isComplete, String(error)];
  }
};

const [start, end] = ["\u001b[200~", "\u001b[201~"];

describe("a line", () => {
  test.each([
    ["hush-hush\r", "hush-hush"],
    ["  hush\t hush \r", "  hush\t hush "],
    ["hush\n", "hush"],
    ["hush\r\n\r\n", "hush"],
    ["husj\u007fh\r", "hush"],
    ["é😀\u007f\b\b\bé😀\r", "é😀"],
    ["wrong\u001b[A\u0015hush\r", "hush"],
    [`${start}hush${end}\r`, "hush"],
    [`a${start}hush${end}b\r`, "ahushb"],
    [`${start}hush\n${end}`, "hush"],
    ["\ufeffhush\r", "\ufeffhush"],
    ["\r", ""],
  ])("%j is read as %j, in pieces of any size", (keys, expected) => {
    for (const size of [1, 2, 3, 100]) {
      const line = typed(keys, size);
      expect(line.isComplete).toBe(true);
      expect(line.read()).toBe(expected);
    }
  });

  test.each([
    ["hush\u0003", "cancelled; nothing was sent"],
    ["\u0004", "cancelled; nothing was sent"],
    [`${start}hush\u0003`, "cancelled; nothing was sent"],
    ["hush", "cancelled; nothing was sent"],
    ["hush\nhush", "the value has several lines; use --from-file, or pipe it in"],
    ["\nhush\n", "the value has several lines; use --from-file, or pipe it in"],
    [`${start}hush\nhush${end}`, "the value has several lines; use --from-file, or pipe it in"],
    [
      "hush\u001b[A\r",
      "the value has a control character, as of an arrow key; use --from-file, or pipe it in",
    ],
    [
      "hush\u001b\r",
      "the value has a control character, as of an arrow key; use --from-file, or pipe it in",
    ],
    [
      "hush\u0016\r",
      "the value has a control character, as of an arrow key; use --from-file, or pipe it in",
    ],
    [Uint8Array.of(0xff, 0x0d), "the value is not UTF-8"],
  ])("%j is refused: %s", (keys, message) => {
    for (const size of [1, 2, 100]) {
      expect(() => typed(keys, size).read()).toThrow(expect.objectContaining({ message }));
    }
  });

  test("is not complete within a paste, nor before Enter", () => {
    expect(typed("hush").isComplete).toBe(false);
    expect(typed(`${start}hush\n`).isComplete).toBe(false);
    expect(typed(`${start}hush\n${end}`).isComplete).toBe(true);
  });

  test("is the same, however it is cut into pieces", () => {
    const key = constantFrom(
      "a",
      "é",
      "😀",
      "\t",
      "\u007f",
      "\r",
      "\n",
      "\u001b",
      start,
      end,
      "[20",
      "\u0015",
      "\u0003",
    );
    assert(
      property(tuple(array(key), integer({ min: 1, max: 7 }), string()), ([keys, size, more]) => {
        const text = keys.join("") + more;
        expect(outcome(typed(text, size))).toEqual(outcome(typed(text, 10_000)));
      }),
    );
  });
});
