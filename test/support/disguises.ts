/** Ways in which a text may repeat a secret. */
export type Disguise = (secret: string, random: number) => string;

/** Number of letters and digits, which are what counts of a secret. */
export const lettersAndDigits = (text: string): number =>
  text.toLowerCase().match(/[\p{L}\p{N}]/gu)?.length ?? 0;

const json = (text: string): string => JSON.stringify(text).slice(1, -1);

const percent = (text: string): string =>
  Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");

const htmlNames: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const html = (text: string): string => text.replace(/[&<>"']/g, (sign) => htmlNames[sign] ?? sign);

const htmlNumbers = (text: string): string =>
  Array.from(text, (sign) => `&#x${sign.codePointAt(0)?.toString(16)};`).join("");

const codeUnits = (text: string): string =>
  // oxlint-disable-next-line unicorn/prefer-code-point -- a JSON escape is of one UTF-16 unit
  text
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");

const times = (escape: (text: string) => string, count: number): Disguise => {
  return (secret) => Array.from({ length: count }).reduce<string>(escape, secret);
};

const oneToThree = (name: string, escape: (text: string) => string): [string, Disguise][] =>
  [1, 2, 3].map((count) => [`${name}, ${count} times`, times(escape, count)]);

/** A part with at least twelve letters and digits; all of it if there are fewer. */
const cut: Disguise = (secret, random) => {
  const signs = Array.from(secret);
  if (lettersAndDigits(secret) <= 12) return secret;
  let start = random % signs.length;
  while (lettersAndDigits(signs.slice(start).join("")) < 12) start -= 1;
  let end = start + 12;
  while (lettersAndDigits(signs.slice(start, end).join("")) < 12) end += 1;
  return signs.slice(start, end).join("");
};

const wrap = (text: string, random: number): string => {
  const column = 1 + (random % text.length);
  const lines = Array.from({ length: Math.ceil(text.length / column) }, (_, line) =>
    text.slice(line * column, (line + 1) * column),
  );
  return lines.join(["\n", "\r\n", "\n  ", " | "][random % 4]);
};

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const base64url = (text: string): string => Buffer.from(text).toString("base64url");
const hex = (text: string): string => Buffer.from(text).toString("hex");

/** A JSON body around the secret, with a prefix that shifts its base64 by up to two bytes. */
const bodyAround: Disguise = (secret, random) =>
  JSON.stringify({ name: "x".repeat(random % 7), value: secret, more: [random] });

/** Found for a secret of any length. */
export const disguises: readonly (readonly [string, Disguise])[] = [
  ["plain", (secret) => secret],
  ["cut", cut],
  ...oneToThree("escaped as in JSON", json),
  ...oneToThree("escaped as in a URL", encodeURIComponent),
  ...oneToThree("escaped as in HTML", html),
  ["as a URL, each byte escaped", percent],
  ["as HTML, each character escaped", htmlNumbers],
  ["as JSON, each character escaped", codeUnits],
  ["as JSON in a URL in HTML", (secret) => html(percent(json(secret)))],
  ["as HTML in JSON in JSON", (secret) => json(json(htmlNumbers(secret)))],
  ["in base64", base64],
  ["in hexadecimal", hex],
];

/** Found for a secret of at least four letters and digits. */
export const disguisesOfLonger: readonly (readonly [string, Disguise])[] = [
  ["in upper case", upperCase],
  ["in lower case", (secret) => secret.toLowerCase()],
  ["wrapped", wrap],
  ["in base64url", base64url],
  ["in hexadecimal, in upper case", (secret) => hex(secret).toUpperCase()],
  ["in hexadecimal, wrapped", (secret, random) => wrap(hex(secret), random)],
  ["in base64, wrapped", (secret, random) => wrap(base64(secret), random)],
  ["in a JSON body in base64", (secret, random) => base64(bodyAround(secret, random))],
  ["in a JSON body in base64url", (secret, random) => base64url(bodyAround(secret, random))],
];

/** In the other case, unless that would be other letters: the upper case of ß is SS. */
function upperCase(text: string): string {
  const upper = text.toUpperCase();
  return upper.toLowerCase() === text.toLowerCase() ? upper : text;
}
