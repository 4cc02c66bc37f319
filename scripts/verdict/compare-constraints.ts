import {
  fieldsOf,
  isObject,
  textOf,
  type Json,
  type JsonObject,
} from "../spec/openapi-document.js";
import type { Change, Verdict } from "./change.js";

/** The side that a constraint is on: a caller's input, or the result that it reads. */
export type Side = "request" | "response";

type Direction = "narrower" | "wider" | "other";

/**
 * Compares what types do not see. On the request side it breaks callers to be narrower, for what
 * they send may be refused; on the response side to be wider, for what they rely on may not hold.
 */
export function compareConstraints(side: Side, from: JsonObject, to: JsonObject): Change[] {
  const places = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...places].flatMap((place) => {
    const [before, after] = [fieldsOf(from[place]), fieldsOf(to[place])];
    const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keywords]
      .filter((keyword) => JSON.stringify(before[keyword]) !== JSON.stringify(after[keyword]))
      .map((keyword) => changeOf(side, place, keyword, before[keyword], after[keyword]));
  });
}

function changeOf(
  side: Side,
  place: string,
  keyword: string,
  before: Json | undefined,
  after: Json | undefined,
): Change {
  return {
    verdict: verdictOf(side, keyword, before, after),
    reason: `The ${side}'s ${keyword} at ${place} was ${said(before)} and is ${said(after)}.`,
  };
}

const said = (value: Json | undefined): string =>
  value === undefined ? "not given" : textOf(value);

// They say what is meant and refuse nothing.
const annotations = new Set(["default", "deprecated"]);

function verdictOf(
  side: Side,
  keyword: string,
  before: Json | undefined,
  after: Json | undefined,
): Verdict {
  if (annotations.has(keyword)) return "minor";
  const harmless = side === "request" ? "wider" : "narrower";
  return directionOf(keyword, before, after) === harmless ? "minor" : "major";
}

const upperBounds = /^(max\w+|exclusiveMaximum)$/;
const lowerBounds = /^(min\w+|exclusiveMinimum)$/;

function directionOf(
  keyword: string,
  before: Json | undefined,
  after: Json | undefined,
): Direction {
  if (before === undefined) return "narrower";
  if (after === undefined) return "wider";
  if (isObject(before) || typeof before !== "number" || typeof after !== "number") return "other";
  if (upperBounds.test(keyword)) return after < before ? "narrower" : "wider";
  if (lowerBounds.test(keyword)) return after > before ? "narrower" : "wider";
  return "other";
}
