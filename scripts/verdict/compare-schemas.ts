import { fieldsOf, type JsonObject } from "../lib/json.js";
import { absentOn, markedFields, type MarkedFields, type Side } from "../openapi/markers.js";
import { resolveBare } from "../openapi/references.js";
import type { Change } from "./change.js";
import { compareConstraints } from "./compare-constraints.js";
import { compareTags } from "./discriminator-tags.js";
import { firstTime, numbering } from "./first-time.js";
import { matchBranches } from "./match-branches.js";
import type { Pair } from "./pair.js";
import type { SchemaPair } from "./schema-pair.js";
import { viewSchemas, type Schemas, type SchemaView } from "./schema-view.js";

type Documents = Pair<JsonObject>;

/** Schemas of one value in both documents, and the value's path. */
interface SchemasAtPlace extends Pair<Schemas> {
  readonly place: string;
}

/**
 * Prepares the comparison of what schemas say beyond types. Fields that a side does not have are skipped,
 * and each pair of schemas is compared once, so that recursion ends.
 */
export function schemaComparison(documents: Documents): (pair: SchemaPair) => Change[] {
  const absence = {
    request: absenceOn("request", documents),
    response: absenceOn("response", documents),
  };
  return (pair) => {
    const isAbsent = absence[pair.side];
    const isFirst = firstTime();
    const numbers = numbering();
    const changes: Change[] = [];
    // The nearest go first, so that each is told by its shortest path.
    const waiting: SchemasAtPlace[] = [{ from: [pair.from], to: [pair.to], place: "" }];
    for (const unresolved of waiting) {
      const at = targetsOf(documents, unresolved);
      if (isAbsent(at) || !isFirst(keyOf(at, numbers))) continue;
      const { place } = at;
      const one = viewSchemas(documents.from, at.from);
      const other = viewSchemas(documents.to, at.to);
      const branches = matchedBranches(one, other, at);
      waiting.push(
        ...partsOf(one, other, place),
        ...branches.map((matched) => ({ ...matched, place })),
      );
      changes.push(...compareTags(pair, place, one.tags, other.tags));
      if (hasChoice(one) === hasChoice(other)) {
        changes.push(...compareConstraints(pair, place, one.constraints, other.constraints));
      }
    }
    return changes;
  };
}

function targetsOf(documents: Documents, { from, to, place }: SchemasAtPlace): SchemasAtPlace {
  return { from: targetsIn(documents.from, from), to: targetsIn(documents.to, to), place };
}

const targetsIn = (document: JsonObject, schemas: Schemas): Schemas =>
  schemas.map((schema) => fieldsOf(resolveBare(document, schema)));

const hasChoice = ({ branches }: SchemaView): boolean => branches.length > 0;

/**
 * Alternatives to compare. If only one side has them, the other side's schema is like one of them.
 * Types and made bodies tell which are new or gone.
 */
function matchedBranches(
  one: SchemaView,
  other: SchemaView,
  { from, to }: SchemasAtPlace,
): readonly Pair<Schemas>[] {
  if (!hasChoice(one) && !hasChoice(other)) return [];
  return matchBranches(
    hasChoice(one) ? one.branches : [from],
    hasChoice(other) ? other.branches : [to],
  );
}

/** Parts that both have. The types tell which are new or gone. */
function partsOf(one: SchemaView, other: SchemaView, place: string): SchemasAtPlace[] {
  return [...one.parts].flatMap(([pointer, { segment, schemas }]) => {
    const to = other.parts.get(pointer)?.schemas;
    return to ? [{ from: schemas, to, place: place === "" ? segment : `${place}.${segment}` }] : [];
  });
}

/** Prepares the check that a side lacks a field: requests have no read-only fields, responses no write-only ones. */
function absenceOn(side: Side, documents: Documents): (pair: SchemasAtPlace) => boolean {
  const before = markedFields(documents.from, absentOn[side]);
  const after = markedFields(documents.to, absentOn[side]);
  return ({ from, to }) => isAnyMarked(before, from) || isAnyMarked(after, to);
}

const isAnyMarked = (fields: MarkedFields, schemas: Schemas): boolean =>
  schemas.some((schema) => fields.isMarked(schema));

const keyOf = ({ from, to }: SchemasAtPlace, numberOf: (schema: JsonObject) => number): string =>
  [from, to].map((schemas) => schemas.map(numberOf).join("+")).join(" ");
