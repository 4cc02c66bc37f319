import { fieldsOf, isObject, itemsOf, textOf, type Json, type JsonObject } from "../lib/json.js";
import { lookUp } from "./references.js";

/**
 * Components that a document's paths reach through references, discriminators and security requirements,
 * in the order of the document. openapi-format's own filter misses links, callbacks and security schemes,
 * and mistakes fields named like a method for operations.
 *
 * @throws CommandError when a reference leads nowhere
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
      if (name === "discriminator") mappedSchemas(part).forEach(follow);
      if (name === "security") schemesOf(part).forEach(visitScheme);
    }
  };
  // A pointer into a component needs the whole component.
  const follow = (reference: string): void => {
    if (reference.startsWith("#/components/")) {
      visit(lookUp(document, reference.split("/").slice(0, 4).join("/")));
    }
    visit(lookUp(document, reference));
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

/** References of a discriminator's mapping, which may also be bare names of schemas. */
function mappedSchemas(discriminator: Json): string[] {
  return Object.values(fieldsOf(fieldsOf(discriminator)["mapping"]))
    .map(textOf)
    .map((name) => (name.includes("/") ? name : `#/components/schemas/${name}`));
}

const schemesOf = (security: Json | undefined): string[] =>
  itemsOf(security).filter(isObject).flatMap(Object.keys);
