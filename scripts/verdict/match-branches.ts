import { bareSchema } from "../openapi/schema-keywords.js";
import type { Pair } from "./pair.js";
import type { Schemas } from "./schema-view.js";

/** Matches alternatives by content or reference, and the rest in order. */
export function matchBranches(
  ones: readonly Schemas[],
  others: readonly Schemas[],
): Pair<Schemas>[] {
  const [gone, added] = [[...ones], [...others]];
  const pairs: Pair<Schemas>[] = [];
  const match = (one: Schemas, index: number): void => {
    const other = added[index];
    if (!other) return;
    pairs.push({ from: one, to: other });
    gone.splice(gone.indexOf(one), 1);
    added.splice(index, 1);
  };
  for (const one of ones) {
    match(
      one,
      added.findIndex((other) => nameOf(other) === nameOf(one)),
    );
  }
  for (const one of Array.from(gone)) match(one, 0);
  return pairs;
}

const nameOf = (schemas: Schemas): string =>
  JSON.stringify(schemas.map((schema) => schema["$ref"] ?? bareSchema(schema)));
