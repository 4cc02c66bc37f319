import {
  fieldsOf,
  isObject,
  itemsOf,
  textOf,
  type Json,
  type JsonObject,
  without,
} from "../lib/json.js";
import type { OpenapiDocument } from "./document.js";
import { operationsOf, type Operation } from "./operations.js";

/** Tells if two documents have the same content, regardless of order and place. */
export const isEquivalent = (one: OpenapiDocument, other: OpenapiDocument): boolean =>
  sortedText(normalizeDocument(one)) === sortedText(normalizeDocument(other));

/** A document with servers and security moved to each operation, and without tags. */
function normalizeDocument(document: OpenapiDocument): Json {
  const operations = operationsOf(document).map(normalizeOperation);
  const rest = without(document, ["paths", "security", "servers", "tags"]);
  return { ...rest, operations: inOrder(operations) };
}

/** An operation with everything that applies to it, and without tags. */
export const normalizeOperation = (operation: Operation): JsonObject => ({
  ...without(operation.fields, ["tags"]),
  id: operation.id,
  method: operation.method,
  path: operation.path,
  parameters: inOrder(operation.parameters),
  security: operation.security,
  servers: operation.servers,
});

const inOrder = (items: readonly JsonObject[]): Json =>
  items.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));

const keyOf = (item: JsonObject): string =>
  [item["path"], item["method"], item["in"], item["name"]].map(textOf).join(" ");

// Keywords whose list is a set.
const unordered = new Set(["allOf", "anyOf", "enum", "oneOf", "required", "type"]);

/** Prints data as JSON in a canonical order. */
export function sortedText(value: Json | undefined, keyword = ""): string {
  if (Array.isArray(value)) {
    const items = itemsOf(value).map((item) => sortedText(item));
    return `[${(unordered.has(keyword) ? items.toSorted() : items).join()}]`;
  }
  if (!isObject(value)) return JSON.stringify(value) ?? "";
  const fields = fieldsOf(value);
  const members = Object.keys(fields)
    .toSorted()
    .map((name) => `${JSON.stringify(name)}:${sortedText(fields[name], name)}`);
  return `{${members.join()}}`;
}
