import { CommandError } from "../lib/command-error.js";

/** Constructs of RE2 and of PCRE that a plain expression of JavaScript reads as something else, or not at all. */
const foreign =
  /\\[ACEGQzZ]|\\[pP]\{?[A-Za-z]|\[\[:|\[:\w+:\]\]|\(\?[a-zA-Z]*-?[a-zA-Z]+[):]|\(\?P[<=>]/;

/**
 * Reads a pattern as a `u` expression, which JSON Schema asks for, or else as a plain one.
 *
 * @returns the problem if it is neither
 */
export function readPattern(pattern: string): RegExp | string {
  try {
    return new RegExp(pattern, "u");
  } catch {
    // Plain expressions allow needless escapes.
  }
  // Without escaped backslashes, after which a letter is a letter.
  const [construct] = foreign.exec(pattern.replaceAll("\\\\", "")) ?? [];
  if (construct !== undefined) {
    return `a pattern of another language, such as RE2 (${construct} in ${JSON.stringify(pattern)})`;
  }
  try {
    return new RegExp(pattern);
  } catch {
    return `a pattern that is no regular expression: ${JSON.stringify(pattern)}`;
  }
}

/**
 * The expression of a pattern.
 *
 * @throws CommandError when it is none
 */
export function expressionOf(pattern: string): RegExp {
  const read = readPattern(pattern);
  if (typeof read === "string")
    throw new CommandError(`expected a regular expression, found ${read}`);
  return read;
}
