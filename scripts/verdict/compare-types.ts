import type ts from "typescript";
import { emitSideTypes } from "../generate/emit-types.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { major, minor, type Change } from "./change.js";
import { misfitsOf } from "./misfits.js";
import { keyComparison, missingByProperty, type KeyComparison } from "./missing-keys.js";
import type { Pair } from "./pair.js";
import { compileParts } from "./part-types.js";
import type { SchemaPair } from "./schema-pair.js";
import { changesOf, type Difference } from "./wording.js";

/**
 * Has the compiler check each pair: that what callers write today is assignable to tomorrow's type, that
 * tomorrow's data is assignable to the type they read today, and that no key is gone.
 *
 * @param documents documents that have the schemas of each pair under its name as a part
 * @returns the changes of each pair, in order
 */
export async function compareTypes(
  documents: Pair<OpenapiDocument>,
  pairs: readonly SchemaPair[],
): Promise<Change[][]> {
  if (pairs.length === 0) return [];
  const [from, to] = [await emitSideTypes(documents.from), await emitSideTypes(documents.to)];
  const sides = pairs.map(({ side }) => side);
  const { checker, parts } = compileParts({ from, to }, sides);
  const compareKeys = keyComparison(checker);
  return pairs.map((pair, at) => {
    const part = parts[at];
    if (!part) throw new Error("expected a type for each part, found none");
    return "problem" in part
      ? [
          major(
            `The compiler cannot read the type of ${pair.subject.toLowerCase()}: ${part.problem}`,
          ),
        ]
      : typeChanges({ checker, compareKeys }, pair, part);
  });
}

interface Tools {
  readonly checker: ts.TypeChecker;
  readonly compareKeys: KeyComparison;
}

function typeChanges(
  { checker, compareKeys }: Tools,
  pair: SchemaPair,
  { from, to }: Pair<ts.Type>,
): Change[] {
  const isWritten = pair.side === "request";
  // The holder of a body occurs once, but the types of its members occur more often.
  const missing = (has: ts.Type, lacks: ts.Type): readonly string[] =>
    isWritten ? missingByProperty(checker, compareKeys, has, lacks) : compareKeys(has, lacks);
  const [gone, added] = [missing(from, to), missing(to, from)];
  const [narrower, wider] = [misfitsOf(checker, from, to), misfitsOf(checker, to, from)];
  const [breaking, easing] = isWritten ? [narrower, wider] : [wider, narrower];
  const told = toldBy(gone);
  const broken = breaking.filter((one) => !told(one));
  const places = broken.map(({ place }) => place);
  const { subject } = pair;
  return [
    ...broken.flatMap((one) => changesOf(pair, isWritten ? "narrower" : "wider", one)),
    ...gone.map((key) => major(`${subject}'s ${key} is gone${isWritten ? literal : ""}.`, key)),
    ...added
      .filter((key) => !places.includes(key))
      .map((key) => minor(`${subject} ${isWritten ? "accepts" : "has"} ${key}.`, key)),
    ...easing
      .filter((one) => !toldBy([...gone, ...added])(one))
      .flatMap((one) => changesOf(pair, isWritten ? "wider" : "narrower", one)),
  ];
}

const literal = ": a literal that sets it would stop compiling";

/** Prepares the check that keys, new or gone, tell of a difference already, so that it is told once. */
const toldBy =
  (keys: readonly string[]) =>
  ({ kind, place }: Difference): boolean =>
    keys.some(
      (key) =>
        key === place || (kind === "values" && (place === "" || key.startsWith(`${place}.`))),
    );
