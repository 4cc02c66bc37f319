import type { Json, JsonObject } from "../lib/json.js";
import type { Direction } from "./direction.js";

/** The tightest of the bounds on one value. */
export interface Bound {
  readonly value: number;
  readonly isExclusive: boolean;
}

/** Bounds by the inclusive keyword: `minimum` stands for `exclusiveMinimum` as well. */
export type Bounds = ReadonlyMap<string, Bound>;

const counts = ["Contains", "Items", "Length", "Properties"];
const keywords = ["minimum", "maximum", ...counts.flatMap((name) => [`min${name}`, `max${name}`])];

/** Keywords that {@link boundsOf} reads. */
export const boundKeywords: ReadonlySet<string> = new Set([
  ...keywords,
  "exclusiveMinimum",
  "exclusiveMaximum",
]);

/** The bounds on a value to which all these schemas apply. */
export function boundsOf(schemas: readonly JsonObject[], isInteger: boolean): Bounds {
  const tightest = new Map<string, Bound>();
  for (const keyword of keywords) {
    for (const bound of schemas.flatMap((schema) => boundsIn(schema, keyword))) {
      const simplest = isInteger ? ofIntegers(keyword, bound) : bound;
      const known = tightest.get(keyword);
      if (!known || isTighter(keyword, simplest, known)) tightest.set(keyword, simplest);
    }
  }
  return tightest;
}

function boundsIn(schema: JsonObject, keyword: string): Bound[] {
  const exclusiveName = `exclusive${keyword.slice(0, 1).toUpperCase()}${keyword.slice(1)}`;
  const { [keyword]: value, [exclusiveName]: exclusive } = schema;
  return [
    // 3.0 says with a boolean that the bound beside it is exclusive.
    ...bound(value, exclusive === true).filter(
      ({ value: count }) => count > 0 || !isCount(keyword),
    ),
    ...bound(exclusive, true),
  ];
}

const bound = (value: Json | undefined, isExclusive: boolean): Bound[] =>
  typeof value === "number" ? [{ value, isExclusive }] : [];

/** A count is 0 or more by itself. */
const isCount = (keyword: string): boolean =>
  /^min[A-Z]/.test(keyword) && keyword !== "minContains";

const isLower = (keyword: string): boolean => keyword.startsWith("min");

/** More than 0 is at least 1. */
function ofIntegers(keyword: string, { value, isExclusive }: Bound): Bound {
  const [nearest, step] = isLower(keyword) ? [Math.ceil(value), 1] : [Math.floor(value), -1];
  return { value: isExclusive && nearest === value ? value + step : nearest, isExclusive: false };
}

function isTighter(keyword: string, one: Bound, other: Bound): boolean {
  if (one.value === other.value) return one.isExclusive && !other.isExclusive;
  return isLower(keyword) ? one.value > other.value : one.value < other.value;
}

/** Tells how a bound changed; `undefined` if it is the same. */
export function boundDirection(
  keyword: string,
  from: Bound | undefined,
  to: Bound | undefined,
): Direction | undefined {
  if (to && (!from || isTighter(keyword, to, from))) return "narrower";
  if (from && (!to || isTighter(keyword, from, to))) return "wider";
  return undefined;
}

/** A bound for people. */
export const printBound = (one: Bound | undefined): string =>
  one ? `${one.value}${one.isExclusive ? " (exclusive)" : ""}` : "not given";
