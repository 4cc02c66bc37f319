/** An API key in which every encoding that a server may echo it in changes something. */
export const canaryKey = `fw_canary"\\K3y+/=%<&>'$1`;

/** A secret's value of the same kind: quotes, regular-expression signs, lines, all of Unicode. */
export const canaryValue = `sk-canary "v4lue" \\d+ (.*) <b>&'/%41+é😃\nsecond line $& ~!*`;

/** The forms in which a text may come back: as it is, JSON-escaped, percent-encoded, base64. */
export function encodedForms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const goJson = json.replace(/[<>&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);
  const percent = encodeURIComponent(text);
  const base64 = ["", "a", "ab"].map((before) =>
    // What comes before and after shifts the digits at the ends.
    Buffer.from(`${before}${text}`).toString("base64").slice(4, -4),
  );
  return [
    text,
    text.trim(),
    json,
    JSON.stringify(json).slice(1, -1),
    goJson,
    percent,
    percent.replace(/%../g, (escape) => escape.toLowerCase()),
    percent.replaceAll("%20", "+"),
    new URLSearchParams({ text }).toString().slice("text=".length),
    ...base64,
    ...base64.map((digits) => digits.replaceAll("+", "-").replaceAll("/", "_")),
  ];
}
