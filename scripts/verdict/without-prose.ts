import { fieldsOf, isObject, itemsOf, type Json, type JsonObject } from "../lib/json.js";
import type { OpenapiDocument } from "../openapi/document.js";

const prose = new Set(["description", "summary", "title"]);
const samples = new Set(["example", "examples", "externalDocs"]);
// Their content is data, whatever its keys are called.
const dataKeywords = new Set(["const", "default", "enum", "mapping"]);
/** Keywords whose keys are free names, not keywords. */
const mapKeywords = new Set([
  "$defs",
  "callbacks",
  "content",
  "dependentSchemas",
  "headers",
  "parameters",
  "pathItems",
  "patternProperties",
  "properties",
  "requestBodies",
  "responses",
  "schemas",
  "securitySchemes",
  "webhooks",
  "x-webhooks",
]);

/** Removes prose, examples, tags and the version: what remains is the contract. */
export function withoutProse(document: OpenapiDocument): OpenapiDocument {
  const { openapi, paths, tags: _tags, ...rest } = document;
  return {
    ...fieldsIn(rest),
    openapi,
    info: { title: "", version: "" },
    paths: namedIn(paths, "paths"),
  };
}

const fieldsIn = (fields: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name, part]) => !samples.has(name) && !(prose.has(name) && isText(part)))
      .map(([name, part]) => [name, partIn(name, part)]),
  );

const isText = (part: Json): boolean => typeof part === "string";

function partIn(name: string, part: Json): Json {
  if (dataKeywords.has(name)) return part;
  if (Array.isArray(part)) return itemsOf(part).map((item) => partIn("", item));
  if (!isObject(part)) return part;
  return mapKeywords.has(name) ? namedIn(part, name) : fieldsIn(part);
}

const namedIn = (map: JsonObject, keyword: string): JsonObject =>
  Object.fromEntries(
    Object.entries(map).map(([name, part]) => {
      const fields = isObject(part) ? fieldsIn(part) : part;
      // OpenAPI requires a description of each response.
      const isResponse = keyword === "responses" && isObject(part) && part["$ref"] === undefined;
      return [name, isResponse ? { ...fieldsOf(fields), description: "" } : fields];
    }),
  );
