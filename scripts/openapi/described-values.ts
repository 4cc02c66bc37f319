import { fieldsOf, isObject, itemsOf, textOf, type Json, type JsonObject } from "../lib/json.js";
import { schemasAt } from "./markers.js";
import { subschemasOf } from "./schema-keywords.js";

/** A value that a schema describes, and everything that describes it. */
export interface DescribedValue {
  /** Property names from the outside in; `*` for items and additional properties. */
  readonly path: readonly string[];
  /** Its schemas, the targets of their references, and their branches. */
  readonly parts: readonly JsonObject[];
}

/** All values that a schema describes, the outermost first. A recursive schema is followed once. */
export function describedValues(document: JsonObject, schema: Json): DescribedValue[] {
  const numbers = new Map<JsonObject, number>();
  const known = new Set<string>();
  const waiting: { readonly path: readonly string[]; readonly schemas: readonly Json[] }[] = [
    { path: [], schemas: [schema] },
  ];
  const values: DescribedValue[] = [];
  for (const { path, schemas } of waiting) {
    const parts = [...new Set(schemas.flatMap((one) => schemasAt(document, one)))];
    for (const part of parts) if (!numbers.has(part)) numbers.set(part, numbers.size);
    const key = parts.map((part) => numbers.get(part)).join();
    if (known.has(key)) continue;
    known.add(key);
    values.push({ path, parts });
    for (const [segment, inner] of membersOf(parts)) {
      waiting.push({ path: [...path, segment], schemas: inner });
    }
  }
  return values;
}

/** The schemas of each member; several parts may describe the same one. */
function membersOf(parts: readonly JsonObject[]): ReadonlyMap<string, Json[]> {
  const members = new Map<string, Json[]>();
  for (const { segment, schema } of parts.flatMap(subschemasOf)) {
    if (segment === undefined || !isObject(schema)) continue;
    members.set(segment, [...(members.get(segment) ?? []), schema]);
  }
  return members;
}

/** Paths of the fields that a schema requires and none of its properties defines. */
export function undefinedRequired(document: JsonObject, schema: Json): string[] {
  return describedValues(document, schema).flatMap(({ path, parts }) => {
    const properties = new Set(parts.flatMap((part) => Object.keys(fieldsOf(part["properties"]))));
    const required = parts.flatMap((part) => itemsOf(part["required"])).map(textOf);
    return parts.some(definesOthers)
      ? []
      : [...new Set(required)]
          .filter((name) => !properties.has(name))
          .map((name) => [...path, name].join("."));
  });
}

/** Tells if a schema defines properties that it does not name. */
const definesOthers = ({ additionalProperties, patternProperties }: JsonObject): boolean =>
  patternProperties !== undefined ||
  (additionalProperties !== undefined && additionalProperties !== false);
