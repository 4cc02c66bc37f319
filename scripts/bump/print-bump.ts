import { printComparison } from "../verdict/print-comparison.js";
import type { Bump } from "./bump-spec.js";

/** Prints the outcome of a bump for the terminal. */
export function printBump({
  document,
  changed,
  comparison,
  packageVersion,
  troubles,
}: Bump): string {
  const { current, proposed } = packageVersion;
  return [
    `${document.info.title} ${printComparison(comparison)}`,
    ...(changed ? [] : ["What is vendored says the same: nothing changed."]),
    ...(proposed === current ? [] : [`Package version: ${current} now, ${proposed} proposed`]),
    ...(troubles.length === 0 ? [] : ["To mend:"]),
    ...troubles.map(({ place, message }) => `${place} ${message}`.replaceAll(/^/gm, "  ")),
  ].join("\n");
}
