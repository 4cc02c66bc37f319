import { fieldsOf, isObject, itemsOf, textOf, type Json, type JsonObject } from "../lib/json.js";
import { withoutCircles } from "../openapi/circles.js";
import { taggedUnion, type TaggedUnion } from "../openapi/discriminators.js";
import { absentOn, markedFields, type Side } from "../openapi/markers.js";
import { lookUp } from "../openapi/references.js";
import { mapSchema } from "../openapi/schema-keywords.js";
import { asJsonSchema } from "./json-schema.js";

/** Schemas of one side of all operations, as JSON Schema 2020-12. */
export interface ValidatorSchemas {
  /** Adds the schema of a body and returns the reference to it. */
  add(name: string, schema: Json): string;
  /** One schema with all that was added and referenced. */
  definitions(): JsonObject;
}

type Names = ReadonlySet<string>;
const none: Names = new Set();

/** Defines a schema once under a name and returns the reference to it. */
type Define = (name: string, schema: () => Json) => string;

/**
 * Collects schemas for validators of one side. Requests do not require read-only fields; responses have
 * no write-only fields.
 */
export function validatorSchemas(original: JsonObject, side: Side): ValidatorSchemas {
  const document = withoutCircles(original);
  const definitions = new Map<string, Json>();
  const define: Define = (given, schema) => {
    const name = plainName(given);
    if (!definitions.has(name)) {
      // A recursive schema gets here again before it is complete.
      definitions.set(name, true);
      definitions.set(name, schema());
    }
    return referenceTo(name);
  };
  const { convert, refer } = sideConverter(document, side, define);
  return {
    add(name, schema) {
      const { $ref: reference, ...siblings } = fieldsOf(schema);
      return typeof reference === "string" && Object.keys(siblings).length === 0
        ? refer(reference, none)
        : define(name, () => convert(schema, none));
    },
    definitions: () => ({ $defs: Object.fromEntries(definitions) }),
  };
}

/**
 * Converts schemas without the fields that a side does not have. `inherited` are the names of such
 * fields in outer schemas that describe the same value.
 */
function sideConverter(document: JsonObject, side: Side, define: Define) {
  const marked = markedFields(document, absentOn[side]);
  const convertTest = testConverter(document, define);

  const refer = (reference: string, inherited: Names): string => {
    const target = lookUp(document, reference);
    const own = marked.namesIn(target);
    const added = [...inherited].filter((name) => !own.has(name)).toSorted();
    const variant = added.length === 0 ? "" : ` without ${added.join(", ")}`;
    return define(definitionName(reference) + variant, () => convert(target, inherited));
  };

  const convert = (schema: Json, inherited: Names): Json => {
    if (!isObject(schema)) return schema;
    const names = new Set([...inherited, ...marked.namesIn(schema)]);
    const mapped = mapSchema(withoutMarked(schema, names, side), (inner, describes) => {
      if (describes === "test") return convertTest(inner);
      return convert(inner, describes === "value" ? names : none);
    });
    const reference = schema["$ref"];
    const referred = typeof reference === "string" ? { $ref: refer(reference, names) } : {};
    const union = taggedUnion(document, schema);
    const isTagged = union && !names.has(union.name);
    return asJsonSchema({ ...(isTagged ? withTags(mapped, schema, union) : mapped), ...referred });
  };

  return { convert, refer };
}

/** Has the tag alone choose: each alternative allows its own tags. */
function withTags(mapped: JsonObject, schema: JsonObject, union: TaggedUnion): JsonObject {
  const { keyword, name, tagged, others } = union;
  const { [keyword]: branches, ...rest } = mapped;
  const convertedOf = (branch: Json): Json =>
    itemsOf(branches)[itemsOf(schema[keyword]).indexOf(branch)] ?? true;
  const alternatives = tagged.map(({ tags, branch }) => ({
    type: "object",
    required: [name],
    properties: { [name]: { enum: tags } },
    allOf: [convertedOf(branch)],
  }));
  const all = { anyOf: [...alternatives, ...others.map(convertedOf)], discriminator: name };
  return rest["anyOf"] === undefined
    ? { ...rest, ...all }
    : { ...rest, allOf: [...itemsOf(rest["allOf"]), all] };
}

/** Converts tests without removing fields: they must see the whole value to decide as the document does. */
function testConverter(document: JsonObject, define: Define): (schema: Json) => Json {
  const refer = (reference: string): string =>
    define(`${definitionName(reference)} as it is`, () => convert(lookUp(document, reference)));
  const convert = (schema: Json): Json => {
    if (!isObject(schema)) return schema;
    const reference = schema["$ref"];
    const referred = typeof reference === "string" ? { $ref: refer(reference) } : {};
    return asJsonSchema({ ...mapSchema(schema, convert), ...referred });
  };
  return convert;
}

const referenceTo = (name: string): string => `#/$defs/${encodeURIComponent(name)}`;

const definitionName = (reference: string): string =>
  /^#\/components\/schemas\/([^/]+)$/.exec(reference)?.[1] ?? reference;

/** A name without characters that have a meaning in a pointer. */
const plainName = (name: string): string =>
  name.replaceAll(/[^\w.,\- ]/g, (character) => `(${character.codePointAt(0)})`);

/** Removes marked fields from a schema's own keywords. */
function withoutMarked(schema: JsonObject, names: Names, side: Side): JsonObject {
  const { required, dependentRequired, properties } = schema;
  const unmarked = (list: Json): Json[] => itemsOf(list).filter((name) => !names.has(textOf(name)));
  return {
    ...schema,
    ...(required !== undefined && { required: unmarked(required) }),
    ...(isObject(dependentRequired) && {
      dependentRequired: Object.fromEntries(
        Object.entries(dependentRequired)
          .filter(([name]) => !names.has(name))
          .map(([name, list]) => [name, unmarked(list)]),
      ),
    }),
    ...(side === "response" && responseProperties(schema, fieldsOf(properties), names)),
  };
}

/**
 * Properties of a response. If a schema constrains unnamed properties, a removed field stays as `true`, or
 * it would count as unnamed.
 */
function responseProperties(schema: JsonObject, properties: JsonObject, names: Names): JsonObject {
  const kept = Object.entries(properties).filter(([name]) => !names.has(name));
  const constrainsOthers = [
    "additionalProperties",
    "patternProperties",
    "unevaluatedProperties",
  ].some((keyword) => schema[keyword] !== undefined && schema[keyword] !== true);
  const free = constrainsOthers ? [...names].map((name): [string, Json] => [name, true]) : [];
  const all = [...kept, ...free];
  return all.length > 0 || schema["properties"] !== undefined
    ? { properties: Object.fromEntries(all) }
    : {};
}
