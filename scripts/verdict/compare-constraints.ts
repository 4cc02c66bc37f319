import { textOf, type Json } from "../lib/json.js";
import type { Side } from "../openapi/markers.js";
import type { Change, Verdict } from "./change.js";

/** The values of each constraint keyword for one value; composed schemas may have several. */
export type Constraints = ReadonlyMap<string, readonly Json[]>;

type Direction = "narrower" | "wider" | "other";

/**
 * Compares constraints that types cannot express. A narrower request breaks callers, since what they
 * send may be rejected; a wider response breaks them, since what they rely on may no longer hold.
 */
export function compareConstraints(
  side: Side,
  place: string,
  from: Constraints,
  to: Constraints,
): Change[] {
  const keywords = [...new Set([...from.keys(), ...to.keys()])];
  return keywords.flatMap((keyword) => {
    const [before, after] = [valuesOf(from, keyword), valuesOf(to, keyword)];
    if (before.join() === after.join()) return [];
    return [
      {
        verdict: verdictOf(side, keyword, before, after),
        reason: `The ${side}'s ${keyword} at ${place} was ${said(before)} and is ${said(after)}.`,
      },
    ];
  });
}

/** The verdict on a side that accepts more or less than before. */
export function verdictOn(side: Side, direction: Direction): Verdict {
  const harmless = side === "request" ? "wider" : "narrower";
  return direction === harmless ? "minor" : "major";
}

const valuesOf = (constraints: Constraints, keyword: string): string[] =>
  [...new Set((constraints.get(keyword) ?? []).map(textOf))].toSorted();

const said = (values: readonly string[]): string => values.join(" and ") || "not given";

// Annotations reject no value.
const annotations = new Set(["default", "deprecated"]);
const idleFormats = new Set(["binary", "double", "float", "int64", "password"]);

function verdictOf(
  side: Side,
  keyword: string,
  before: readonly string[],
  after: readonly string[],
): Verdict {
  const idle = [...before, ...after].every((value) => idleFormats.has(value));
  if (annotations.has(keyword) || (keyword === "format" && idle)) return "minor";
  return verdictOn(side, directionOf(keyword, before, after));
}

const upperBounds = /^(max\w+|exclusiveMaximum)$/;
const lowerBounds = /^(min\w+|exclusiveMinimum)$/;

function directionOf(
  keyword: string,
  before: readonly string[],
  after: readonly string[],
): Direction {
  if (before.every((value) => after.includes(value))) return "narrower";
  if (after.every((value) => before.includes(value))) return "wider";
  if (upperBounds.test(keyword)) return lowest(after) < lowest(before) ? "narrower" : "wider";
  if (lowerBounds.test(keyword)) return highest(after) > highest(before) ? "narrower" : "wider";
  return "other";
}

const lowest = (bounds: readonly string[]): number => Math.min(...bounds.map(Number));
const highest = (bounds: readonly string[]): number => Math.max(...bounds.map(Number));
