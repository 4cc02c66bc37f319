import { markedFields, type MarkedFields } from "../spec/markers.js";
import { isObject, type Json, type JsonObject } from "../spec/openapi-document.js";
import { bareSchema } from "../spec/schema-keywords.js";
import type { Change } from "./change.js";
import { compareConstraints, verdictOn, type Side } from "./compare-constraints.js";
import { viewSchemas, type Schemas, type SchemaView } from "./schema-view.js";

/** Compares what two schemas, one of each document, say beyond types; `place` is where they stand. */
export type SchemaComparison = (
  from: Json | undefined,
  to: Json | undefined,
  place: string,
) => Change[];

/**
 * Prepares the comparison of one side's schemas. A field that the side does not have is left out; a
 * pair of schemas that is met again, as in one that holds itself, says nothing new.
 */
export function schemaComparison(
  side: Side,
  documents: { readonly from: JsonObject; readonly to: JsonObject },
): SchemaComparison {
  const isAbsent = absenceOn(side, documents);

  return (from, to, place) => {
    const seen = pairsSeen();

    const compare = (before: Schemas, after: Schemas, at: string): Change[] => {
      if (seen(before, after)) return [];
      const [one, other] = [
        viewSchemas(documents.from, before),
        viewSchemas(documents.to, after),
      ];
      // What offers no choice is the only choice there is.
      if (one.branches.length > 0 && other.branches.length === 0) {
        return compareViews(one, onlyBranch(after), at);
      }
      if (one.branches.length === 0 && other.branches.length > 0) {
        return compareViews(onlyBranch(before), other, at);
      }
      return compareViews(one, other, at);
    };

    const compareViews = (one: SchemaView, other: SchemaView, at: string): Change[] => {
      const parts = [...one.parts].flatMap(([pointer, { segment, schemas }]) => {
        const counterpart = other.parts.get(pointer)?.schemas;
        if (!counterpart || isAbsent(schemas, counterpart)) return [];
        return compare(schemas, counterpart, at === "" ? segment : `${at}.${segment}`);
      });
      return [
        ...compareConstraints(side, at || "the top", one.constraints, other.constraints),
        ...parts,
        ...compareBranches(one.branches, other.branches, at),
      ];
    };

    const compareBranches = (
      ones: SchemaView["branches"],
      others: SchemaView["branches"],
      at: string,
    ): Change[] => {
      const { pairs, gone, added } = matchBranches(ones, others);
      return [
        ...pairs.flatMap(([one, other]) => compare(one, other, at)),
        ...gone.map(() => branchChange(side, "narrower", "gone", at)),
        ...added.map(() => branchChange(side, "wider", "new", at)),
      ];
    };

    return isObject(from) && isObject(to) ? compare([from], [to], place) : [];
  };
}

const onlyBranch = (schemas: Schemas): SchemaView => ({
  constraints: new Map(),
  branches: [schemas],
  parts: new Map(),
});

function branchChange(
  side: Side,
  direction: "narrower" | "wider",
  fate: string,
  at: string,
): Change {
  const reason = `An alternative of the ${side}'s ${at || "top"} is ${fate}.`;
  return { verdict: verdictOn(side, direction), reason };
}

/** Callers do not pass what is read-only, and do not read what is write-only. */
function absenceOn(
  side: Side,
  { from, to }: { readonly from: JsonObject; readonly to: JsonObject },
): (before: Schemas, after: Schemas) => boolean {
  const marker = side === "request" ? "readOnly" : "writeOnly";
  const [before, after] = [markedFields(from, marker), markedFields(to, marker)];
  const isMarked = (fields: MarkedFields, schemas: Schemas): boolean =>
    schemas.some((schema) => fields.isMarked(schema));
  return (ones, others) => isMarked(before, ones) || isMarked(after, others);
}

/** Tells whether a pair of schemas has come before. */
function pairsSeen(): (before: Schemas, after: Schemas) => boolean {
  const numbers = new Map<JsonObject, number>();
  const numberOf = (schema: JsonObject): number => {
    const number = numbers.get(schema) ?? numbers.size;
    numbers.set(schema, number);
    return number;
  };
  const known = new Set<string>();
  return (before, after) => {
    const pair = [before, after].map((schemas) => schemas.map(numberOf).join("+")).join(" ");
    if (known.has(pair)) return true;
    known.add(pair);
    return false;
  };
}

interface MatchedBranches {
  readonly pairs: readonly (readonly [Schemas, Schemas])[];
  readonly gone: readonly Schemas[];
  readonly added: readonly Schemas[];
}

/** Alternatives are the same where they say the same or refer to the same; the others go by order. */
function matchBranches(ones: readonly Schemas[], others: readonly Schemas[]): MatchedBranches {
  const [gone, added] = [[...ones], [...others]];
  const pairs: [Schemas, Schemas][] = [];
  for (const one of ones) {
    const index = added.findIndex((other) => nameOf(other) === nameOf(one));
    const other = added[index];
    if (!other) continue;
    pairs.push([one, other]);
    gone.splice(gone.indexOf(one), 1);
    added.splice(index, 1);
  }
  const byOrder = Math.min(gone.length, added.length);
  const rest = gone.splice(0, byOrder);
  added.splice(0, byOrder).forEach((other, index) => {
    const one = rest[index];
    if (one) pairs.push([one, other]);
  });
  return { pairs, gone, added };
}

const nameOf = (schemas: Schemas): string =>
  JSON.stringify(schemas.map((schema) => schema["$ref"] ?? bareSchema(schema)));
