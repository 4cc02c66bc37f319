import {
  fieldsOf,
  isObject,
  itemsOf,
  textOf,
  type Json,
  type JsonObject,
  type OpenapiDocument,
} from "../spec/openapi-document.js";
import { operationsOf } from "../spec/operations.js";

/**
 * Brings a document into the form in which two that say the same are the same: keys in order,
 * servers and security at each operation, no tags.
 */
export function normalizeDocument(document: OpenapiDocument): Json {
  const operations = operationsOf(document).map(
    ({ id, method, path, fields, parameters, security, servers }) => ({
      ...without(fields, ["tags", "servers"]),
      id,
      method,
      path,
      parameters: inOrder(parameters),
      security,
      servers,
    }),
  );
  const rest = without(document, ["paths", "security", "servers", "tags"]);
  return sorted({ ...rest, operations: inOrder(operations) });
}

const without = (fields: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

const inOrder = (items: readonly JsonObject[]): Json =>
  items.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));

const keyOf = (item: JsonObject): string =>
  [item["path"], item["method"], item["in"], item["name"]].map(textOf).join(" ");

// The order in which they list what they hold says nothing.
const unordered = new Set(["allOf", "anyOf", "enum", "oneOf", "required", "type"]);

function sorted(value: Json, name = ""): Json {
  if (Array.isArray(value)) {
    const items = itemsOf(value).map((item) => sorted(item));
    return unordered.has(name) ? items.toSorted(byText) : items;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(fieldsOf(value)).map(([key, part]): [string, Json] => [
    key,
    sorted(part, key),
  ]);
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

const byText = (one: Json, other: Json): number => (textOf(one) < textOf(other) ? -1 : 1);
