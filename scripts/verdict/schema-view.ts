import { isObject, itemsOf, type Json, type JsonObject } from "../lib/json.js";
import { lookUp } from "../openapi/references.js";
import { subschemasOf } from "../openapi/schema-keywords.js";
import { mergeConstraints, type Constraints } from "./compare-constraints.js";
import { tagsOf, type Tags } from "./discriminator-tags.js";

/** Schemas that apply to the same value. */
export type Schemas = readonly JsonObject[];

/** Everything that schemas require of one value, directly, by reference or in allOf. */
export interface SchemaView {
  readonly constraints: Constraints;
  /** Schemas by the tag that a discriminator asks for. */
  readonly tags: Tags;
  /** Alternatives of a oneOf or anyOf; empty without one. */
  readonly branches: readonly Schemas[];
  /** Parts of the value by the pointer to their schemas. */
  readonly parts: ReadonlyMap<string, SchemaPart>;
}

interface SchemaPart {
  /** Property name; `*` for items and additional properties. */
  readonly segment: string;
  readonly schemas: Schemas;
}

/** Merges schemas that apply to the same value into one view. */
export function viewSchemas(document: JsonObject, schemas: Schemas): SchemaView {
  const all = allHolding(document, schemas);
  const parts = new Map<string, SchemaPart>();
  for (const { pointer, segment, schema } of all.flatMap(subschemasOf)) {
    if (segment === undefined || !isObject(schema)) continue;
    const others = parts.get(pointer)?.schemas ?? [];
    parts.set(pointer, { segment, schemas: [...others, schema] });
  }
  return {
    constraints: mergeConstraints(all),
    tags: tagsOf(all),
    branches: all
      .flatMap(alternativesOf)
      .filter((alternatives) => alternatives.length > 1)
      .flatMap((alternatives) => alternatives.map((schema) => [schema])),
    parts,
  };
}

/** The schemas, those they reference and those in their allOf; each is visited once. */
function allHolding(document: JsonObject, schemas: Schemas): JsonObject[] {
  const found = new Set<JsonObject>();
  const visit = (schema: Json | undefined): void => {
    if (!isObject(schema) || found.has(schema)) return;
    found.add(schema);
    const { $ref: reference, allOf } = schema;
    if (typeof reference === "string") visit(lookUp(document, reference));
    itemsOf(allOf).forEach(visit);
    // A single alternative always applies.
    for (const [alternative, ...others] of alternativesOf(schema)) {
      if (others.length === 0) visit(alternative);
    }
  };
  schemas.forEach(visit);
  return [...found];
}

/** Alternatives of each oneOf or anyOf. Null is left out: the types tell. */
function alternativesOf({ oneOf, anyOf }: JsonObject): Schemas[] {
  return [oneOf, anyOf].map((branches) =>
    itemsOf(branches)
      .filter(isObject)
      .filter(({ type }) => type !== "null"),
  );
}
