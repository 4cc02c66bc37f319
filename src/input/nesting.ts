import { isObject } from "./is-object.js";

/** Protobuf parsers refuse deeper content too; recursion over less cannot overflow. */
export const deepestNesting = 100;

/** Tests whether plain JSON data is nested deeper than that. */
export function isTooDeep(data: unknown, levels = deepestNesting): boolean {
  if (!isObject(data)) return false;
  if (levels === 0) return true;
  // A loop over names, because a list of values and a callback would cost as much as parsing.
  for (const name in data) if (isTooDeep(data[name], levels - 1)) return true;
  return false;
}
