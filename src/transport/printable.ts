// Listed, because the classes of Unicode (\p{Cc}, \p{Bidi_Control}) take a tenth of the start-up.
const controls = /[^ -~\xa0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u206a-\uffff]+/g;

/**
 * A text from outside on one line: control characters, escape sequences and bidirectional overrides
 * could forge lines in a log or colours in a terminal.
 */
export const printable = (text: string): string => text.replace(controls, " ").trim();
