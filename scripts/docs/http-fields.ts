import { fieldsOf, itemsOf, type Json, type JsonObject } from "../lib/json.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { resolve } from "../openapi/references.js";

/** Where a body goes: it decides which fields it has. */
export type BodyKind = "request" | "response";

/** A field of an object schema. */
export interface Property {
  readonly name: string;
  readonly property: JsonObject;
  readonly required: boolean;
}

/** The fields of an object schema that a body of a kind can have: a response has no write-only ones. */
export function propertiesOf(document: OpenapiDocument, schema: Json, kind: BodyKind): Property[] {
  const resolved = fieldsOf(resolve(document, schema));
  const required = itemsOf(resolved["required"]);
  const foreign = kind === "response" ? "writeOnly" : "readOnly";
  return Object.entries(fieldsOf(resolved["properties"]))
    .map(([name, property]) => ({
      name,
      property: fieldsOf(resolve(document, property)),
      required: required.includes(name),
    }))
    .filter(({ property }) => property[foreign] !== true);
}
