import {
  DocumentError,
  fieldsOf,
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
  if (reference !== "#" && !reference.startsWith("#/")) {
    throw new DocumentError(
      `expected references as JSON pointers into the document, found ${reference}`,
    );
  }
  let current: Json | undefined = document;
  for (const segment of reference.split("/").slice(1)) {
    current = memberOf(current, nameOf(segment, reference));
  }
  if (current === undefined) {
    throw new DocumentError(`expected something at ${reference}, found nothing`);
  }
  return current;
}

function nameOf(segment: string, reference: string): string {
  try {
    return decodeURIComponent(segment).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch (cause) {
    throw new DocumentError(`expected a JSON pointer, found ${reference}`, { cause });
  }
}

// What stands below them is data, in which a "$ref" refers to nothing.
const dataKeywords = new Set(["const", "default", "enum", "example", "examples"]);

/**
 * Checks that each reference leads somewhere. One that leads out of the document would be fetched by
 * tools further down.
 *
 * @throws DocumentError for the first that does not
 */
export function checkReferences(document: JsonObject): void {
  const visit = (value: Json, namesProperties: boolean): void => {
    if (Array.isArray(value)) itemsOf(value).forEach((item) => visit(item, false));
    for (const [name, part] of Object.entries(fieldsOf(value))) {
      if (name === "$ref" && typeof part === "string") lookUp(document, part);
      const isData = dataKeywords.has(name) && !namesProperties;
      if (!isData) visit(part, name === "properties" && !namesProperties);
    }
  };
  visit(document, false);
}

function memberOf(holder: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(holder)) return itemsOf(holder)[Number(name)];
  return isObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
}
