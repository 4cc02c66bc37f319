import { fieldsOf, isObject, itemsOf, type Json, type JsonObject } from "../lib/json.js";
import { mappedReferences } from "./mapped-references.js";
import { lookUp } from "./references.js";

/**
 * Components that a document's paths reach through references, discriminators and security requirements,
 * in the order of the document. openapi-format's own filter misses links, callbacks and security schemes,
 * and mistakes fields named like a method for operations.
 */
export function reachedComponents(document: JsonObject): JsonObject {
  const reached = new Set<Json>();
  const visit = (value: Json | undefined): void => {
    if (typeof value !== "object" || value === null || reached.has(value)) return;
    reached.add(value);
    itemsOf(value).forEach(visit);
    for (const [name, part] of Object.entries(fieldsOf(value))) {
      visit(part);
      if (name === "$ref" && typeof part === "string") follow(part);
      if (name === "discriminator") mappedReferences(fieldsOf(part)).forEach(follow);
      if (name === "security") schemesOf(part).forEach(visitScheme);
    }
  };
  // A pointer into a component needs the whole component.
  const follow = (reference: string): void => {
    if (reference.startsWith("#/components/")) {
      visit(targetOf(document, reference.split("/").slice(0, 4).join("/")));
    }
    visit(targetOf(document, reference));
  };
  const components = fieldsOf(document["components"]);
  const schemes = fieldsOf(components["securitySchemes"]);
  const visitScheme = (name: string): void => visit(schemes[name]);
  visit(document["paths"]);
  schemesOf(document["security"]).forEach(visitScheme);
  const kept = Object.entries(components).map(([kind, holder]): [string, Json] => [
    kind,
    Object.fromEntries(Object.entries(fieldsOf(holder)).filter(([, part]) => reached.has(part))),
  ]);
  return Object.fromEntries(kept.filter(([, holder]) => Object.keys(fieldsOf(holder)).length > 0));
}

/** Examples and extensions may have references that lead nowhere. */
function targetOf(document: JsonObject, reference: string): Json | undefined {
  try {
    return lookUp(document, reference);
  } catch {
    return undefined;
  }
}

const schemesOf = (security: Json | undefined): string[] =>
  itemsOf(security).filter(isObject).flatMap(Object.keys);
