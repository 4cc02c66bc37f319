import { CORE_SCHEMA, dump } from "js-yaml";
import { CommandError } from "../lib/command-error.js";
import { fieldsOf, isObject, textOf, type Json, type JsonObject } from "../lib/json.js";
import { parseYaml } from "../lib/yaml.js";

/** An OpenAPI document, checked as far as every reader relies on it. */
export interface OpenapiDocument extends JsonObject {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string } & JsonObject;
  readonly paths: JsonObject;
}

/**
 * Parses an OpenAPI document from YAML or JSON.
 *
 * @throws CommandError that says what was found instead
 */
export function parseOpenapi(text: string): OpenapiDocument {
  return checkOpenapi(parseYaml(text));
}

/** Prints an OpenAPI document as YAML in the layout of the vendor's pages, so that a diff shows what changed. */
export function printOpenapi(document: OpenapiDocument): string {
  return dump(document, { noRefs: true, schema: CORE_SCHEMA });
}

/**
 * Checks that data is an OpenAPI document.
 *
 * @throws CommandError that says what was found instead
 */
export function checkOpenapi(data: Json): OpenapiDocument {
  if (!isObject(data)) throw new CommandError("expected an OpenAPI document, found no mapping");
  if ("swagger" in data) {
    throw new CommandError(`expected OpenAPI 3.0 or 3.1, found Swagger ${textOf(data["swagger"])}`);
  }
  if (!isOpenapi(data)) throw new CommandError(problemOf(data));
  return data;
}

const supported = /^3\.[01]\.\d+$/;

function isOpenapi(data: JsonObject): data is OpenapiDocument {
  const info = fieldsOf(data["info"]);
  return (
    typeof data["openapi"] === "string" &&
    supported.test(data["openapi"]) &&
    typeof info["title"] === "string" &&
    typeof info["version"] === "string" &&
    isObject(data["paths"])
  );
}

function problemOf(data: JsonObject): string {
  const version = data["openapi"];
  if (version === undefined) {
    const keys = Object.keys(data).slice(0, 5).join(", ");
    return `expected an OpenAPI document, found no "openapi" key (its keys: ${keys || "none"})`;
  }
  if (typeof version !== "string" || !supported.test(version)) {
    return `expected OpenAPI 3.0 or 3.1, found ${JSON.stringify(version)}`;
  }
  return 'expected "info" with title and version, and "paths"; found at least one of them missing';
}
