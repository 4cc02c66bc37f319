import { CommandError } from "../lib/command-error.js";
import { fieldsOf, isObject, type Json, type JsonObject } from "../lib/json.js";
import { lookUp, resolveBare } from "./references.js";
import { subschemasOf } from "./schema-keywords.js";

/** A keyword that marks a field as existing on one side only. */
export type Marker = "readOnly" | "writeOnly";

/** The side of an operation: what callers send, or what they receive. */
export type Side = "request" | "response";

/** The marker of the fields that a side does not have. */
export const absentOn: Readonly<Record<Side, Marker>> = {
  request: "readOnly",
  response: "writeOnly",
};

/**
 * Property names from the outside in; `*` for items and additional properties. A list in it has the ways
 * in which a recursive schema leads back to itself: any of them may follow, any number of times.
 */
type FieldPath = readonly (string | readonly FieldPath[])[];

/** The marked fields of a document's schemas. */
export interface MarkedFields {
  /** Tells if a schema is marked itself, by the target of its reference, or in a branch. */
  readonly isMarked: (schema: Json | undefined) => boolean;
  /** Names of a schema's marked properties, including those of its branches. */
  readonly namesIn: (schema: Json | undefined) => ReadonlySet<string>;
  /**
   * Paths of all marked fields below a schema.
   *
   * @throws CommandError when recursive schemas lead to one in too many ways
   */
  readonly pathsIn: (schema: Json | undefined) => FieldPath[];
}

/** Finds the fields that carry a marker. Results are cached. */
export function markedFields(document: JsonObject, marker: Marker): MarkedFields {
  const isMarked = remembered((schema) =>
    schemasAt(document, schema).some((part) => part[marker] === true),
  );

  const namesIn = (schema: Json | undefined): ReadonlySet<string> => {
    const properties = schemasAt(document, schema).flatMap((part) =>
      Object.entries(fieldsOf(part["properties"])),
    );
    return new Set(properties.filter(([, part]) => isMarked(part)).map(([name]) => name));
  };

  const leadsToMarked = leadsTo(document, isMarked);

  const pathsAt = remembered((schema) => {
    const found = pathCollector(document, marker, isMarked, leadsToMarked)(schema);
    return [...found].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, path]) => path);
  });
  const pathsIn = (schema: Json | undefined): FieldPath[] => pathsAt(resolveBare(document, schema));

  return { isMarked, namesIn, pathsIn };
}

/** A schema that is being collected from. */
interface OpenSchema {
  /** Where it begins in the path. */
  readonly length: number;
  /** The ways back to it. */
  readonly ways: FieldPath[];
}

const mostPaths = 1000;

function pathCollector(
  document: JsonObject,
  marker: Marker,
  isMarked: (schema: Json | undefined) => boolean,
  leadsToMarked: (schema: JsonObject) => boolean,
): (schema: Json | undefined) => Map<string, FieldPath> {
  const found: FieldPath[] = [];
  let visits = 0;
  const collect = (
    schema: Json | undefined,
    path: FieldPath,
    open: ReadonlyMap<Json | undefined, OpenSchema>,
  ): void => {
    const opened: OpenSchema = { length: path.length + 1, ways: [] };
    const here = [...path, opened.ways];
    const nowOpen = new Map([...open, [schema, opened]]);
    for (const { segment, schema: inner } of schemasAt(document, schema).flatMap(subschemasOf)) {
      if (segment === undefined) continue;
      const place = [...here, segment];
      if ((visits += 1) > mostPaths) throw endless(marker, withoutEmpty(place));
      const target = resolveBare(document, inner);
      const back = nowOpen.get(target);
      if (isMarked(inner)) found.push(place);
      else if (back) back.ways.push(place.slice(back.length));
      else if (isObject(target) && leadsToMarked(target)) collect(target, place, nowOpen);
    }
  };
  return (schema) => {
    collect(schema, [], new Map());
    return new Map(
      found.map((path) => [JSON.stringify(withoutEmpty(path)), withoutEmpty(path)] as const),
    );
  };
}

/** A path without empty lists of ways, and with each way once. */
function withoutEmpty(path: FieldPath): FieldPath {
  return path.flatMap((part): (string | readonly FieldPath[])[] => {
    if (typeof part === "string") return [part];
    const ways = part.map(withoutEmpty).map((way) => [JSON.stringify(way), way] as const);
    return ways.length === 0 ? [] : [[...new Map(ways).values()]];
  });
}

/** Prepares the check that a marked field is anywhere below, so that only such branches are followed. */
function leadsTo(
  document: JsonObject,
  isMarked: (schema: Json | undefined) => boolean,
): (schema: JsonObject) => boolean {
  const known = new WeakMap<JsonObject, boolean>();
  return (schema) => {
    const cached = known.get(schema);
    if (cached !== undefined) return cached;
    const below = reachableFrom(document, schema);
    const leads = below.some((part) =>
      subschemasOf(part).some((inner) => inner.segment !== undefined && isMarked(inner.schema)),
    );
    // Without a marked field, none of them leads to one; with one, only some of them may.
    for (const part of leads ? [schema] : below) known.set(part, leads);
    return leads;
  };
}

/** Caches the result for each schema. */
function remembered<Result>(
  find: (schema: Json | undefined) => Result,
): (schema: Json | undefined) => Result {
  const known = new Map<Json | undefined, Result>();
  return (schema) => {
    const remembers = known.get(schema);
    if (remembers !== undefined) return remembers;
    const found = find(schema);
    known.set(schema, found);
    return found;
  };
}

function endless(marker: Marker, path: FieldPath): CommandError {
  return new CommandError(
    `expected recursive schemas to lead to ${marker} fields in at most ${mostPaths} ways, found more at ${path.flat(9).join(".")}`,
  );
}

/** The schemas that describe one value: a schema, the target of its reference, and their branches. */
export function schemasAt(document: JsonObject, schema: Json | undefined): JsonObject[] {
  return follow(document, schema, (segment) => segment === undefined);
}

/** All schemas that describe a value or a part of it, at any depth. */
function reachableFrom(document: JsonObject, schema: Json): JsonObject[] {
  return follow(document, schema, () => true);
}

function follow(
  document: JsonObject,
  schema: Json | undefined,
  leads: (segment: string | undefined) => boolean,
): JsonObject[] {
  const found = new Set<JsonObject>();
  const visit = (part: Json | undefined): void => {
    if (!isObject(part) || found.has(part)) return;
    found.add(part);
    const reference = part["$ref"];
    if (typeof reference === "string") visit(lookUp(document, reference));
    for (const inner of subschemasOf(part)) if (leads(inner.segment)) visit(inner.schema);
  };
  visit(schema);
  return [...found];
}
