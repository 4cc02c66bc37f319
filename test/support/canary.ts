/** An API key in which every encoding that a server may echo it in changes something. */
export const canaryKey = `fw_canary"\\K3y+/=%<&>'$1`;

/** A secret's value of the same kind: quotes, regular-expression signs, lines, all of Unicode. */
export const canaryValue = `sk-canary "v4lue" \\d+ (.*) <b>&'/%41+é😃\nsecond line $& ~!*`;

/** What a server may make of a text that it echoes: as it is, in JSON, in a URL, in base64. */
export function echoesOf(text: string): string[] {
  return [...plainForms(text), ...base64Echoes(text), ...base64Echoes(text).map(urlSafe)];
}

/** What to look for to find any of these echoes. */
export function encodedForms(text: string): string[] {
  // What comes before and after a text shifts the digits at its ends.
  const digits = base64Echoes(text).map((echo) => echo.slice(4, -4));
  return [...plainForms(text), ...digits, ...digits.map(urlSafe)];
}

function plainForms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const percent = encodeURIComponent(text);
  return [
    text,
    text.trim(),
    json,
    JSON.stringify(json).slice(1, -1),
    json.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`),
    percent,
    percent.replace(/%../g, (escape) => escape.toLowerCase()),
    percent.replaceAll("%20", "+"),
    new URLSearchParams({ text }).toString().slice("text=".length),
  ];
}

function base64Echoes(text: string): string[] {
  const texts = ["", "a", "ab"].flatMap((before) =>
    ["", "y", "yz"].map((after) => before + text + after),
  );
  return texts.map((echo) => Buffer.from(echo).toString("base64"));
}

const urlSafe = (digits: string): string => digits.replaceAll("+", "-").replaceAll("/", "_");
