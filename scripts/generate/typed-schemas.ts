import {
  fieldsOf,
  isObject,
  itemsOf,
  textOf,
  without,
  type Json,
  type JsonObject,
} from "../lib/json.js";
import { taggedUnion } from "../openapi/discriminators.js";
import { markedFields, schemasAt, type Marker } from "../openapi/markers.js";
import { lookUp } from "../openapi/references.js";

/** Rewrites a schema itself; those inside it are rewritten on their own. */
export type RewriteSchema = (schema: JsonObject) => JsonObject;

/** All schemas that describe the value of a schema. */
type Whole = () => readonly JsonObject[];

/**
 * Prepares to rewrite schemas so that openapi-typescript finds everything in them: markers, what stands
 * beside a `$ref` or `anyOf`, and fields that are required in one place and defined in another.
 */
export function schemaRewriter(document: JsonObject): RewriteSchema {
  const markersOf = markerFinder(document);
  const wholes = new WeakMap<JsonObject, Whole>();
  return (schema) => {
    const whole = wholes.get(schema) ?? once(() => schemasAt(document, schema));
    const plain = withReferenceInAllOf(withMarkers(withoutOddities(schema), markersOf));
    const completed = withRequired(document, plain, whole);
    const told = withOwnMapping(document, completed);
    const rewritten = withSeparateChoice(told);
    for (const branch of branchesOf(rewritten)) wholes.set(branch, whole);
    return rewritten;
  };
}

function once<Result>(make: () => Result): () => Result {
  let made: { readonly result: Result } | undefined;
  return () => (made ??= { result: make() }).result;
}

const compositions = ["allOf", "anyOf", "oneOf"];

const branchesOf = (schema: JsonObject): JsonObject[] =>
  compositions.flatMap((name) => itemsOf(schema[name])).filter(isObject);

const dataNames = new Set(["default", "example", "examples"]);

/** Removes what openapi-typescript stumbles over, though it means nothing for a type. */
function withoutOddities(schema: JsonObject): JsonObject {
  const { required, allOf, type } = schema;
  const dropped = Object.keys(schema).filter(
    (name) => dataNames.has(name) && (JSON.stringify(schema[name]) ?? "").includes('"$ref"'),
  );
  if (required !== undefined && !Array.isArray(required)) dropped.push("required");
  if (Array.isArray(schema["enum"]) && type === "object") dropped.push("type");
  return {
    ...without(schema, dropped),
    ...(Array.isArray(allOf) && { allOf: itemsOf(allOf).filter(isObject) }),
  };
}

type MarkersOf = (property: JsonObject) => Partial<Record<Marker, true>>;

function markerFinder(document: JsonObject): MarkersOf {
  const fields = (["readOnly", "writeOnly"] as const).map(
    (marker) => [marker, markedFields(document, marker)] as const,
  );
  return (property) =>
    Object.fromEntries(
      fields.filter(([, { isMarked }]) => isMarked(property)).map(([marker]) => [marker, true]),
    );
}

/** Puts markers where openapi-typescript looks for them: beside a `$ref`, not at its target. */
function withMarkers(schema: JsonObject, markersOf: MarkersOf): JsonObject {
  const { properties } = schema;
  if (!isObject(properties)) return schema;
  const entries = Object.entries(properties).map(([name, property]): [string, Json] => [
    name,
    isObject(property) ? { ...property, ...markersOf(property) } : property,
  ]);
  return { ...schema, properties: Object.fromEntries(entries) };
}

/** Defines the fields that a schema requires and another one of the same value defines. */
function withRequired(document: JsonObject, schema: JsonObject, whole: Whole): JsonObject {
  const own = propertiesOf(schema);
  const names = itemsOf(schema["required"])
    .map(textOf)
    .filter((name) => !Object.hasOwn(own, name) && !isFoundBeside(document, schema, name));
  if (names.length === 0) return schema;
  const properties = Object.fromEntries(
    whole().flatMap((part) => Object.entries(propertiesOf(part))),
  );
  const found = names.filter((name) => Object.hasOwn(properties, name));
  if (found.length === 0) return schema;
  const added = Object.fromEntries(found.map((name) => [name, properties[name] ?? true]));
  const branch = { type: "object", properties: added, required: found };
  const others = itemsOf(schema["required"]).filter((name) => !found.includes(textOf(name)));
  return { ...schema, required: others, allOf: [...itemsOf(schema["allOf"]), branch] };
}

/** openapi-typescript requires fields of a plain object in `allOf` itself; of others, it does not compile. */
function isFoundBeside(document: JsonObject, schema: JsonObject, name: string): boolean {
  const targets = itemsOf(schema["allOf"])
    .map((branch) => fieldsOf(branch)["$ref"])
    .filter((reference) => typeof reference === "string")
    .map((reference) => fieldsOf(lookUp(document, reference)));
  return targets.some((target) => isPlain(target) && Object.hasOwn(propertiesOf(target), name));
}

const propertiesOf = (schema: JsonObject): JsonObject => fieldsOf(schema["properties"]);

const isPlain = ({ nullable, type, anyOf, oneOf, $ref }: JsonObject): boolean =>
  nullable !== true &&
  !Array.isArray(type) &&
  [anyOf, oneOf, $ref].every((keyword) => keyword === undefined);

const proseBeside = new Set([
  "$comment",
  "default",
  "deprecated",
  "description",
  "example",
  "examples",
  "readOnly",
  "summary",
  "title",
  "writeOnly",
]);

/** Puts a `$ref` in `allOf` if anything beside it has a type of its own. */
function withReferenceInAllOf(schema: JsonObject): JsonObject {
  const { $ref: reference, ...beside } = schema;
  const isAlone = Object.keys(beside).every((name) => proseBeside.has(name));
  if (typeof reference !== "string" || isAlone) return schema;
  return { ...beside, allOf: [{ $ref: reference }, ...itemsOf(schema["allOf"])] };
}

/** Gives a discriminator the tags by which validators choose; without any, the alternatives are plain. */
function withOwnMapping(document: JsonObject, schema: JsonObject): JsonObject {
  const { discriminator, ...rest } = schema;
  if (!isObject(discriminator) || !Array.isArray(schema["oneOf"])) return schema;
  const union = taggedUnion(document, schema);
  if (!union) return rest;
  const mapping = union.tagged.flatMap(({ tags, branch }): [string, Json][] => {
    const { $ref: reference } = fieldsOf(branch);
    return reference === undefined ? [] : tags.map((tag) => [textOf(tag), reference]);
  });
  return { ...rest, discriminator: { ...discriminator, mapping: Object.fromEntries(mapping) } };
}

const ofObject = ["additionalProperties", "allOf", "patternProperties", "properties"];

/** Puts `anyOf` in `allOf` if anything beside it has fields: openapi-typescript would take it for another choice. */
function withSeparateChoice(schema: JsonObject): JsonObject {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf) || !ofObject.some((name) => rest[name])) return schema;
  return { ...rest, allOf: [...itemsOf(rest["allOf"]), { anyOf }] };
}
