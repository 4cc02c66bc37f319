import type { JsonObject } from "../lib/json.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { verdicts, type Change } from "./change.js";
import { documentOf } from "./changed-part.js";
import { compareSamples } from "./compare-samples.js";
import { schemaComparison } from "./compare-schemas.js";
import { compareTypes } from "./compare-types.js";
import type { Pair } from "./pair.js";
import { nameOfPart } from "./part-types.js";
import type { SchemaPair } from "./schema-pair.js";

/** Changes of operations' parts and of exported schemas. */
export interface PartChanges {
  /** The changes of a part; parts with the same schemas are compared once. */
  readonly of: (part: SchemaPair) => readonly Change[];
  /** The changes of each exported schema. */
  readonly exported: readonly Change[][];
}

/**
 * Has three judges look at each pair of schemas: the compiler at its types, rules at its constraints, and
 * validators at bodies made from it.
 *
 * @param parts parts that are not the same in both documents
 * @param exported schemas that matter as types alone
 */
export async function compareParts(
  documents: Pair<OpenapiDocument>,
  parts: readonly SchemaPair[],
  exported: readonly SchemaPair[],
): Promise<PartChanges> {
  const pairs = [...new Map(parts.map((part) => [keyOf(part), part])).values()];
  const all = [...pairs, ...exported];
  const reduced = {
    from: documentOf(documents.from, numbered(all.map(({ from }) => from))),
    to: documentOf(documents.to, numbered(all.map(({ to }) => to))),
  };
  const types = await compareTypes(reduced, all);
  const compareSchemas = schemaComparison(reduced);
  const samples = compareSamples(reduced, pairs);
  const changes = pairs.map((pair, at) => {
    const told = [...(types[at] ?? []), ...compareSchemas(pair)];
    const found = (samples[at] ?? []).filter((change) => !isToldBy(told, change));
    return [keyOf(pair), [...told, ...found]] as const;
  });
  const byKey = new Map(changes);
  return {
    of: (part) => byKey.get(keyOf(part)) ?? [],
    exported: types.slice(pairs.length),
  };
}

const numbered = (schemas: readonly JsonObject[]): JsonObject =>
  Object.fromEntries(schemas.map((schema, at) => [nameOfPart(at), schema]));

const keyOf = ({ side, from, to }: SchemaPair): string => JSON.stringify([side, from, to]);

/** Tells if another judge has named the place or one around it, and found it no less severe. */
const isToldBy = (told: readonly Change[], { place = "", verdict }: Change): boolean =>
  told.some(
    (other) =>
      verdicts.indexOf(other.verdict) >= verdicts.indexOf(verdict) &&
      other.place !== undefined &&
      (other.place === place || place.startsWith(`${other.place}.`)),
  );
