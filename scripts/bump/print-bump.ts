import { printComparison } from "../verdict/print-comparison.js";
import type { Bump } from "./bump-spec.js";

/** Prints the outcome of a bump for the terminal. */
export function printBump({
  document,
  changed,
  comparison,
  packageVersion,
  problems,
}: Bump): string {
  const { current, proposed } = packageVersion;
  return [
    `${document.info.title} ${printComparison(comparison)}`,
    ...(changed ? [] : ["The vendored document has the same content: nothing changed."]),
    ...(proposed === current ? [] : [`Package version: ${current} now, ${proposed} proposed`]),
    ...(problems.length === 0 ? [] : ["To fix:"]),
    ...problems.map(({ place, message }) => `${place} ${message}`.replaceAll(/^/gm, "  ")),
  ].join("\n");
}
