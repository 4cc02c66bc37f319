// Listed, because the classes of Unicode (\p{Cc}, \p{Bidi_Control}) take a tenth of the start-up.
const controls = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g;

/**
 * A text from outside on one line: control characters, escape sequences and bidirectional overrides
 * could forge lines in a log or colours in a terminal.
 */
export const printable = (text: string): string => text.replace(controls, " ").trim();
