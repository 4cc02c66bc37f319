import type { Side } from "../openapi/markers.js";
import type { Verdict } from "./change.js";

/** How what is allowed changed: to less, to more, or to something else. */
export type Direction = "narrower" | "wider" | "other";

/**
 * The verdict on a side that allows less or more than before. A narrower request breaks callers, since
 * what they send may be rejected; a wider response breaks them, since what they rely on may not hold.
 */
export function verdictOn(side: Side, direction: Direction): Verdict {
  const harmless = side === "request" ? "wider" : "narrower";
  return direction === harmless ? "minor" : "major";
}
