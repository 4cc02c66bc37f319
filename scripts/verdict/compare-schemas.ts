import { fieldsOf, type JsonObject } from "../lib/json.js";
import { absentOn, markedFields, type MarkedFields, type Side } from "../openapi/markers.js";
import { resolveBare } from "../openapi/references.js";
import { change, type Change } from "./change.js";
import { compareConstraints, mergeConstraints } from "./compare-constraints.js";
import { verdictOn } from "./direction.js";
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
      const [one, other] = bothWithBranches(
        viewSchemas(documents.from, at.from),
        viewSchemas(documents.to, at.to),
        at,
      );
      const { pairs, gone, added } = matchBranches(one.branches, other.branches);
      waiting.push(
        ...partsOf(one, other, place),
        ...pairs.map((branches) => ({ ...branches, place })),
      );
      changes.push(
        ...compareConstraints(pair, place, one.constraints, other.constraints),
        ...compareTags(pair, place, one.tags, other.tags),
        ...gone.map(() => branchChange(pair, "narrower", place)),
        ...added.map(() => branchChange(pair, "wider", place)),
      );
    }
    return changes;
  };
}

function targetsOf(documents: Documents, { from, to, place }: SchemasAtPlace): SchemasAtPlace {
  return { from: targetsIn(documents.from, from), to: targetsIn(documents.to, to), place };
}

const targetsIn = (document: JsonObject, schemas: Schemas): Schemas =>
  schemas.map((schema) => fieldsOf(resolveBare(document, schema)));

/** If only one side has alternatives, treats the other side's schema as its single alternative. */
function bothWithBranches(
  one: SchemaView,
  other: SchemaView,
  { from, to }: SchemasAtPlace,
): readonly [SchemaView, SchemaView] {
  const hasChoice = [one, other].map(({ branches }) => branches.length > 0);
  if (hasChoice[0] === hasChoice[1]) return [one, other];
  return hasChoice[0] ? [one, onlyBranch(to)] : [onlyBranch(from), other];
}

const onlyBranch = (schemas: Schemas): SchemaView => ({
  constraints: mergeConstraints([]),
  tags: new Map(),
  branches: [schemas],
  parts: new Map(),
});

/** Parts that both have. The types tell which are new or gone. */
function partsOf(one: SchemaView, other: SchemaView, place: string): SchemasAtPlace[] {
  return [...one.parts].flatMap(([pointer, { segment, schemas }]) => {
    const to = other.parts.get(pointer)?.schemas;
    return to ? [{ from: schemas, to, place: place === "" ? segment : `${place}.${segment}` }] : [];
  });
}

function branchChange(
  { side, subject }: SchemaPair,
  direction: "narrower" | "wider",
  place: string,
): Change {
  const fate = direction === "narrower" ? "no longer has" : "has";
  const at = place === "" ? "" : ` at ${place}`;
  return change(
    verdictOn(side, direction),
    `${subject} ${fate} one of the alternatives${at}.`,
    place,
  );
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
