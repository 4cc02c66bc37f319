import { isObject, itemsOf, type Json, type JsonObject } from "../lib/json.js";
import { constraintsOf } from "../openapi/constraints.js";
import { lookUp } from "../openapi/references.js";
import { subschemasOf } from "../openapi/schema-keywords.js";
import type { Constraints } from "./compare-constraints.js";

/** Schemas that hold of one value together. */
export type Schemas = readonly JsonObject[];

/** What schemas say of one value, wherever they say it: by reference, in allOf or themselves. */
export interface SchemaView {
  readonly constraints: Constraints;
  /** The alternatives of which one holds; none where there is no choice. */
  readonly branches: readonly Schemas[];
  /** The parts of the value by the pointer that leads to their schemas. */
  readonly parts: ReadonlyMap<string, SchemaPart>;
}

interface SchemaPart {
  /** The property's name; `*` for each item or further property. */
  readonly segment: string;
  readonly schemas: Schemas;
}

/** Sees schemas as the one thing that they say of a value. */
export function viewSchemas(document: JsonObject, schemas: Schemas): SchemaView {
  const all = allHolding(document, schemas);
  const parts = new Map<string, SchemaPart>();
  for (const { pointer, segment, schema } of all.flatMap(subschemasOf)) {
    if (segment === undefined || !isObject(schema)) continue;
    const others = parts.get(pointer)?.schemas ?? [];
    parts.set(pointer, { segment, schemas: [...others, schema] });
  }
  return {
    constraints: mergedConstraints(all),
    branches: all
      .flatMap(alternativesOf)
      .filter((alternatives) => alternatives.length > 1)
      .flatMap((alternatives) => alternatives.map((schema) => [schema])),
    parts,
  };
}

/** The schemas, what they refer to and what they are composed of; a reference is followed once. */
function allHolding(document: JsonObject, schemas: Schemas): JsonObject[] {
  const found = new Set<JsonObject>();
  const visit = (schema: Json | undefined): void => {
    if (!isObject(schema) || found.has(schema)) return;
    found.add(schema);
    const { $ref: reference, allOf } = schema;
    if (typeof reference === "string") visit(lookUp(document, reference));
    itemsOf(allOf).forEach(visit);
    // Where there is but one alternative, it holds.
    for (const [alternative, ...others] of alternativesOf(schema)) {
      if (others.length === 0) visit(alternative);
    }
  };
  schemas.forEach(visit);
  return [...found];
}

/** The alternatives of each choice that a schema offers; whether null is one, its type tells. */
function alternativesOf({ oneOf, anyOf }: JsonObject): Schemas[] {
  return [oneOf, anyOf].map((branches) =>
    itemsOf(branches)
      .filter(isObject)
      .filter(({ type }) => type !== "null"),
  );
}

function mergedConstraints(schemas: Schemas): Constraints {
  const merged = new Map<string, Json[]>();
  const entries = schemas.flatMap((schema) => Object.entries(constraintsOf(schema)));
  for (const [keyword, value] of entries) {
    // Which other types there may be beside integers, its type tells.
    const said = keyword === "type" ? "integer" : value;
    merged.set(keyword, [...(merged.get(keyword) ?? []), said]);
  }
  return merged;
}
