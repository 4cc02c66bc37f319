import { itemsOf, textOf, type Json, type JsonObject } from "../lib/json.js";
import { constraintsOf } from "../openapi/constraints.js";
import type { Side } from "../openapi/markers.js";
import { boundDirection, boundKeywords, boundsOf, printBound, type Bounds } from "./bounds.js";
import { brief, change, type Change, type Verdict } from "./change.js";
import { verdictOn, type Direction } from "./direction.js";
import type { SchemaPair } from "./schema-pair.js";

/** Everything that schemas say of one value and types cannot express. */
export interface Constraints {
  readonly bounds: Bounds;
  /** Values by keyword; composed schemas may have several. */
  readonly others: ReadonlyMap<string, readonly string[]>;
}

/** Merges the constraints of schemas that apply to the same value, in 3.1's words. */
export function mergeConstraints(schemas: readonly JsonObject[]): Constraints {
  const types = schemas.map(({ type }) => [type].flat());
  const isNumber = types.some((names) => names.includes("number") || names.includes("integer"));
  const isInteger = types.some((names) => names.includes("integer") && !names.includes("number"));
  const others = new Map<string, readonly string[]>();
  for (const [keyword, value] of schemas.flatMap((one) => Object.entries(constraintsOf(one)))) {
    if (keyword === "type" || boundKeywords.has(keyword)) continue;
    const [name, said] = inWordsOf31(keyword, value);
    others.set(name, [...new Set([...(others.get(name) ?? []), textOf(said)])].toSorted());
  }
  if (isNumber) others.set("type", isInteger ? ["integer"] : []);
  const alternatives = ["oneOf", "anyOf"].filter((keyword) =>
    schemas.some(({ [keyword]: branches }) => itemsOf(branches).length > 1),
  );
  if (alternatives.length > 0) others.set("alternatives", alternatives);
  return { bounds: boundsOf(schemas, isInteger), others };
}

function inWordsOf31(keyword: string, value: Json): [string, Json] {
  if (keyword !== "format") return [keyword, value];
  if (value === "byte") return ["contentEncoding", "base64"];
  return value === "binary" ? ["contentMediaType", "application/octet-stream"] : [keyword, value];
}

/** Compares the constraints on one value. */
export function compareConstraints(
  pair: SchemaPair,
  place: string,
  from: Constraints,
  to: Constraints,
): Change[] {
  return [
    ...keysOf(from.bounds, to.bounds).flatMap((keyword) => {
      const [before, after] = [from.bounds.get(keyword), to.bounds.get(keyword)];
      const direction = boundDirection(keyword, before, after);
      if (!direction) return [];
      const verdict = verdictOn(pair.side, direction);
      return [changed(pair, verdict, { keyword, place }, [before, after].map(printBound))];
    }),
    ...keysOf(from.others, to.others).flatMap((keyword) => {
      const values = [from.others.get(keyword), to.others.get(keyword)];
      if (comparedIfBoth.has(keyword) && values.includes(undefined)) return [];
      const [before = [], after = []] = values;
      if (before.join() === after.join()) return [];
      const verdict = verdictOf(pair.side, keyword, before, after);
      return [
        changed(
          pair,
          verdict,
          { keyword, place },
          [before, after].map((one) => printValues(keyword, one)),
        ),
      ];
    }),
  ];
}

// The types tell of a value that becomes a number or a union.
const comparedIfBoth = new Set(["alternatives", "type"]);

const keysOf = (from: ReadonlyMap<string, unknown>, to: ReadonlyMap<string, unknown>): string[] => [
  ...new Set([...from.keys(), ...to.keys()]),
];

function changed(
  { subject }: SchemaPair,
  verdict: Verdict,
  { keyword, place }: { readonly keyword: string; readonly place: string },
  [before = "", after = ""]: readonly string[],
): Change {
  const at = place === "" ? "" : ` at ${place}`;
  return change(verdict, `${subject}'s ${keyword}${at} was ${before} and is ${after}.`, place);
}

const printValues = (keyword: string, values: readonly string[]): string =>
  brief(values.join(" and ") || (keyword === "type" ? "number" : "not given"), 50);

// Annotations reject no value, and whether one alternative fits or several, only data can tell.
const annotations = new Set(["alternatives", "default", "deprecated"]);
const idleValues = new Set(["application/octet-stream", "double", "float", "int64", "password"]);

function verdictOf(
  side: Side,
  keyword: string,
  before: readonly string[],
  after: readonly string[],
): Verdict {
  const [one = [], other = []] = [before, after].map((values) =>
    values.filter((value) => !idleValues.has(value)),
  );
  if (annotations.has(keyword) || one.join() === other.join()) return "minor";
  return verdictOn(side, directionOf(one, other));
}

function directionOf(before: readonly string[], after: readonly string[]): Direction {
  if (before.every((value) => after.includes(value))) return "narrower";
  return after.every((value) => before.includes(value)) ? "wider" : "other";
}
