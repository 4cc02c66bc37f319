import { isObject, itemsOf, type Json } from "../lib/json.js";

/**
 * Finds the definitions that say the same, so that each is written once: a request and a response often
 * share a schema. Those that refer to each other are compared as wholes.
 *
 * @param definitions schemas by the references to them
 * @returns for each reference the first one whose definition says the same
 */
export function mergeDefinitions(definitions: ReadonlyMap<string, Json>): Map<string, string> {
  const prints = new Map(
    [...definitions].map(([reference, schema]) => [reference, printOf(schema)] as const),
  );
  // All are the same until they are told apart: by their text at first, then by what they refer to.
  let classes = new Map([...prints.keys()].map((reference) => [reference, ""]));
  for (let count = 0, previous = -1; count !== previous;) {
    previous = count;
    const firsts = new Map<string, string>();
    const next = new Map<string, string>();
    for (const [reference, { text, references }] of prints) {
      const targets = references.map((target) => classes.get(target) ?? target);
      const key = JSON.stringify([classes.get(reference), text, targets]);
      if (!firsts.has(key)) firsts.set(key, reference);
      next.set(reference, firsts.get(key) ?? reference);
    }
    classes = next;
    count = firsts.size;
  }
  return classes;
}

interface Print {
  /** The schema as JSON in a canonical order, without the targets of its references. */
  readonly text: string;
  /** Those targets, in the same order. */
  readonly references: readonly string[];
}

function printOf(schema: Json): Print {
  const references: string[] = [];
  const print = (value: Json): string => {
    if (Array.isArray(value)) return `[${itemsOf(value).map(print).join()}]`;
    if (!isObject(value)) return JSON.stringify(value);
    const members = Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, part]) => {
        const isReference = name === "$ref" && typeof part === "string";
        if (isReference) references.push(part);
        return `${JSON.stringify(name)}:${isReference ? "" : print(part)}`;
      });
    return `{${members.join()}}`;
  };
  const text = print(schema);
  return { text, references };
}

/** Copies a schema with other references. */
export function withReferences(schema: Json, rename: (reference: string) => string): Json {
  if (Array.isArray(schema)) return itemsOf(schema).map((item) => withReferences(item, rename));
  if (!isObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([name, part]) => [
      name,
      name === "$ref" && typeof part === "string" ? rename(part) : withReferences(part, rename),
    ]),
  );
}
