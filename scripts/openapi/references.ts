import { CommandError } from "../lib/command-error.js";
import { isObject, itemsOf, type Json, type JsonObject } from "../lib/json.js";

/** Escapes a name as a segment of a JSON pointer. */
export const pointerSegment = (name: string): string =>
  name.replaceAll("~", "~0").replaceAll("/", "~1");

/**
 * Follows a `$ref` to the value that it refers to; returns any other value as it is.
 *
 * @throws CommandError when a reference leads nowhere, out of the document or in a circle
 */
export function resolve(document: JsonObject, value: Json): Json {
  let current = value;
  for (let steps = 0; isObject(current) && typeof current["$ref"] === "string"; steps += 1) {
    if (steps > 100) throw new CommandError("expected a schema, found a circle of references");
    current = lookUp(document, current["$ref"]);
  }
  return current;
}

/** Follows a schema that consists of a `$ref` alone; one with keywords beside it stays as it is. */
export const resolveBare = (document: JsonObject, schema: Json | undefined): Json | undefined =>
  isObject(schema) && Object.keys(schema).join() === "$ref" ? resolve(document, schema) : schema;

/** Returns the value at a local reference such as `#/components/schemas/gatewaySecret`. */
export function lookUp(document: JsonObject, reference: string): Json {
  if (reference !== "#" && !reference.startsWith("#/")) {
    throw new CommandError(
      `expected references as JSON pointers into the document, found ${reference}`,
    );
  }
  let current: Json | undefined = document;
  for (const segment of reference.split("/").slice(1)) {
    current = memberOf(current, nameOf(segment, reference));
  }
  if (current === undefined) {
    throw new CommandError(`expected something at ${reference}, found nothing`);
  }
  return current;
}

function nameOf(segment: string, reference: string): string {
  try {
    return decodeURIComponent(segment).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch (cause) {
    throw new CommandError(`expected a JSON pointer, found ${reference}`, { cause });
  }
}

function memberOf(holder: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(holder)) return itemsOf(holder)[Number(name)];
  return isObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
}
