// Control characters, C1 included; marks that reorder text; separators that break lines; invisible
// characters; halves of surrogate pairs.
const unprintable =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

const escape = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/**
 * Escapes every character of a foreign text that could move the cursor or disguise what is shown. A
 * line of JSON stays the same JSON.
 */
export function printable(text: string): string {
  return text.replace(unprintable, escape);
}
