import { FileProblem, lineAt, type Entry } from "./entry.js";

// A string, a sign, or the end of the text; a part of a text is none of them. Unrolled, since a
// choice in a loop would overflow the engine's stack on a value of some megabytes.
const token =
  // oxlint-disable-next-line no-control-regex -- JSON excludes them
  /[ \t\n\r]*(?:("[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*")|([{}:,]|$))/y;

/**
 * Reads the entries of a JSON file: one object whose values are strings.
 *
 * JSON.parse would keep the last of two entries with one key, and its errors repeat the text.
 *
 * @throws FileProblem with line, key and remedy, never with a value
 */
export function readJsonEntries(text: string): readonly Entry[] {
  const entries = new Map<string, string>();
  let at = 0;
  const fail = (problem: string): never => {
    // Past the blanks in front of what could not be read.
    const place = at + text.slice(at).search(/\S|$/);
    throw new FileProblem(`line ${lineAt(text, place)} ${problem}`);
  };
  const next = (): string | undefined => {
    token.lastIndex = at;
    const [, literal, sign] = token.exec(text) ?? [];
    if (literal !== undefined || sign !== undefined) at = token.lastIndex;
    return literal ?? sign;
  };
  const expectSign = (...signs: readonly string[]): string => {
    const found = next();
    return (
      signs.find((sign) => sign === found) ??
      fail('is not valid: expected one JSON object, {"NAME": "value"}')
    );
  };
  const readEntry = (keyLiteral: string): void => {
    const keyName = String(JSON.parse(keyLiteral));
    if (entries.has(keyName)) fail(`sets ${keyName} again; remove one`);
    expectSign(":");
    const literal = next();
    if (literal?.[0] !== '"') {
      return fail(`sets ${keyName} to what is not a string; put its value in double quotes`);
    }
    entries.set(keyName, String(JSON.parse(literal)));
  };

  expectSign("{");
  for (let found = next(); found !== "}" || entries.size > 0; found = next()) {
    if (found?.[0] !== '"') return fail("is not valid: expected a name in double quotes");
    readEntry(found);
    if (expectSign(",", "}") === "}") break;
  }
  expectSign("");
  return Array.from(entries, ([keyName, value]) => ({ keyName, value }));
}
