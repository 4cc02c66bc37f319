import { isObject, itemsOf, type Json } from "../lib/json.js";
import { sortedText } from "../openapi/equivalence.js";

/**
 * Finds the definitions that say the same, so that each is written once: a request and a response often
 * share a schema. Those that refer to each other are compared as wholes.
 *
 * @param definitions schemas by the references to them
 * @returns for each reference the first one whose definition says the same
 */
export function mergeDefinitions(definitions: ReadonlyMap<string, Json>): Map<string, string> {
  let classes = new Map([...definitions.keys()].map((reference) => [reference, ""]));
  for (let count = 0, previous = -1; count !== previous;) {
    previous = count;
    const firsts = new Map<string, string>();
    const next = new Map<string, string>();
    for (const [reference, schema] of definitions) {
      const text = sortedText(withReferences(schema, (target) => classes.get(target) ?? target));
      const key = `${classes.get(reference) ?? ""} ${text}`;
      if (!firsts.has(key)) firsts.set(key, reference);
      next.set(reference, firsts.get(key) ?? reference);
    }
    classes = next;
    count = firsts.size;
  }
  return classes;
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
