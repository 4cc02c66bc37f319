import { CommandError } from "../lib/command-error.js";
import { isObject, textOf, type Json, type JsonObject } from "../lib/json.js";
import { describedValues, undefinedRequired } from "../openapi/described-values.js";
import type { OpenapiDocument } from "../openapi/document.js";
import {
  jsonSchemaOf,
  operationsOf,
  requestBodyOf,
  successesOf,
  type Operation,
} from "../openapi/operations.js";

/**
 * Checks the bodies of a wrapped operation for mistakes that would leak a secret or refuse every call.
 *
 * @throws CommandError when a body requires a field that no property defines, or when a request has a
 * field that is secret by its name or its prose and is not marked
 */
export function checkBodies(document: OpenapiDocument, id: string): void {
  const operation = operationsOf(document).find((one) => one.id === id);
  if (!operation) return;
  const request = jsonSchemaOf(requestBodyOf(document, operation))?.schema;
  if (request !== undefined) {
    checkRequired(document, operation, "request", request);
    checkSecrets(document, operation, request);
  }
  for (const [, response] of successesOf(document, operation)) {
    const schema = jsonSchemaOf(response)?.schema;
    if (schema !== undefined) checkRequired(document, operation, "response", schema);
  }
}

function checkRequired(
  document: OpenapiDocument,
  { id }: Operation,
  side: "request" | "response",
  schema: Json,
): void {
  const names = undefinedRequired(document, schema);
  if (names.length === 0) return;
  throw new CommandError(
    `expected a property for each required field, found none for body.${names.join(", body.")} in the ${side} of ${id}: correct it by an action of an overlay`,
  );
}

const secretNames = ["password", "secret", "token", "value"];
const secretProse = /\b(input|write)[\s_-]?only\b/i;

/** An unmarked secret would be repeated by errors, and returned where the server echoes it. */
function checkSecrets(document: OpenapiDocument, { id }: Operation, schema: Json): void {
  for (const { path, parts } of describedValues(document, schema)) {
    const name = path.at(-1);
    if (name === undefined || parts.some(isMarked)) continue;
    const prose = parts.flatMap(({ description, title }) => [description, title]).map(textOf);
    const reason = secretNames.includes(name.toLowerCase())
      ? "its name says that it may be a secret"
      : prose.some((text) => secretProse.test(text)) && "its prose says that it is input-only";
    if (reason === false) continue;
    const target = jsonPathTo(document, parts[0]);
    throw new CommandError(
      `expected body.${path.join(".")} of ${id} to be marked, since ${reason}; found no mark: add an action to an overlay, { target: "${target}", update: { writeOnly: true } }, or writeOnly: false if it is no secret`,
    );
  }
}

/** `false` marks as well: it says that somebody has looked. */
const isMarked = ({ readOnly, writeOnly }: JsonObject): boolean =>
  typeof writeOnly === "boolean" || readOnly === true;

/** The JSONPath of a part of a document, found by identity. */
function jsonPathTo(document: OpenapiDocument, part: Json | undefined): string {
  const known = new Set<Json>();
  const find = (value: Json, path: string): string | undefined => {
    if (value === part) return path;
    if (typeof value !== "object" || value === null || known.has(value)) return undefined;
    known.add(value);
    for (const [name, inner] of Object.entries(value)) {
      const found = find(inner, path + segment(name, isObject(value)));
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return find(document, "$") ?? "$";
}

function segment(name: string, isProperty: boolean): string {
  if (!isProperty) return `[${name}]`;
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `['${name.replaceAll(/['\\]/g, "\\$&")}']`;
}
