import {
  DocumentError,
  isObject,
  itemsOf,
  type Json,
  type JsonObject,
} from "./openapi-document.js";

/**
 * What a value stands for: where it is a `$ref` into the document, what that leads to.
 *
 * @throws DocumentError when it leads nowhere, out of the document or in a circle
 */
export function resolve(document: JsonObject, value: Json): Json {
  let current = value;
  for (let steps = 0; isObject(current) && typeof current["$ref"] === "string"; steps += 1) {
    if (steps > 100) throw new DocumentError(`expected a schema, found a circle of references`);
    current = lookUp(document, current["$ref"]);
  }
  return current;
}

/** What a local reference such as `#/components/schemas/gatewaySecret` leads to. */
export function lookUp(document: JsonObject, reference: string): Json {
  if (!reference.startsWith("#/")) {
    throw new DocumentError(`expected references within the document, found ${reference}`);
  }
  let current: Json | undefined = document;
  for (const segment of reference.slice(2).split("/")) {
    const name = decodeURIComponent(segment).replaceAll("~1", "/").replaceAll("~0", "~");
    current = memberOf(current, name);
  }
  if (current === undefined) {
    throw new DocumentError(`expected something at ${reference}, found nothing`);
  }
  return current;
}

function memberOf(holder: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(holder)) return itemsOf(holder)[Number(name)];
  return isObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
}
