/** Escapes are undone this often: those of a message inside a message, or of a URL in JSON. */
const deepestEscapes = 3;

/** The text as it is, and with its escapes undone in each order of their kinds. */
export function readingsOf(text: string): string[] {
  const readings = new Set([text]);
  let latest = [text];
  for (let depth = 0; depth < deepestEscapes; depth += 1) {
    latest = latest.flatMap((reading) => escapes.map((undo) => undo(reading)));
    latest = latest.filter((reading) => !readings.has(reading) && readings.add(reading));
  }
  return [...readings];
}

const escapes: readonly ((text: string) => string)[] = [
  (text) => text.replace(/\\(?:u([\da-f]{4})|(.))/gis, unescapeJson),
  (text) => text.replace(/(?:%[\da-f]{2})+/gi, unescapeUrl),
  (text) => text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7}|x[\da-f]{1,6}));/gi, unescapeHtml),
];

function unescapeJson(_escape: string, digits: string | undefined, name: string): string {
  if (digits !== undefined) return String.fromCharCode(Number(`0x${digits}`));
  // Which control character it is does not matter: none is a letter or a digit.
  return /[bfnrt]/.test(name) ? "\n" : name;
}

function unescapeUrl(escape: string): string {
  try {
    return decodeURIComponent(escape);
  } catch {
    // Not UTF-8, so it stands for itself.
    return escape;
  }
}

const htmlNames = ["amp", "lt", "gt", "quot", "apos"];

function unescapeHtml(_escape: string, name: string | undefined, number: string): string {
  return name === undefined
    ? String.fromCodePoint(Math.min(Number(`0${number}`), 0x10ffff))
    : `&<>"'`.charAt(htmlNames.indexOf(name.toLowerCase()));
}
