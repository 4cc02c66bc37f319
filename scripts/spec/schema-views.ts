import { resolve } from "./references.js";
import {
  fieldsOf,
  isObject,
  itemsOf,
  textOf,
  type Json,
  type JsonObject,
} from "./openapi-document.js";

/** The schemas as a response has them: without write-only fields. */
export const responseView = (document: JsonObject, value: Json): Json =>
  viewWithout(document, value, { keyword: "writeOnly", keepProperty: false });

/** The schemas as a request has them: read-only fields are not asked for. */
export const requestView = (document: JsonObject, value: Json): Json =>
  viewWithout(document, value, { keyword: "readOnly", keepProperty: true });

interface View {
  readonly keyword: "readOnly" | "writeOnly";
  readonly keepProperty: boolean;
}

function viewWithout(document: JsonObject, value: Json, view: View): Json {
  if (Array.isArray(value)) return itemsOf(value).map((item) => viewWithout(document, item, view));
  if (!isObject(value)) return value;
  const marked = markedNames(document, value, view.keyword);
  const entries = Object.entries(value).map(([name, part]): [string, Json] => {
    if (name === "required")
      return [name, itemsOf(part).filter((item) => !marked.has(textOf(item)))];
    if (name !== "properties") return [name, viewWithout(document, part, view)];
    const kept = Object.entries(fieldsOf(part)).filter(
      ([property]) => view.keepProperty || !marked.has(property),
    );
    return [name, viewProperties(document, kept, view)];
  });
  return Object.fromEntries(entries);
}

function viewProperties(document: JsonObject, properties: [string, Json][], view: View): Json {
  return Object.fromEntries(
    properties.map(([name, schema]) => [name, viewWithout(document, schema, view)]),
  );
}

/** The properties that a schema, or a part of its `allOf`, marks with the keyword. */
function markedNames(document: JsonObject, schema: JsonObject, keyword: string): Set<string> {
  const own = Object.entries(fieldsOf(schema["properties"]))
    .filter(
      ([, property]) =>
        fieldsOf(property)[keyword] === true ||
        fieldsOf(resolve(document, property))[keyword] === true,
    )
    .map(([name]) => name);
  const parts = itemsOf(schema["allOf"]).flatMap((part) => [
    ...markedNames(document, fieldsOf(resolve(document, part)), keyword),
  ]);
  return new Set([...own, ...parts]);
}
