import { fieldsOf, type Json, type JsonObject } from "../lib/json.js";
import { componentsOf, pointerTo, referencesIn } from "../openapi/component-references.js";
import type { OpenapiDocument } from "../openapi/document.js";
import type { Operation } from "../openapi/operations.js";
import { resolve } from "../openapi/references.js";
import { normalizeOperation, sortedText } from "../openapi/equivalence.js";

/** Prepares the check that an operation and all that it references are the same in both documents. */
export function operationEquivalence(
  from: OpenapiDocument,
  to: OpenapiDocument,
): (one: Operation, other: Operation) => boolean {
  const changed = changedComponents(componentsOf(from), componentsOf(to));
  return (one, other) => {
    const [before, after] = [one, other].map(normalizeOperation);
    const references = [...referencesIn(before), ...referencesIn(after)];
    return (
      references.every((pointer) => pointer.startsWith("#/components/") && !changed.has(pointer)) &&
      sortedText(before) === sortedText(after)
    );
  };
}

type Components = ReadonlyMap<string, Json>;

/** Pointers of the components that differ between the documents, or that reference one that does. */
function changedComponents(from: Components, to: Components): ReadonlySet<string> {
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

/** Reduces a document to some operations and schemas and what they reference, to generate fewer types. */
export function partWith(
  document: OpenapiDocument,
  operations: readonly Operation[],
  schemas: readonly string[],
): OpenapiDocument {
  const paths = pathsWith(document, operations);
  const components = componentsOf(document);
  const reached = new Set([
    ...referencesIn(paths),
    ...schemas.map((name) => pointerTo("schemas", name)),
  ]);
  for (const pointer of reached) {
    // An unknown target: the whole document may be needed.
    if (!components.has(pointer)) return document;
    referencesIn(components.get(pointer)).forEach((other) => reached.add(other));
  }
  return { ...document, paths, components: componentsWith(document, reached) };
}

function pathsWith(document: OpenapiDocument, operations: readonly Operation[]): JsonObject {
  const paths = new Map<string, JsonObject>();
  for (const { path, method } of operations) {
    const item = fieldsOf(resolve(document, document.paths[path] ?? null));
    const { parameters = [] } = item;
    paths.set(path, { parameters, ...paths.get(path), [method]: item[method] ?? null });
  }
  return Object.fromEntries(paths);
}

const componentsWith = (document: OpenapiDocument, reached: ReadonlySet<string>): JsonObject =>
  Object.fromEntries(
    Object.entries(fieldsOf(document["components"])).map(([kind, components]) => {
      const kept = Object.entries(fieldsOf(components)).filter(
        // Security schemes are named by requirements, not referenced by $ref.
        ([name]) => kind === "securitySchemes" || reached.has(pointerTo(kind, name)),
      );
      return [kind, Object.fromEntries(kept)];
    }),
  );
