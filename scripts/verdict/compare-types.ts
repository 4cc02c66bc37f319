import type ts from "typescript";
import { major, minor, type Change } from "./change.js";
import { misfitPlaces } from "./misfit-places.js";
import { missingKeys } from "./missing-keys.js";
import { complaintsByName, programOf, typesByName } from "./type-program.js";
import { comparisonOf, type TypePair } from "./type-pairs.js";

/**
 * Asks the compiler, for each pair, whether what callers write today fits tomorrow's type, or
 * tomorrow's data the type that they read today; and whether any key that they may name is gone.
 *
 * @param from the types of the one document: schema.ts as it is generated
 * @param to those of the other
 * @returns the changes of each pair, in the order of the pairs
 */
export function compareTypes(from: string, to: string, pairs: readonly TypePair[]): Change[][] {
  const program = programOf(
    new Map([
      ["/from.ts", withEmptyObjects(from)],
      ["/to.ts", withEmptyObjects(to)],
      ["/comparison.ts", comparisonOf(pairs)],
    ]),
  );
  const source = program.getSourceFile("/comparison.ts");
  if (!source) throw new Error("the comparison was not compiled");
  const checker = program.getTypeChecker();
  const complaints = complaintsByName(program, source);
  const types = typesByName(checker, source);
  return pairs.map((pair, index) => {
    const [before, after] = [`from${index}`, `to${index}`];
    const illegible = [before, after].flatMap((name) => complaints.get(name) ?? []);
    if (illegible.length > 0) {
      return illegible.map((words) => major(`The compiler cannot read ${pair.name}: ${words}`));
    }
    const [fromType, toType] = [types.get(before), types.get(after)];
    if (!fromType || !toType) throw new Error(`the comparison has no ${pair.name}`);
    return changesOf(checker, pair, {
      from: fromType,
      to: toType,
      forth: complaints.get(`forth${index}`)?.[0],
      back: complaints.get(`back${index}`)?.[0],
    });
  });
}

/** What the checker found out about a pair. */
interface Findings {
  readonly from: ts.Type;
  readonly to: ts.Type;
  /** Its words where today's does not fit tomorrow's. */
  readonly forth: string | undefined;
  /** Its words where tomorrow's does not fit today's. */
  readonly back: string | undefined;
}

function changesOf(
  checker: ts.TypeChecker,
  { name, data, use }: TypePair,
  { from, to, forth, back }: Findings,
): Change[] {
  const today = { words: forth, places: forth ? misfitPlaces(checker, from, to) : [] };
  const tomorrow = { words: back, places: back ? misfitPlaces(checker, to, from) : [] };
  const isWritten = use === "write";
  const [breaking, easing] = isWritten ? [today, tomorrow] : [tomorrow, today];
  const gone = missingKeys(checker, from, to);
  const added = missingKeys(checker, to, from);
  // A key that is gone is no misfit besides, and what does not fit is no relief.
  const misfits = isWritten ? without(breaking.places, gone) : breaking.places;
  const eased = without(easing.places, [...gone, ...added, ...breaking.places]);
  return [
    ...saidOf(misfits, breaking.words, (place) => major(`${data} no longer fits${place}`)),
    ...without(gone, misfits).map((key) =>
      major(`${name}'s ${key} is gone${isWritten ? literal : ""}.`),
    ),
    ...without(added, misfits).map((key) =>
      minor(`${name} ${isWritten ? "may have" : "has"} ${key}.`),
    ),
    ...saidOf(eased, easing.words, (place) =>
      minor(`${name} ${isWritten ? "takes" : "promises"} more${place}`),
    ),
  ];
}

/** One change for all places, in the checker's words for the first. */
function saidOf(
  places: readonly string[],
  words: string | undefined,
  changeAt: (place: string) => Change,
): Change[] {
  if (words === undefined || places.length === 0) return [];
  const named = places.filter((place) => place !== "");
  const { verdict, reason } = changeAt(named.length === 0 ? "" : ` at ${named.join(", ")}`);
  return [{ verdict, reason: `${reason}: ${words}` }];
}

const literal = ": a literal that sets it would stop compiling";

const without = (places: readonly string[], others: readonly string[]): string[] =>
  places.filter((place) => !others.includes(place));

/**
 * `Record<string, never>` stands for an object of which no property is known. As it is, the first
 * property that becomes known would be a misfit.
 */
const withEmptyObjects = (schema: string): string =>
  `${schema}\ntype Record<Key extends string, Value> = [Value] extends [never] ? {} : { [Name in Key]: Value };\n`;
