import { fieldsOf, type Json, type JsonObject } from "../lib/json.js";
import {
  componentsOf,
  componentsOfKind,
  pointerTo,
  referencesIn,
} from "../openapi/component-references.js";
import type { OpenapiDocument } from "../openapi/document.js";
import type { Operation } from "../openapi/operations.js";
import { normalizeOperation, sortedText } from "../openapi/equivalence.js";
import type { Pair } from "./pair.js";

/** Checks that parts of both documents are the same, with all that they reference. */
export interface Equivalence {
  readonly ofOperations: (operations: Pair<Operation>) => boolean;
  readonly ofSchemas: (schemas: Pair<Json>) => boolean;
}

/** Prepares the checks. */
export function equivalenceOf({ from, to }: Pair<OpenapiDocument>): Equivalence {
  const changed = changedComponents(componentsOf(from), componentsOf(to));
  const ofSchemas = (schemas: Pair<Json>): boolean =>
    [...referencesIn(schemas.from), ...referencesIn(schemas.to)].every(
      (pointer) => pointer.startsWith("#/components/") && !changed.has(pointer),
    ) && sortedText(schemas.from) === sortedText(schemas.to);
  return {
    ofSchemas,
    ofOperations: (operations) =>
      ofSchemas({
        from: normalizeOperation(operations.from),
        to: normalizeOperation(operations.to),
      }),
  };
}

type Components = ReadonlyMap<string, Json>;

/** Pointers of the components that differ between the documents, or that reference one that does. */
export function changedComponents(from: Components, to: Components): ReadonlySet<string> {
  const referrers = new Map<string, string[]>();
  const changed = new Set<string>();
  for (const pointer of new Set([...from.keys(), ...to.keys()])) {
    const versions = [from.get(pointer), to.get(pointer)];
    if (sortedText(versions[0]) !== sortedText(versions[1])) changed.add(pointer);
    for (const reference of versions.flatMap((version) => [...referencesIn(version)])) {
      referrers.set(reference, [...(referrers.get(reference) ?? []), pointer]);
    }
  }
  // Iteration over a Set also visits what is added meanwhile.
  for (const pointer of changed) referrers.get(pointer)?.forEach((other) => changed.add(other));
  return changed;
}

/** A document without operations: some schemas of our own, and the components that they reach. */
export function documentOf(document: OpenapiDocument, schemas: JsonObject): OpenapiDocument {
  const { openapi, info } = document;
  const components = componentsOf(document);
  const reached = new Set(referencesIn(schemas));
  for (const pointer of reached) {
    // An unknown target: the whole document may be needed.
    if (!components.has(pointer)) return withSchemas(document, schemas);
    referencesIn(components.get(pointer)).forEach((other) => reached.add(other));
  }
  const kept = componentsWith(document, reached);
  return withSchemas({ openapi, info, paths: {}, components: kept }, schemas);
}

const withSchemas = (
  { webhooks: _webhooks, ...document }: OpenapiDocument,
  schemas: JsonObject,
): OpenapiDocument => ({
  ...document,
  components: {
    ...fieldsOf(document["components"]),
    schemas: { ...componentsOfKind(document, "schemas"), ...schemas },
  },
});

const componentsWith = (document: OpenapiDocument, reached: ReadonlySet<string>): JsonObject =>
  Object.fromEntries(
    Object.entries(fieldsOf(document["components"])).map(([kind, components]) => {
      const kept = Object.entries(fieldsOf(components)).filter(([name]) =>
        reached.has(pointerTo(kind, name)),
      );
      return [kind, Object.fromEntries(kept)];
    }),
  );
