import { isDeepStrictEqual } from "node:util";
import { array, constantFrom, oneof, sample, string, tuple } from "fast-check";
import { readDotEnv } from "../../src/cli/values/dot-env.js";

export type Values = Readonly<Record<string, string | undefined>>;

/** What a file contains, by name. */
export const valuesOf = (text: string): Values =>
  Object.fromEntries(readDotEnv(text).map(({ keyName, value }) => [keyName, value]));

/** The same; undefined if the file is refused. */
export function accepted(text: string): Values | undefined {
  try {
    return valuesOf(text);
  } catch {
    return undefined;
  }
}

const signs = (text: string): string[] => Array.from(text);

/** What the readers disagree about. */
export const hard = [
  ...signs("abA1_ \t'\"`#$\\=:;&|~*?[{(!%@,.-\n\r"),
  ...signs("\u00a0\u0085\u2028\ufeff\u001f\u000b\u000c\0é😀"),

  "\\n",
  "\\\\",
  "\\'",
  "\r\n",
  " #",
  " # it's\n",
  "''",
  "$A",
  "${A}",
  "~/a",
  "export ",
  "\nB=",
];
const soft = [...signs("aZ09%+,-./:@^_=?é*{}[]!")];
const inSingle = [
  ...soft,
  ...signs('#$`"\t \\\n~;&|<>()'),
  "\r\n",
  "\u00a0",
  "\nB=",
  "\n# it",
  "\\n",
  " # ",
];
const inDouble = [
  ...soft,
  ...signs("#'\t \n~;&|<>()"),
  "\r\n",
  "\u2028",
  "\nB=",
  "\n# it's",
  "\\n",
  "\\n'",
];
/** Texts of these parts. */
export const textOf = (unit: readonly string[], maxLength = 8) =>
  string({ unit: constantFrom(...unit), maxLength });

const anyValue = oneof(
  textOf(soft),
  textOf(hard, 12),
  textOf(inSingle, 12).map((text) => `'${text}'`),
  textOf(inDouble, 12).map((text) => `"${text}"`),
  textOf(hard, 4).map((text) => `'${text}'`),
  textOf(hard, 4).map((text) => `"${text}"`),
);
/** Names of keys, of which some are none. */
export const names = [
  "A",
  "B",
  "C1",
  "_d",
  "lower",
  "A",
  "A.B",
  "A-B",
  "__proto__",
  "exporter",
  "export",
];
const often = <T>(usual: T, ...others: readonly T[]) =>
  oneof({ arbitrary: constantFrom(usual), weight: 3 * others.length }, constantFrom(...others));
const assignment = tuple(
  often("", " ", "export ", "export  ", "\t"),
  constantFrom(...names),
  often("=", " = ", ": ", "= ", " ="),
  anyValue,
  often("", " ", "  # c=1", " #c 'd' \"", "#c", "\t", "\t#c", " x", "\r", " #\u2028A=1"),
).map((parts) => parts.join(""));
const noise = [
  "",
  "  ",
  "# comment",
  '# it\'s "q" A=1',
  "  # it",
  "#\u2028A=1",
  "\t",
  "export A",
  "#",
];
const anyFile = tuple(
  often("", "\ufeff"),
  array(oneof(assignment, assignment, constantFrom(...noise)), { maxLength: 4 }),
  often("\n", "\r\n", "\r"),
  constantFrom("", "\n"),
).map(([start, lines, lineBreak, end]) => start + lines.join(lineBreak) + end);
const rawText = textOf(hard, 20).map((text) => `A=${text}`);

/** Files that are accepted, and what they contain; the same ones in every run. */
export const corpus = sample(oneof(anyFile, anyFile, rawText), {
  numRuns: 40_000,
  seed: 1,
}).flatMap((text) => {
  const values = accepted(text);
  return values === undefined || Object.keys(values).length === 0 ? [] : [{ text, values }];
});

/** A file and what it contains. */
export type Case = (typeof corpus)[number];

/** The first files that were read as something else. */
export const differences = (cases: readonly Case[], read: readonly Values[]) =>
  cases
    .map((file, index) => ({ ...file, read: read[index] }))
    .filter((file) => !isDeepStrictEqual({ ...file.read }, file.values))
    .slice(0, 5);
