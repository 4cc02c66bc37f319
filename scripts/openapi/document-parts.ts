import { isObject, itemsOf, type Json, type JsonObject } from "../lib/json.js";
import { methods } from "./operations.js";
import { lookUp, pointerSegment } from "./references.js";
import { subschemaPlaces } from "./schema-keywords.js";

/** The kinds of objects that an OpenAPI document consists of, as far as references occur in them. */
export type PartKind =
  | "callback"
  | "components"
  | "document"
  | "encoding"
  | "media"
  | "operation"
  | "pathItem"
  | "schema"
  | "value"
  | "withContent";

/** How a field contains other parts. */
interface Place {
  readonly holds: "list" | "map" | "schema";
  readonly kind: PartKind;
}

const one = (kind: PartKind): Place => ({ holds: "schema", kind });
const list = (kind: PartKind): Place => ({ holds: "list", kind });
const map = (kind: PartKind): Place => ({ holds: "map", kind });

/** Parameters, headers, request bodies and responses: their fields have different names. */
const withContent = {
  content: map("media"),
  headers: map("withContent"),
  schema: one("schema"),
  links: map("value"),
};

/** Fields by the kind of the object; all other fields are data or prose. */
const places: Readonly<Record<PartKind, ReadonlyMap<string, Place>>> = {
  document: new Map([
    ["paths", map("pathItem")],
    ["webhooks", map("pathItem")],
    ["components", one("components")],
  ]),
  components: new Map([
    ["callbacks", map("callback")],
    ["headers", map("withContent")],
    ["links", map("value")],
    ["parameters", map("withContent")],
    ["pathItems", map("pathItem")],
    ["requestBodies", map("withContent")],
    ["responses", map("withContent")],
    ["schemas", map("schema")],
    ["securitySchemes", map("value")],
  ]),
  pathItem: new Map([
    ["parameters", list("withContent")],
    ...methods.map((method): [string, Place] => [method, one("operation")]),
  ]),
  operation: new Map([
    ["callbacks", map("callback")],
    ["parameters", list("withContent")],
    ["requestBody", one("withContent")],
    ["responses", map("withContent")],
  ]),
  callback: new Map(),
  withContent: new Map(Object.entries(withContent)),
  media: new Map([
    ["encoding", map("encoding")],
    ["schema", one("schema")],
  ]),
  encoding: new Map([["headers", map("withContent")]]),
  schema: new Map(
    [...subschemaPlaces].map(([name, holds]): [string, Place] => [name, { holds, kind: "schema" }]),
  ),
  value: new Map(),
};

/** A part of a document and where it stands. */
export interface DocumentPart {
  readonly kind: PartKind;
  readonly value: Json;
  /** JSON pointer from the root, beginning with `#`. */
  readonly pointer: string;
}

/** The parts directly inside a part. Examples, defaults and extensions are data and have none. */
function partsIn({ kind, value, pointer }: DocumentPart): DocumentPart[] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, held]) => {
    const at = `${pointer}/${pointerSegment(name)}`;
    const place = placeOf(kind, name);
    if (!place) return [];
    return membersOf(place, held, at).map((member) => ({ kind: place.kind, ...member }));
  });
}

function placeOf(kind: PartKind, name: string): Place | undefined {
  // The fields of a callback are expressions.
  if (kind === "callback") return name.startsWith("x-") ? undefined : one("pathItem");
  return places[kind].get(name);
}

function membersOf({ holds }: Place, held: Json, at: string): Omit<DocumentPart, "kind">[] {
  if (Array.isArray(held)) {
    return itemsOf(held).map((value, index) => ({ value, pointer: `${at}/${index}` }));
  }
  if (holds !== "map" || !isObject(held)) return [{ value: held, pointer: at }];
  return Object.entries(held).map(([name, value]) => ({
    value,
    pointer: `${at}/${pointerSegment(name)}`,
  }));
}

/** All parts below a part and itself, the outer ones first. */
export function* partsBelow(part: DocumentPart): Generator<DocumentPart> {
  yield part;
  for (const inner of partsIn(part)) yield* partsBelow(inner);
}

/** All parts of a document. */
export const partsOf = (document: JsonObject): Generator<DocumentPart> =>
  partsBelow({ kind: "document", value: document, pointer: "#" });

/** All parts that some parts reach, themselves included; each target of a reference once. */
export function* reachedParts(
  document: JsonObject,
  starts: readonly DocumentPart[],
): Generator<DocumentPart> {
  const known = new Set<string>();
  const waiting = [...starts];
  for (const start of waiting) {
    for (const part of partsBelow(start)) {
      yield part;
      const reference = isObject(part.value) ? part.value["$ref"] : undefined;
      if (typeof reference !== "string" || known.has(reference)) continue;
      known.add(reference);
      waiting.push({ kind: part.kind, value: lookUp(document, reference), pointer: reference });
    }
  }
}

/** Copies a part, with each part directly inside it replaced. */
export function mapParts(
  { kind, value }: Pick<DocumentPart, "kind" | "value">,
  replace: (kind: PartKind, value: Json) => Json,
): Json {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, held]): [string, Json] => {
    const place = placeOf(kind, name);
    if (!place) return [name, held];
    const replaced = (inner: Json): Json => replace(place.kind, inner);
    if (Array.isArray(held)) return [name, itemsOf(held).map(replaced)];
    if (place.holds !== "map" || !isObject(held)) return [name, replaced(held)];
    return [
      name,
      Object.fromEntries(Object.entries(held).map(([key, inner]) => [key, replaced(inner)])),
    ];
  });
  return Object.fromEntries(entries);
}
