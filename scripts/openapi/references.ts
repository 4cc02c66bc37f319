import { CommandError } from "../lib/command-error.js";
import { fieldsOf, isObject, itemsOf, type Json, type JsonObject } from "../lib/json.js";

/**
 * What a value stands for: where it is a `$ref` into the document, what that leads to.
 *
 * @throws CommandError when it leads nowhere, out of the document or in a circle
 */
export function resolve(document: JsonObject, value: Json): Json {
  let current = value;
  for (let steps = 0; isObject(current) && typeof current["$ref"] === "string"; steps += 1) {
    if (steps > 100) throw new CommandError(`expected a schema, found a circle of references`);
    current = lookUp(document, current["$ref"]);
  }
  return current;
}

/** What a local reference such as `#/components/schemas/gatewaySecret` leads to. */
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

/**
 * Checks that each `$ref` leads somewhere, those in examples included: openapi-typescript follows them
 * too, and would read a file or ask a host for one that leads out of the document.
 *
 * @throws CommandError for the first that does not
 */
export function checkReferences(document: JsonObject): void {
  const visit = (value: Json): void => {
    if (Array.isArray(value)) itemsOf(value).forEach(visit);
    const fields = fieldsOf(value);
    if (typeof fields["$ref"] === "string") lookUp(document, fields["$ref"]);
    Object.values(fields).forEach(visit);
  };
  visit(document);
}

function memberOf(holder: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(holder)) return itemsOf(holder)[Number(name)];
  return isObject(holder) && Object.hasOwn(holder, name) ? holder[name] : undefined;
}
