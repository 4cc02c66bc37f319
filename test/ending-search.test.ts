import { expect, test } from "vitest";
import { createEndingSearch } from "../src/ending-search.js";

/** Every text of two letters that is this long. */
const textsOf = (length: number): string[] =>
  Array.from({ length: 2 ** length }, (_, bits) =>
    Array.from({ length }, (_bit, at) => ((bits >> at) & 1 ? "a" : "b")).join(""),
  );

/** The lengths of the endings of `sought` that begin at an offset of a text, longest first. */
const endingsAt = (sought: string, text: string, offset: number): number[] =>
  Array.from({ length: sought.length + 1 }, (_, shorter) => sought.length - shorter).filter(
    (length) => text.startsWith(sought.slice(sought.length - length), offset),
  );

test.each([0, 1, 2, 3, 4, 5])(
  "the endings that begin at each character of a text are known, for a sought text of length %j",
  (length) => {
    for (const sought of textsOf(length)) {
      const { extended, within } = createEndingSearch(sought);
      for (const text of textsOf(7)) {
        const offsets = Array.from(text, (_, fromEnd) => text.length - 1 - fromEnd);
        let ending = 0;
        const told = offsets.map((offset) => {
          ending = extended(ending, text.charCodeAt(offset));
          return within(ending, 0);
        });
        const expected = offsets.map((offset) => endingsAt(sought, text, offset));
        expect(told, `${sought} in ${text}`).toEqual(expected);
      }
    }
  },
);

test("only endings that are long enough are told", () => {
  const { within } = createEndingSearch("abababab");
  expect(within(8, 4)).toEqual([8, 6, 4]);
  expect(within(3, 4)).toEqual([]);
});
