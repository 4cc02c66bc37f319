import { fieldsOf, isObject, itemsOf, textOf, type Json, type JsonObject } from "../lib/json.js";
import type { OpenapiDocument } from "./document.js";
import { mappedReferences } from "./mapped-references.js";
import { pointerSegment } from "./references.js";

/** The components of one kind, such as `schemas`, by name. */
export const componentsOfKind = (document: JsonObject, kind: string): JsonObject =>
  fieldsOf(fieldsOf(document["components"])[kind]);

/** The components of a document by the pointers that refer to them: `#/components/schemas/a`. */
export function componentsOf(document: OpenapiDocument): ReadonlyMap<string, Json> {
  const kinds = Object.entries(fieldsOf(document["components"]));
  return new Map(
    kinds.flatMap(([kind, components]) =>
      Object.entries(fieldsOf(components)).map(([name, component]): [string, Json] => [
        pointerTo(kind, name),
        component,
      ]),
    ),
  );
}

/** The pointer to a component. */
export const pointerTo = (kind: string, name: string): string =>
  `#/components/${kind}/${pointerSegment(name)}`;

/** Pointers of the components that a value references directly. */
export function referencesIn(value: Json | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (part: Json): void => {
    itemsOf(part).forEach(visit);
    if (!isObject(part)) return;
    for (const reference of [part["$ref"], ...mappedBy(part)].map(textOf)) {
      if (reference.startsWith("#/")) found.add(componentAt(reference));
    }
    Object.values(part).forEach(visit);
  };
  if (value !== undefined) visit(value);
  return found;
}

/** A discriminator's mapping references schemas too. */
const mappedBy = ({ discriminator }: JsonObject): Json[] =>
  mappedReferences(fieldsOf(discriminator));

/** The component of a reference, which may point into it. */
const componentAt = (reference: string): string =>
  decodeURIComponent(reference.split("/").slice(0, 4).join("/"));
