import { fieldsOf, itemsOf, type Json, type JsonObject } from "../lib/json.js";
import { schemasAt } from "./markers.js";

const openKeywords = ["additionalProperties", "patternProperties", "unevaluatedProperties"];

/**
 * Names of the properties of an object, in alphabetical order, those of its branches included.
 *
 * @returns `undefined` if the schema declares what other properties may be, or is no object with properties
 */
export function closedFields(document: JsonObject, schema: Json): string[] | undefined {
  const parts = schemasAt(document, schema);
  const isOpen = parts.some((part) =>
    openKeywords.some((keyword) => part[keyword] !== undefined && part[keyword] !== false),
  );
  const names = new Set(parts.flatMap((part) => Object.keys(fieldsOf(part["properties"]))));
  return isOpen || names.size === 0 || !parts.every(allowsObject)
    ? undefined
    : [...names].toSorted();
}

/** Some other types may be allowed as well. */
const allowsObject = ({ type }: JsonObject): boolean =>
  type === undefined || type === "object" || itemsOf(type).includes("object");
