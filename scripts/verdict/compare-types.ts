import type ts from "typescript";
import type { SideTypes } from "../generate/emit-types.js";
import { major, minor, type Change } from "./change.js";
import { misfitPlaces } from "./misfit-places.js";
import { keyComparison, missingByProperty, type KeyComparison } from "./missing-keys.js";
import { comparisonOf, type TypePair } from "./type-pairs.js";
import { messagesByName, programOf, typesByName } from "./type-program.js";

/**
 * Has the compiler check each pair: that what callers write today is assignable to tomorrow's type, that
 * tomorrow's data is assignable to the type they read today, and that no key is gone.
 *
 * @returns the changes of each pair, in order
 */
export function compareTypes(
  from: SideTypes,
  to: SideTypes,
  pairs: readonly TypePair[],
): Change[][] {
  const modules = { from: modulesOf("from", from), to: modulesOf("to", to) };
  const program = programOf(
    new Map([
      ...modules.from.texts,
      ...modules.to.texts,
      ["/comparison.ts", comparisonOf(pairs, { from: modules.from.names, to: modules.to.names })],
    ]),
  );
  const source = program.getSourceFile("/comparison.ts");
  if (!source) throw new Error("the comparison was not compiled");
  const checker = program.getTypeChecker();
  const diagnostics = messagesByName(program, source);
  const types = typesByName(checker, source);
  const compareKeys = keyComparison(checker);
  return pairs.map((pair, index) => {
    const [before, after] = [`from${index}`, `to${index}`];
    const illegible = [before, after].flatMap((name) => diagnostics.get(name) ?? []);
    if (illegible.length > 0) {
      return illegible.map((words) => major(`The compiler cannot read ${pair.name}: ${words}`));
    }
    const [fromType, toType] = [types.get(before), types.get(after)];
    if (!fromType || !toType) throw new Error(`the comparison has no ${pair.name}`);
    return changesOf({ checker, compareKeys }, pair, {
      from: fromType,
      to: toType,
      forth: diagnostics.get(`forth${index}`)?.[0],
      back: diagnostics.get(`back${index}`)?.[0],
    });
  });
}

/** Results of the type checker for one pair. */
interface Findings {
  readonly from: ts.Type;
  readonly to: ts.Type;
  /** Its message if today's type is not assignable to tomorrow's. */
  readonly forth: string | undefined;
  /** Its message if tomorrow's type is not assignable to today's. */
  readonly back: string | undefined;
}

interface Tools {
  readonly checker: ts.TypeChecker;
  readonly compareKeys: KeyComparison;
}

function changesOf(
  { checker, compareKeys }: Tools,
  { name, data, side }: TypePair,
  { from, to, forth, back }: Findings,
): Change[] {
  const today = { words: forth, places: forth ? misfitPlaces(checker, from, to) : [] };
  const tomorrow = { words: back, places: back ? misfitPlaces(checker, to, from) : [] };
  const isWritten = side === "request";
  const [breaking, easing] = isWritten ? [today, tomorrow] : [tomorrow, today];
  // The pair of parameters and body occurs once, but its members occur more often.
  const missing = (has: ts.Type, lacks: ts.Type): readonly string[] =>
    isWritten ? missingByProperty(checker, compareKeys, has, lacks) : compareKeys(has, lacks);
  const gone = missing(from, to);
  const added = missing(to, from);
  // Report a removed key once, and nothing as both breaking and compatible.
  const misfits = isWritten ? without(breaking.places, gone) : breaking.places;
  const eased = without(easing.places, [...gone, ...added, ...breaking.places]);
  return [
    ...saidOf(misfits, breaking.words, (place) => major(`${data} no longer fits${place}`)),
    ...without(gone, misfits).map((key) =>
      major(`${name}'s ${key} is gone${isWritten ? literal : ""}.`),
    ),
    ...without(added, misfits).map((key) =>
      minor(`${name} ${isWritten ? "accepts" : "has"} ${key}.`),
    ),
    ...saidOf(eased, easing.words, (place) =>
      minor(`${name} ${isWritten ? "accepts" : "promises"} more${place}`),
    ),
  ];
}

/** One change for all places, with the checker's message for the first. */
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

/** The modules of one document's types: one per side, or one for both if they are equal. */
function modulesOf(document: string, { request, response }: SideTypes) {
  const isSame = request === response;
  const names = {
    request: `./${document}-request.js`,
    response: `./${document}-${isSame ? "request" : "response"}.js`,
  };
  const texts: [string, string][] = [[`/${document}-request.ts`, withEmptyObjects(request)]];
  if (!isSame) texts.push([`/${document}-response.ts`, withEmptyObjects(response)]);
  return { names, texts };
}

/**
 * Replaces `Record<string, never>`, which openapi-typescript writes for an object without known
 * properties: as it is, adding the first property would count as breaking.
 */
const withEmptyObjects = (schema: string): string =>
  `${schema}\ntype Record<Key extends string, Value> = [Value] extends [never] ? {} : { [Name in Key]: Value };\n`;
