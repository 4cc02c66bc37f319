import {
  fieldsOf,
  isObject,
  itemsOf,
  textOf,
  without,
  type Json,
  type JsonObject,
} from "../lib/json.js";
import { boundsOf } from "./bounds.js";
import { alternativesOf, type Definitions, type Leaves } from "./sample-alternatives.js";
import { numbersOf, stringsOf } from "./sample-scalars.js";

/** Number of levels at which a sample has the fields that it may leave out. */
const fullDepth = 4;

/**
 * Makes data from a schema, the same in every run: first a value with all its fields, then values that
 * differ from it in one place each. Most of them are valid; a validator sorts out the rest.
 */
export function* samplesOf(definitions: Definitions, schema: Json, depth = 0): Generator<Json> {
  // Only a schema that no finite data fits is required to be deeper.
  if (depth > 3 * fullDepth) return;
  const { $ref: reference } = fieldsOf(schema);
  const isSame = typeof reference === "string" && definitions.isSame(reference);
  const alternatives = alternativesOf(definitions, schema);
  const values = inTurns(
    alternatives.map((leaves) => valuesOf(definitions, leaves, isSame ? fullDepth : depth)),
  );
  for (const value of values) {
    yield value;
    if (isSame) return;
  }
}

/** Yields one value of each in turns. */
function* inTurns<Value>(generators: readonly Iterator<Value>[]): Generator<Value> {
  let open = [...generators];
  while (open.length > 0) {
    const turns = open.map((generator) => ({ generator, turn: generator.next() }));
    for (const { turn } of turns) if (turn.done !== true) yield turn.value;
    open = turns.filter(({ turn }) => turn.done !== true).map(({ generator }) => generator);
  }
}

function valuesOf(definitions: Definitions, leaves: Leaves, depth: number): Generator<Json> {
  const named = leaves.flatMap((leaf) => [
    ...itemsOf(leaf["enum"]),
    ...(leaf["const"] === undefined ? [] : [leaf["const"]]),
  ]);
  if (named.length > 0) return inTurns([named[Symbol.iterator]()]);
  const makers: Readonly<Record<string, () => Iterable<Json>>> = {
    object: () => objectsOf(definitions, leaves, depth),
    array: () => arraysOf(definitions, leaves, depth),
    string: () => stringsOf(leaves),
    number: () => numbersOf(leaves, false),
    integer: () => numbersOf(leaves, true),
    boolean: () => [true, false],
    null: () => [null],
    anything: () => ["text", 1, true, {}],
  };
  const types = typesOf(leaves);
  return inTurns(types.map((type) => (makers[type]?.() ?? [])[Symbol.iterator]()));
}

/** The types that all leaves allow; without any, those that their keywords are about. */
function typesOf(leaves: Leaves): string[] {
  const lists = leaves.flatMap(({ type }) => (type === undefined ? [] : [[type].flat()]));
  const allowed = [...aboutTypes.keys(), "integer", "boolean", "null"].filter(
    (type) =>
      lists.every((list) => allows(list, type)) &&
      !(type === "integer" && lists.every((list) => list.includes("number"))),
  );
  if (lists.length > 0) return allowed;
  const meant = [...aboutTypes].filter(([, keywords]) =>
    leaves.some((leaf) => Object.keys(leaf).some((keyword) => keywords.test(keyword))),
  );
  return meant.length > 0 ? meant.map(([type]) => type) : ["anything"];
}

const allows = (list: readonly unknown[], type: string): boolean =>
  list.includes(type) || (type === "integer" && list.includes("number"));

const aboutTypes = new Map([
  ["object", /[pP]ropert|required|Required|dependentSchemas/],
  ["array", /[iI]tems|[cC]ontains/],
  ["string", /^pattern$|Length|^format$/],
  ["number", /imum|multipleOf/],
]);

function* objectsOf(
  definitions: Definitions,
  leaves: Leaves,
  depth: number,
): Generator<JsonObject> {
  const required = new Set(leaves.flatMap((leaf) => itemsOf(leaf["required"]).map(String)));
  const properties = propertiesOf(leaves, required);
  const names = [...properties.keys()].filter((name) => depth < fullDepth || required.has(name));
  const streams = names.map((name) => ({
    name,
    values: samplesOf(definitions, properties.get(name) ?? true, depth + 1),
  }));
  const firsts = streams.flatMap(({ name, values }): [string, Json][] => {
    const { value, done } = values.next();
    return done === true ? [] : [[name, value]];
  });
  const full = Object.fromEntries(firsts);
  const least = Object.fromEntries(firsts.filter(([name]) => required.has(name)));
  yield full;
  if (depth >= fullDepth) return;
  yield least;
  for (const [name, value] of firsts.filter(([field]) => !required.has(field))) {
    yield without(full, [name]);
    yield { ...least, [name]: value };
  }
  const extras = inTurns(extrasOf(definitions, leaves, depth));
  yield* inTurns([
    withEach(full, extras),
    ...streams.map(({ name, values }) => withEach(full, valuesAt(name, values))),
  ]);
}

function* withEach(full: JsonObject, changes: Iterable<JsonObject>): Generator<JsonObject> {
  for (const change of changes) yield { ...full, ...change };
}

function* valuesAt(name: string, values: Iterable<Json>): Generator<JsonObject> {
  for (const value of values) yield { [name]: value };
}

/** The schema of each property, from all leaves. */
function propertiesOf(leaves: Leaves, required: ReadonlySet<string>): ReadonlyMap<string, Json> {
  const names = new Set([
    ...leaves.flatMap((leaf) => Object.keys(fieldsOf(leaf["properties"]))),
    ...required,
  ]);
  return new Map(
    [...names].map((name) => {
      const schemas = leaves.flatMap((leaf) => fieldsOf(leaf["properties"])[name] ?? []);
      return [name, schemas.length === 1 ? (schemas[0] ?? true) : { allOf: schemas }];
    }),
  );
}

/** Fields without a name of their own, as far as a schema speaks of them. */
function extrasOf(
  definitions: Definitions,
  leaves: Leaves,
  depth: number,
): Generator<JsonObject>[] {
  return leaves.flatMap((leaf) => {
    const { additionalProperties: others, patternProperties, propertyNames } = leaf;
    const patterns = Object.entries(fieldsOf(patternProperties));
    const groups: [Json, Json][] = patterns.map(([pattern, schema]) => [{ pattern }, schema]);
    if (others !== undefined && others !== false) groups.push([propertyNames ?? true, others]);
    return groups.map(([names, schema]) => {
      const [name = ""] =
        names === true ? ["*"] : samplesOf(definitions, { type: "string", allOf: [names] });
      return valuesAt(textOf(name), samplesOf(definitions, schema, depth + 1));
    });
  });
}

function* arraysOf(definitions: Definitions, leaves: Leaves, depth: number): Generator<Json[]> {
  const bounds = boundsOf(leaves, true);
  const least = bounds.get("minItems")?.value ?? 0;
  if (depth >= fullDepth && least === 0) {
    yield [];
    return;
  }
  const most = bounds.get("maxItems")?.value ?? Math.max(least, 3);
  const schemas = leaves.flatMap(({ items, contains }) => [items, contains].filter(isObject));
  const prefix = leaves.flatMap(({ prefixItems }) => itemsOf(prefixItems));
  const starts = prefix.flatMap((schema) => {
    const { value, done } = samplesOf(definitions, schema, depth + 1).next();
    return done === true ? [] : [value];
  });
  const values = samplesOf(definitions, { allOf: schemas }, depth + 1);
  // Some arrays must not have one value twice.
  const firsts: Json[] = [];
  while (firsts.length < Math.min(Math.max(least, 1), 20)) {
    const { value, done } = values.next();
    if (done === true) break;
    firsts.push(value);
  }
  yield [...starts, ...firsts];
  if (depth >= fullDepth) return;
  yield [];
  const [one] = firsts;
  if (one !== undefined && most <= 100) yield Array.from({ length: most }, () => one);
  for (const value of values) yield [...starts, value, ...firsts.slice(1)];
}
