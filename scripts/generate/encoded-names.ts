import type { Json, JsonObject } from "../lib/json.js";
import type { PartKind } from "../openapi/document-parts.js";
import { lookUp, pointerSegment } from "../openapi/references.js";

/** Characters that openapi-typescript takes for parts of a reference, and what stands for them. */
const substitutes = new Map([
  ["#", "\uE023"],
  ["%", "\uE025"],
]);

/** Replaces the characters of a name that openapi-typescript takes for parts of a reference. */
export const encodeName = (name: string): string =>
  name.replaceAll(/[#%]/g, (character) => substitutes.get(character) ?? character);

/** Restores encoded names in the text of types, where they may be escaped. */
export const decodeNames = (text: string): string =>
  text.replaceAll(/[\uE023\uE025]|\\uE02[35]/gi, (found) =>
    /(\uE023|023)$/i.test(found) ? "#" : "%",
  );

/** Encodes references within a document. */
export interface NameEncoder {
  /** The reference in terms of encoded names. */
  readonly reference: (kind: PartKind, reference: string) => string;
  /** Schemas inside other parts that were referred to, by the name of the component that they become. */
  readonly hoisted: ReadonlyMap<string, Json>;
}

const wholeComponent = /^#\/components\/[^/]+\/[^/]+$/;

const encoded = (reference: string): string =>
  reference
    .split("/")
    .map((segment, at) => (at === 0 ? segment : encodeName(decodeURIComponent(segment))))
    .join("/");

/** Prepares to encode references. One into a part cannot be told in types, so its target is hoisted. */
export function nameEncoder(document: JsonObject): NameEncoder {
  const hoisted = new Map<string, Json>();
  return {
    reference(kind, reference) {
      if (kind !== "schema" || wholeComponent.test(reference)) return encoded(reference);
      const name = encodeName(decodeURIComponent(reference.slice("#/".length)));
      hoisted.set(name, lookUp(document, reference));
      return `#/components/schemas/${pointerSegment(name)}`;
    },
    hoisted,
  };
}
