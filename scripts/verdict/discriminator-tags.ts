import { fieldsOf, itemsOf, textOf, type JsonObject } from "../lib/json.js";
import { change, type Change } from "./change.js";
import { verdictOn, type Direction } from "./direction.js";
import type { SchemaPair } from "./schema-pair.js";

/** Schemas by the discriminator's property and tag: `kind: cat` is `#/components/schemas/Cat`. */
export type Tags = ReadonlyMap<string, string>;

/** The tags of the discriminators of schemas that apply to the same value. */
export const tagsOf = (schemas: readonly JsonObject[]): Tags => new Map(schemas.flatMap(tagsIn));

function tagsIn({ discriminator, oneOf, anyOf }: JsonObject): [string, string][] {
  const { propertyName, mapping } = fieldsOf(discriminator);
  if (propertyName === undefined) return [];
  const mapped = Object.entries(fieldsOf(mapping)).map(([tag, schema]) => [
    tag,
    nameOf(textOf(schema)),
  ]);
  // A schema that the mapping leaves out goes by its name.
  const unmapped = [...itemsOf(oneOf), ...itemsOf(anyOf)]
    .map((branch) => nameOf(textOf(fieldsOf(branch)["$ref"])))
    .filter((name) => name !== "" && !mapped.some(([, known]) => known === name))
    .map((name) => [name, name]);
  return [...mapped, ...unmapped].map(([tag = "", name = ""]) => [
    `${textOf(propertyName)}: ${tag}`,
    name,
  ]);
}

const nameOf = (reference: string): string => reference.split("/").at(-1) ?? "";

/** Compares the tags of a discriminator. One that is new or gone as a whole changes no data. */
export function compareTags(pair: SchemaPair, place: string, from: Tags, to: Tags): Change[] {
  if (from.size === 0 || to.size === 0) return [];
  const at = place === "" ? "" : ` at ${place}`;
  const told = (direction: Direction, tag: string, fate: string): Change =>
    change(verdictOn(pair.side, direction), `${pair.subject}'s tag ${tag}${at} ${fate}.`, place);
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((tag) => {
    const [before, after] = [from.get(tag), to.get(tag)];
    if (after === undefined) return [told("narrower", tag, "is gone")];
    if (before === undefined) return [told("wider", tag, "is new")];
    return before === after ? [] : [told("other", tag, `was ${before} and is ${after}`)];
  });
}
