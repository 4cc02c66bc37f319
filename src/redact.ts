/** Replaces the secrets in a text of foreign origin; an empty result means: do not show it. */
export type Redact = (text: string) => string;

const replacement = "[redacted]";

/** Below this length a secret's letters turn up in ordinary words. */
const shortestReplaceable = 4;

/** Most texts are shorter; a secret that is longer than all of them costs nothing. */
const usualTextLength = 2 ** 16;

/**
 * Makes the function that every text from outside passes before an error holds it. `secrets` may
 * grow later.
 *
 * It knows each secret as it is, trimmed, JSON-escaped, percent-encoded and in base64, at each of
 * the three alignments that base64 gives a string inside a longer one. A text that holds a secret
 * too short to be replaced without guesswork is dropped whole.
 */
export function createRedactor(secrets: readonly string[]): Redact {
  let forms: readonly string[] = [];
  let known = 0;
  let longestText = usualTextLength;
  return (text) => {
    longestText = Math.max(longestText, text.length);
    // No form is shorter than its secret, so that a file of some MiB need not be encoded in vain.
    const fitting = secrets.filter((secret) => secret.trim().length <= longestText);
    if (known < fitting.length) forms = allForms(fitting);
    known = fitting.length;
    let redacted = text;
    for (const form of forms) {
      if (form.length >= shortestReplaceable) redacted = redacted.replaceAll(form, replacement);
    }
    return forms.some((form) => redacted.includes(form)) ? "" : redacted;
  };
}

function allForms(secrets: readonly string[]): string[] {
  const plain = new Set(secrets.flatMap((secret) => [secret, secret.trim()]));
  const forms = new Set([...plain].flatMap(formsOf));
  // The longest first, so that no form is left in pieces by a shorter one inside it.
  return [...forms].filter(Boolean).toSorted((a, b) => b.length - a.length);
}

const formsOf = (secret: string): string[] => [
  secret,
  ...jsonForms(secret),
  ...percentForms(secret),
  ...base64Forms(secret),
];

function jsonForms(secret: string): string[] {
  const json = JSON.stringify(secret).slice(1, -1);
  const forms = [
    json,
    // Go, which the gateway is written in, also escapes what HTML could take for markup.
    json.replace(/[<>&]/g, unicodeEscape),
    // Python and others escape all that is not ASCII.
    json.replace(/[^ -~]/g, unicodeEscape),
  ];
  // A message inside a message is escaped twice.
  return forms.flatMap((form) => [form, JSON.stringify(form).slice(1, -1)]);
}

const unicodeEscape = (unit: string): string =>
  `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;

function percentForms(secret: string): string[] {
  const percent = encodeURIComponent(secret);
  return [
    percent,
    // encodeURIComponent leaves signs alone that Go and Python encode, and others that forms do.
    percent.replace(/[!'()*]/g, percentEscape),
    percent.replace(/[!'()~]/g, percentEscape),
  ]
    .flatMap((form) => [form, form.replaceAll("%20", "+")])
    .flatMap((form) => [form, form.replace(/%../g, (escape) => escape.toLowerCase())]);
}

const percentEscape = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;

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
