import { isObject, itemsOf, type Json, type JsonObject } from "../lib/json.js";

/** Definitions that samples are made from. */
export interface Definitions {
  /** The schema at a reference. */
  readonly lookUp: (reference: string) => Json;
  /** Tells if a schema is the same in both documents: then it needs no more than one sample. */
  readonly isSame: (reference: string) => boolean;
}

/** Schemas without references and branches that apply to one value. */
export type Leaves = readonly JsonObject[];

/** The combinations of branches that a value may follow: the first of each, then each other one. */
export function alternativesOf(
  definitions: Definitions,
  schema: Json,
  open: readonly string[] = [],
): Leaves[] {
  if (!isObject(schema)) return schema === false ? [] : [[]];
  const inner = (one: Json): Leaves[] => alternativesOf(definitions, one, open);
  const { $ref: reference, allOf, anyOf, oneOf, if: test, then, else: otherwise } = schema;
  return oneAtATime([
    [[schema]],
    ...(typeof reference === "string" ? [referred(definitions, reference, open)] : []),
    ...itemsOf(allOf).map(inner),
    ...[anyOf, oneOf].filter(Array.isArray).map((branches) => choicesOf(branches.map(inner))),
    ...(test === undefined
      ? []
      : [choicesOf([oneAtATime([inner(test), inner(then ?? true)]), inner(otherwise ?? true)])]),
  ]);
}

function referred(definitions: Definitions, reference: string, open: readonly string[]): Leaves[] {
  // A schema that refers to itself in allOf says nothing more the second time.
  if (open.includes(reference)) return [[]];
  const found = alternativesOf(definitions, definitions.lookUp(reference), [...open, reference]);
  return definitions.isSame(reference) ? found.slice(0, 1) : found;
}

/** Each of the branches, and all of them at once. */
function choicesOf(branches: readonly Leaves[][]): Leaves[] {
  const all = branches.map(([first = []]) => first).flat();
  return branches.length < 2 ? branches.flat() : [...branches.flat(), all];
}

function oneAtATime(groups: readonly Leaves[][]): Leaves[] {
  if (groups.some(({ length }) => length === 0)) return [];
  const firsts = groups.map(([first = []]) => first);
  const others = groups.flatMap((group, at) =>
    group.slice(1).map((other) => firsts.with(at, other)),
  );
  return [firsts, ...others].map((leaves) => leaves.flat());
}
