/** What a text may say, where escapes in it are undone. */
export interface Reading {
  readonly text: string;
  /** Where in the original a character of it begins; for its length, where the original ends. */
  readonly offsetOf: (index: number) => number;
}

interface Escape {
  readonly pattern: RegExp;
  readonly meaning: (escape: string) => string;
}

const controls: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** What JSON writes as a backslash and this name. */
const named = (name: string): string =>
  name.length > 1 ? String.fromCharCode(Number(`0x${name.slice(1)}`)) : (controls[name] ?? name);

const jsonEscape: Escape = {
  pattern: /\\(?:u[\da-f]{4}|[^u])/gi,
  meaning: (escape) => named(escape.slice(1)),
};

/** A backslash right before a text changes which of its own escape: here none of them counts. */
const blurredEscape: Escape = {
  pattern: /\\+(?:u[\da-f]{4}|[^\\]|$)/gi,
  meaning: (escape) => named(escape.replace(/\\+/, "")),
};

const percentEscape: Escape = {
  // A character is one to four bytes of UTF-8.
  pattern: /%(?:[0-7]|(?:[cd]|(?:e|f\w%[89ab])\w%[89ab])\w%[89ab])[\da-f]/gi,
  meaning: decodeURIComponent,
};

const signs: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
};

const htmlEscape: Escape = {
  pattern: /&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});/gi,
  // A zero before it makes `x41` a number, and changes none.
  meaning: (escape) => signs[escape] ?? String.fromCodePoint(Number(`0${escape.slice(2, -1)}`)),
};

/** Escapes are undone this often: those of a message inside a message, or of a URL in JSON. */
const deepest = 2;

/** Everything that a text may say: as it stands, and with each kind of escape in it undone. */
export const readingsOf = (text: string): Generator<Reading> =>
  withUndone({ text: asRead(text), offsetOf: (index) => index }, deepest);

/** How a form reads where no backslash counts. */
export const blurred = (form: string): string =>
  form.replace(blurredEscape.pattern, blurredEscape.meaning);

/** Forms write a space as a plus, and who reads one cannot tell: both are read as a space. */
export const asRead = (text: string): string => text.replaceAll("+", " ");

function* withUndone(reading: Reading, levels: number): Generator<Reading> {
  yield reading;
  for (const escape of [jsonEscape, blurredEscape, percentEscape, htmlEscape]) {
    if (levels > 0 && reading.text.search(escape.pattern) >= 0) {
      yield* withUndone(undo(reading, escape), levels - 1);
    }
  }
}

function undo({ text, offsetOf }: Reading, { pattern, meaning }: Escape): Reading {
  const offsets: number[] = [];
  let undone = "";
  let read = 0;
  const copyUpTo = (end: number): void => {
    undone += text.slice(read, end);
    for (; read < end; read += 1) offsets.push(read);
  };
  for (const { 0: escape, index } of text.matchAll(pattern)) {
    copyUpTo(index);
    const meant = asRead(meaningOf(escape, meaning));
    undone += meant;
    for (let unit = 0; unit < meant.length; unit += 1) offsets.push(index);
    read = index + escape.length;
  }
  copyUpTo(text.length);
  return { text: undone, offsetOf: (index) => offsetOf(offsets[index] ?? text.length) };
}

/** What looks like an escape may be none, and stands for itself: `%C0%80` does so. */
function meaningOf(escape: string, meaning: Escape["meaning"]): string {
  try {
    return meaning(escape);
  } catch {
    return escape;
  }
}
