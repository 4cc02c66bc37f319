import type { Side } from "../openapi/markers.js";
import { change, inShortLists, type Change } from "./change.js";
import { verdictOn, type Direction } from "./direction.js";
import type { SchemaPair } from "./schema-pair.js";

/** A field that one document requires and the other does not, or values that only one of them allows. */
export type Difference = { readonly place: string } & (
  | { readonly kind: "presence" }
  | { readonly kind: "values"; readonly values: readonly string[]; readonly because?: string }
);

/** Words for the input and the result of callers. */
export const subjectOf: Readonly<Record<Side, string>> = {
  request: "The input",
  response: "The result",
};

/** Says what one side of the contract allows less (`narrower`) or more (`wider`) than before. */
export function changesOf(
  { side, subject }: Pick<SchemaPair, "side" | "subject">,
  direction: Exclude<Direction, "other">,
  difference: Difference,
): Change[] {
  const verdict = verdictOn(side, direction);
  const { place } = difference;
  const words = verbs[side][direction];
  if (difference.kind === "presence") {
    return [change(verdict, `${subject} ${words.presence} ${place}.`, place)];
  }
  const at = place === "" ? "" : ` at ${place}`;
  const why = difference.because === undefined ? "" : `: ${whyOf(direction, difference.because)}`;
  // The path is said in full, whatever is left for the values.
  const room = Math.max(30, 150 - at.length - why.length);
  return inShortLists(difference.values, room).map((list) =>
    change(verdict, `${subject} ${words.values} ${list}${at}${why}.`, place),
  );
}

/** A validator's message speaks of the document that does not allow the value. */
const whyOf = (direction: Direction, message: string): string =>
  direction === "narrower"
    ? `it ${message.replace("NOT", "not")}`
    : `it ${message.replace(/^must NOT /, "could not ").replace(/^must /, "had to ")}`;

const verbs = {
  request: {
    narrower: { presence: "requires", values: "no longer accepts" },
    wider: { presence: "no longer requires", values: "accepts" },
  },
  response: {
    narrower: { presence: "always has", values: "is no longer" },
    wider: { presence: "may lack", values: "may be" },
  },
} as const;
