import { createEndingSearch } from "./ending-search.js";
import { asRead, blurred, readingsOf, type Reading } from "./readings.js";

/** Replaces the secrets in a text of foreign origin; an empty result means: do not show it. */
export type Redact = (text: string) => string;

const replacement = "[redacted]";

/** Below this length a secret's letters turn up in ordinary words. */
const shortestReplaceable = 4;

/**
 * What stands before a secret may make an escape of its first characters, as `%` does of `00`. No
 * escape has more of them than this: `&` makes one of `#x10FFFF;`.
 */
const longestEaten = 9;

/** Where a secret stands in a text, from one offset up to another. */
type Range = readonly [start: number, end: number];

/**
 * Makes the function that every text from outside passes before an error holds it. `secrets` may
 * grow later.
 *
 * It finds each secret as it is, trimmed, and in base64 at each of the three alignments that base64
 * gives a string inside a longer one; each of these also where some or all of it is escaped as in
 * JSON, a URL or HTML, twice over or one in the other, whatever stands before and after it. A text that
 * holds a secret too short to be replaced without guesswork, its backslashes not counted, is dropped
 * whole.
 */
export function createRedactor(secrets: readonly string[]): Redact {
  const trimmed = remembered((secret) => secret.trim());
  const formsOf = remembered(allForms);
  const searchesOf = function* (text: string, shortest: number): Generator<Range[]> {
    // No echo is shorter than its secret, so that a file of some MiB is not encoded in vain.
    const fitting = secrets.filter((secret) => trimmed(secret).length <= text.length);
    const forms = fitting.flatMap(formsOf).filter(({ length }) => length >= shortest);
    for (const reading of readingsOf(text)) {
      for (const form of forms) yield placesOf(form, reading, text);
    }
  };
  const holdsSecret = (text: string): boolean => {
    for (const places of searchesOf(text, 1)) if (places.length > 0) return true;
    return false;
  };
  return (text) => {
    // Most texts hold none, and are looked through once.
    if (!holdsSecret(text)) return text;
    const redacted = replaceRanges(text, [...searchesOf(text, shortestReplaceable)].flat());
    return holdsSecret(redacted) ? "" : redacted;
  };
}

/** A secret has up to some MiB, and the texts of one error may be thousands. */
function remembered<Result>(find: (secret: string) => Result): (secret: string) => Result {
  // Most calls end well, and ask for nothing.
  let known: Map<string, Result> | undefined;
  return (secret) => {
    known ??= new Map();
    const result = known.get(secret) ?? find(secret);
    known.set(secret, result);
    return result;
  };
}

/** What a secret may stand as in a text whose escapes are undone. */
function allForms(secret: string): string[] {
  const plain = [secret, secret.trim()];
  const forms = [...plain, ...plain.map(blurred), ...plain.flatMap(base64Forms)];
  return [...new Set(forms.map(asRead))];
}

function base64Forms(secret: string): string[] {
  let bytes = "";
  for (const byte of new TextEncoder().encode(secret)) bytes += String.fromCharCode(byte);
  return [0, 1, 2].flatMap((offset) => {
    const encoded = btoa("\0".repeat(offset) + bytes);
    // Only the digits that the secret alone decides.
    const own = encoded.slice(
      Math.ceil((offset * 8) / 6),
      Math.floor(((offset + bytes.length) * 8) / 6),
    );
    // Fewer digits than that would be found in any text.
    const form = own.length < shortestReplaceable ? btoa(bytes) : own;
    return [form, form.replaceAll("+", "-").replaceAll("/", "_")];
  });
}

/** Where a form stands in a text, whole or with its beginning eaten by the escape before the rest. */
function placesOf(form: string, { text, offsetOf }: Reading, original: string): Range[] {
  const places: Range[] = [];
  const uneaten = form.slice(Math.min(longestEaten, form.length - 1));
  // So few that the platform's own search for them is fast whatever the text, and most texts end here.
  const tail = uneaten.slice(-8);
  if (uneaten.length > text.length || !text.includes(tail)) return places;
  const { extended, within } = createEndingSearch(form);
  let ending = 0;
  const next = (at: number): number => {
    // Where no ending goes on, the one before it is found in the same way.
    const offset = ending > 0 ? at - 1 : text.lastIndexOf(tail, at - tail.length);
    ending = ending > 0 ? extended(ending, text.charCodeAt(offset)) : tail.length;
    return offset;
  };
  for (let at = next(text.length); at >= 0; at = next(at)) {
    if (ending < uneaten.length) continue;
    const start = offsetOf(at);
    // What the escape that ends here has but its first character; a first character follows none.
    const eatable = Math.max(start - offsetOf(at - 1) - 1, 0);
    for (const rest of within(ending, Math.max(form.length - eatable, uneaten.length))) {
      const beginning = form.slice(0, form.length - rest);
      const place = start - beginning.length;
      if (original.startsWith(beginning, place)) addPlace(places, [place, offsetOf(at + rest)]);
    }
  }
  return places;
}

/** Adds a place to those that follow it, as one with what it overlaps: there may be a million. */
function addPlace(places: Range[], [start, end]: Range): void {
  const next = places.at(-1);
  const overlaps = next !== undefined && end > next[0];
  if (overlaps) places.pop();
  places.push(overlaps ? [Math.min(start, next[0]), Math.max(end, next[1])] : [start, end]);
}

function replaceRanges(text: string, ranges: readonly Range[]): string {
  let replaced = "";
  let done = 0;
  for (const [start, end] of ranges.toSorted(([one], [other]) => one - other)) {
    if (start >= done) replaced += text.slice(done, start) + replacement;
    done = Math.max(done, end);
  }
  return replaced + text.slice(done);
}
