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

/** Property names from the outside in; `*` stands for each item or further property. */
type FieldPath = readonly string[];

/** Where a document's schemas carry a marker. */
export interface MarkedFields {
  /** Whether the schema itself is marked: by itself, by what it refers to, or in a branch. */
  readonly isMarked: (schema: Json | undefined) => boolean;
  /** The names of the marked properties of a schema, its branches' included. */
  readonly namesIn: (schema: Json | undefined) => ReadonlySet<string>;
  /**
   * The paths of all marked fields below a schema.
   *
   * @throws CommandError when there is no end to them, because a schema holds itself
   */
  readonly pathsIn: (schema: Json | undefined) => FieldPath[];
}

/** Finds the fields that carry a marker; what is found once is known from then on. */
export function markedFields(document: JsonObject, marker: Marker): MarkedFields {
  const leading = new WeakMap<JsonObject, boolean>();

  const isMarked = remembered((schema) =>
    schemasAt(document, schema).some((part) => part[marker] === true),
  );

  const namesIn = (schema: Json | undefined): ReadonlySet<string> => {
    const properties = schemasAt(document, schema).flatMap((part) =>
      Object.entries(fieldsOf(part["properties"])),
    );
    return new Set(properties.filter(([, part]) => isMarked(part)).map(([name]) => name));
  };

  /** Whether a marked field is anywhere below, so that only such branches are followed. */
  const leadsToMarked = (schema: JsonObject): boolean => {
    const known = leading.get(schema);
    if (known !== undefined) return known;
    const below = reachableFrom(document, schema);
    const leads = below.some((part) =>
      subschemasOf(part).some((inner) => inner.segment !== undefined && isMarked(inner.schema)),
    );
    // Nothing is marked below any of them; where something is, it may be below some alone.
    for (const part of leads ? [schema] : below) leading.set(part, leads);
    return leads;
  };

  const collect = (
    schema: Json | undefined,
    path: FieldPath,
    open: ReadonlySet<Json>,
    found: Map<string, FieldPath>,
  ): void => {
    const parts = schemasAt(document, schema).flatMap((part) => subschemasOf(part));
    for (const { segment, schema: inner } of parts) {
      if (segment === undefined) continue;
      const place = [...path, segment];
      if (isMarked(inner)) found.set(JSON.stringify(place), place);
      else if (isObject(inner) && leadsToMarked(inner)) {
        if (open.has(inner)) throw endless(marker, place);
        collect(inner, place, new Set([...open, inner]), found);
      }
    }
  };

  const pathsAt = remembered((schema) => {
    const found = new Map<string, FieldPath>();
    collect(schema, [], new Set(), found);
    return [...found].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, path]) => path);
  });
  const pathsIn = (schema: Json | undefined): FieldPath[] => pathsAt(resolveBare(document, schema));

  return { isMarked, namesIn, pathsIn };
}

/** Finds out once for each schema. */
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
    `expected ${marker} fields at a fixed depth, found a schema that holds itself, and such a field with it, at ${path.join(".")}`,
  );
}

/** The schemas that describe one value together: a schema, what it refers to and their branches. */
function schemasAt(document: JsonObject, schema: Json | undefined): JsonObject[] {
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
