import { fieldsOf, isObject, type Json, type JsonObject } from "../lib/json.js";
import { absentOn, markedFields, type MarkedFields, type Side } from "../openapi/markers.js";
import { resolveBare } from "../openapi/references.js";
import type { Change } from "./change.js";
import { compareConstraints, verdictOn } from "./compare-constraints.js";
import { firstTime, numbering } from "./first-time.js";
import { matchBranches } from "./match-branches.js";
import type { Pair } from "./pair.js";
import { viewSchemas, type Schemas, type SchemaView } from "./schema-view.js";

/** Compares the constraints of two schemas, one from each document; `place` is their path in the body. */
export type SchemaComparison = (
  from: Json | undefined,
  to: Json | undefined,
  place: string,
) => Change[];

type Documents = Pair<JsonObject>;

interface SchemaPair extends Pair<Schemas> {
  readonly place: string;
}

/**
 * Prepares the comparison of one side's schemas. Fields that the side does not have are skipped, and
 * each pair of schemas is compared once, so that recursion ends.
 */
export function schemaComparison(side: Side, documents: Documents): SchemaComparison {
  const isAbsent = absenceOn(side, documents);

  const compare = (first: SchemaPair): Change[] => {
    const isFirst = firstTime();
    const numbers = numbering();
    const changes: Change[] = [];
    // The nearest go first, so that each is told by its shortest path.
    const waiting = [first];
    for (const place of waiting) {
      const pair = targetsOf(documents, place);
      if (isAbsent(pair) || !isFirst(keyOf(pair, numbers))) continue;
      const [one, other] = bothWithBranches(
        viewSchemas(documents.from, pair.from),
        viewSchemas(documents.to, pair.to),
        pair,
      );
      const { pairs, gone, added } = matchBranches(one.branches, other.branches);
      waiting.push(
        ...partsOf(one, other, pair.place),
        ...pairs.map((branches) => ({ ...branches, place: pair.place })),
      );
      changes.push(
        ...compareConstraints(side, pair.place || "the top", one.constraints, other.constraints),
        ...gone.map(() => branchChange(side, "narrower", pair.place)),
        ...added.map(() => branchChange(side, "wider", pair.place)),
      );
    }
    return changes;
  };

  // Most operations share schemas.
  const known = new Map<string, Change[]>();
  const numberOf = numbering();
  return (from, to, place) => {
    if (!isObject(from) || !isObject(to)) return [];
    const pair = targetsOf(documents, { from: [from], to: [to], place });
    const key = `${keyOf(pair, numberOf)} ${place}`;
    const changes = known.get(key) ?? compare(pair);
    known.set(key, changes);
    return changes;
  };
}

function targetsOf(documents: Documents, { from, to, place }: SchemaPair): SchemaPair {
  return { from: targetsIn(documents.from, from), to: targetsIn(documents.to, to), place };
}

const targetsIn = (document: JsonObject, schemas: Schemas): Schemas =>
  schemas.map((schema) => fieldsOf(resolveBare(document, schema)));

/** If only one side has alternatives, treats the other side's schema as its single alternative. */
function bothWithBranches(
  one: SchemaView,
  other: SchemaView,
  { from, to }: SchemaPair,
): readonly [SchemaView, SchemaView] {
  const hasChoice = [one, other].map(({ branches }) => branches.length > 0);
  if (hasChoice[0] === hasChoice[1]) return [one, other];
  return hasChoice[0] ? [one, onlyBranch(to)] : [onlyBranch(from), other];
}

const onlyBranch = (schemas: Schemas): SchemaView => ({
  constraints: new Map(),
  branches: [schemas],
  parts: new Map(),
});

/** Parts that both have. The types tell which are new or gone. */
function partsOf(one: SchemaView, other: SchemaView, place: string): SchemaPair[] {
  return [...one.parts].flatMap(([pointer, { segment, schemas }]) => {
    const to = other.parts.get(pointer)?.schemas;
    return to ? [{ from: schemas, to, place: place === "" ? segment : `${place}.${segment}` }] : [];
  });
}

function branchChange(side: Side, direction: "narrower" | "wider", place: string): Change {
  const fate = direction === "narrower" ? "gone" : "new";
  return {
    verdict: verdictOn(side, direction),
    reason: `An alternative at the ${side}'s ${place || "top"} is ${fate}.`,
  };
}

/** Prepares the check that a side lacks a field: requests have no read-only fields, responses no write-only ones. */
function absenceOn(side: Side, documents: Documents): (pair: SchemaPair) => boolean {
  const before = markedFields(documents.from, absentOn[side]);
  const after = markedFields(documents.to, absentOn[side]);
  return ({ from, to }) => isAnyMarked(before, from) || isAnyMarked(after, to);
}

const isAnyMarked = (fields: MarkedFields, schemas: Schemas): boolean =>
  schemas.some((schema) => fields.isMarked(schema));

const keyOf = ({ from, to }: SchemaPair, numberOf: (schema: JsonObject) => number): string =>
  [from, to].map((schemas) => schemas.map(numberOf).join("+")).join(" ");
