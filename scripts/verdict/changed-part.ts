import { fieldsOf, type Json, type JsonObject } from "../lib/json.js";
import { componentsOf, pointerTo, referencesIn } from "../openapi/component-references.js";
import type { OpenapiDocument } from "../openapi/document.js";
import type { Operation } from "../openapi/operations.js";
import { resolve } from "../openapi/references.js";
import { normalizeOperation, sortedText } from "../openapi/same-contract.js";

/** Tells whether an operation, with all that it reaches, is the same in two documents. */
export function sameness(
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

/** The pointers of the components that are not the same in both documents, or that lead to one. */
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
  // A set that grows while it is walked is walked to its end.
  for (const pointer of changed) referrers.get(pointer)?.forEach((other) => changed.add(other));
  return changed;
}

/** A document with some of its operations and schemas, and with what they reach: fewer types to make. */
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
    // Nobody knows what it leads to.
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
        // No $ref leads to how a request is authenticated.
        ([name]) => kind === "securitySchemes" || reached.has(pointerTo(kind, name)),
      );
      return [kind, Object.fromEntries(kept)];
    }),
  );
