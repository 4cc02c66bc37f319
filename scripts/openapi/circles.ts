import { fieldsOf, isObject, itemsOf, without, type Json, type JsonObject } from "../lib/json.js";
import { componentsOfKind, pointerTo } from "./component-references.js";
import { subschemasOf } from "./schema-keywords.js";

type Schemas = ReadonlyMap<string, Json>;

/** Cache: a document does not change, and types and validators of both sides ask for it. */
const known = new WeakMap<JsonObject, JsonObject>();

/**
 * Cuts the circles in which schemas describe one value: a subtype has its parent in `allOf`, and the
 * parent has its subtypes in `oneOf`. Neither types nor validators would come to an end. In the subtype,
 * the parent stands as a copy without that choice. Recursion through fields and items stays.
 */
export function withoutCircles<Document extends JsonObject>(document: Document): Document;
export function withoutCircles(document: JsonObject): JsonObject {
  const cached = known.get(document) ?? cutCircles(document);
  known.set(document, cached);
  return cached;
}

function cutCircles(document: JsonObject): JsonObject {
  const components = Object.entries(componentsOfKind(document, "schemas"));
  const names = components.map(([name]) => pointerTo("schemas", name));
  let schemas: Schemas = new Map(components.map(([, schema], at) => [names[at] ?? "", schema]));
  const reached = reachableBy(schemas);
  const isCircular = (name: string): boolean => reached.get(name)?.has(name) === true;
  if (!names.some(isCircular)) return document;
  const cutter = cutterOf(schemas, reached);
  schemas = new Map(
    [...schemas].map(([name, schema]) => [
      name,
      isCircular(name) ? cutter(schema, [name]) : schema,
    ]),
  );
  const cut = [...withoutSelfChoices(schemas).values()];
  const entries = components.map(([name], at): [string, Json] => [name, cut[at] ?? true]);
  const whole = { ...fieldsOf(document["components"]), schemas: Object.fromEntries(entries) };
  return { ...document, components: whole };
}

/** For each schema those that describe the same value, through any number of references. */
function reachableBy(schemas: Schemas): ReadonlyMap<string, ReadonlySet<string>> {
  const direct = new Map([...schemas].map(([name, schema]) => [name, sameValueReferences(schema)]));
  return new Map(
    [...direct].map(([name, targets]) => {
      const all = new Set(targets);
      for (const target of all) for (const next of direct.get(target) ?? []) all.add(next);
      return [name, all];
    }),
  );
}

function sameValueReferences(schema: Json): string[] {
  if (!isObject(schema)) return [];
  const { $ref: reference } = schema;
  return [
    ...(typeof reference === "string" ? [reference] : []),
    ...subschemasOf(schema)
      .filter(({ segment }) => segment === undefined)
      .flatMap((inner) => sameValueReferences(inner.schema)),
  ];
}

const choices = ["anyOf", "oneOf"];

/**
 * Prepares to copy a schema without what leads back to the open ones. The choices of the outermost one
 * stay: what they refer to is cut itself.
 */
function cutterOf(schemas: Schemas, reached: ReadonlyMap<string, ReadonlySet<string>>) {
  const leadsBack = (schema: Json, open: readonly string[]): boolean =>
    sameValueReferences(schema).some((reference) =>
      open.some((name) => name === reference || reached.get(reference)?.has(name)),
    );

  const inline = (reference: string, open: readonly string[]): Json => {
    if (open.includes(reference)) return true;
    const copy = cut(schemas.get(reference) ?? true, [...open, reference]);
    return isObject(copy) ? without(copy, ["discriminator"]) : copy;
  };

  const cut = (schema: Json, open: readonly string[]): Json => {
    if (!isObject(schema) || !leadsBack(schema, open)) return schema;
    const { $ref: reference, allOf, ...rest } = schema;
    const dropped = choices.filter(
      (name) => open.length > 1 && leadsBack({ [name]: rest[name] ?? [] }, open),
    );
    const target = typeof reference === "string" ? [reference] : [];
    const branches = [
      ...target.map((one) => (leadsBack({ $ref: one }, open) ? inline(one, open) : { $ref: one })),
      ...itemsOf(allOf).map((branch) => cut(branch, open)),
    ].filter((branch) => branch !== true);
    const kept = without(rest, dropped);
    return branches.length === 0 ? kept : { ...kept, allOf: branches };
  };

  return cut;
}

/** A schema that is one of its own alternatives is one of the others. */
function withoutSelfChoices(schemas: Schemas): Schemas {
  const reached = reachableBy(schemas);
  const name = [...schemas.keys()].find((one) => reached.get(one)?.has(one));
  if (name === undefined) return schemas;
  const isOther = (branch: Json): boolean =>
    !sameValueReferences(branch).some((one) => one === name || reached.get(one)?.has(name));
  const entries = Object.entries(fieldsOf(schemas.get(name))).flatMap(
    ([keyword, value]): [string, Json][] => {
      if (isOther({ [keyword]: value })) return [[keyword, value]];
      const others = itemsOf(value).filter(isOther);
      return others.length === 0 ? [] : [[keyword, others]];
    },
  );
  return withoutSelfChoices(new Map([...schemas, [name, Object.fromEntries(entries)]]));
}
