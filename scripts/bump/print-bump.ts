import { printComparison } from "../verdict/print-comparison.js";
import type { Bump } from "./bump-spec.js";

/** What a bump came to, for whoever called for it. */
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
