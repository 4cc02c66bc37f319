import { readingsOf } from "./escapes.js";

/** Decides on a text from outside: the notice to show in its place, or `undefined` to show it. */
export type Withhold = (text: string) => string | undefined;

/** Limits in UTF-16 units, which keep the search short: all texts of one error, all secrets of a call. */
const longestTexts = 8 * 1024;
const longestSecrets = 64 * 1024;

/** Letters and digits in a row that count as a part of a secret, and twice as many in hexadecimal. */
const run = 12;

const repeats = "[withheld: the server's text repeats part of a secret]";
const unsearched = "[withheld: too long to be searched for secrets]";

/**
 * Makes the decision for the texts of one error. A text that repeats part of a secret is withheld
 * whole, so an echo that is cut off, wrapped, in other case, escaped or encoded is withheld too.
 */
export function createWithhold(secrets: readonly string[]): Withhold {
  let left = longestTexts;
  let forms: readonly Form[] | undefined;
  return (text) => {
    left -= text.length;
    const size = secrets.reduce((sum, { length }) => sum + length, 0);
    if (left < 0 || size > longestSecrets) return unsearched;
    forms ??= secrets.flatMap((secret) => [...formsOf(secret), ...formsInJson(secret)]);
    return findsAny(forms, readingsOf(text)) ? repeats : undefined;
  };
}

/** A secret as a text may repeat it. */
interface Form {
  readonly text: string;
  /** Length of the part that counts; 0 if nothing short of the whole does, letter for letter. */
  readonly run: number;
}

function formsOf(secret: string): Form[] {
  const bytes = new TextEncoder().encode(secret);
  let binary = "";
  let hexadecimal = "";
  // Not Array.from and join, which take twenty times as long.
  for (const byte of bytes) {
    binary += String.fromCharCode(byte);
    hexadecimal += byte.toString(16).padStart(2, "0");
  }
  const base64 = [0, 1, 2].map((offset) => {
    const digits = btoa("\0".repeat(offset) + binary);
    // Only digits that depend on nothing before and after the secret.
    const own = digits.slice(
      Math.ceil((offset * 4) / 3),
      Math.floor(((offset + bytes.length) * 4) / 3),
    );
    return own.length < 4 ? btoa(binary) : own;
  });
  return [
    formOf(secret, run),
    formOf(hexadecimal, 2 * run),
    ...base64.map((digits) => formOf(digits, run)),
  ].filter(({ text }) => text !== "");
}

/** The forms inside an encoded body, in which the secret is escaped. */
function formsInJson(secret: string): Form[] {
  const escaped = JSON.stringify(secret).slice(1, -1);
  return escaped === secret ? [] : formsOf(escaped);
}

function formOf(text: string, longestRun: number): Form {
  const reduced = reduce(text);
  return reduced.length < 3
    ? { text: withoutBlanks(text), run: 0 }
    : { text: reduced, run: Math.min(longestRun, reduced.length) };
}

function findsAny(forms: readonly Form[], readings: readonly string[]): boolean {
  const asItStands = withoutBlanks(readings.join("\n"));
  // No part of a secret goes on over the line break between two readings.
  const reduced = readings.map(reduce).join("\n");
  const hashes = new Map<number, ReadonlySet<number>>();
  return forms.some((form) => {
    if (form.run === 0) return asItStands.includes(form.text);
    let ofRuns = hashes.get(form.run);
    if (!ofRuns) hashes.set(form.run, (ofRuns = hashesOf(reduced, form.run)));
    return ofRuns.size > 0 && shareRun(ofRuns, reduced, form);
  });
}

/** Rabin and Karp's search, which is linear, since each hash follows from the one before. */
function shareRun(ofRuns: ReadonlySet<number>, text: string, form: Form): boolean {
  return someHash(
    form.text,
    form.run,
    (hash, start) => ofRuns.has(hash) && text.includes(form.text.slice(start, start + form.run)),
  );
}

function hashesOf(text: string, length: number): ReadonlySet<number> {
  const hashes = new Set<number>();
  someHash(text, length, (hash) => !hashes.add(hash));
  return hashes;
}

/** Odd and random, so that nobody can choose texts whose hashes collide. */
const factor = Math.floor(Math.random() * 2 ** 30) * 2 + 1;

function someHash(
  text: string,
  length: number,
  test: (hash: number, start: number) => boolean,
): boolean {
  let leaving = 1;
  for (let power = 0; power < length; power += 1) leaving = Math.imul(leaving, factor);
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) {
    // NaN before the first character, which counts as 0 here.
    const left = Math.imul(leaving, text.charCodeAt(at - length));
    hash = (Math.imul(hash, factor) + text.charCodeAt(at) - left) | 0;
    if (at + 1 >= length && test(hash, at + 1 - length)) return true;
  }
  return false;
}

/** Letters and digits, in lower case. */
const reduce = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");

const withoutBlanks = (text: string): string => text.replace(/\s+/g, "");
