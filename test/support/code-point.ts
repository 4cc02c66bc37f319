import { integer } from "fast-check";

/** Any character, halves of surrogate pairs included. fast-check's own unit takes a second to make. */
export const codePoint = integer({ min: 0, max: 0x10ffff }).map((point) =>
  String.fromCodePoint(point),
);
