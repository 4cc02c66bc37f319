import { CORE_SCHEMA, dump } from "js-yaml";
import { CommandError } from "../lib/command-error.js";
import { fieldsOf, isObject, textOf, type Json, type JsonObject } from "../lib/json.js";
import { firstAddition } from "./additions.js";
import { parseYaml, scalarText } from "../lib/yaml.js";

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
  return checkOpenapi(withTextualInfo(parseYaml(text), text));
}

/** Authors forget the quotes around a version such as 1.0. */
function withTextualInfo(data: Json, text: string): Json {
  if (!isObject(data)) return data;
  const texts = ["title", "version"].flatMap((name): [string, string][] => {
    const value = fieldsOf(data["info"])[name];
    if (typeof value !== "number" && typeof value !== "boolean") return [];
    return [[name, scalarText(text, ["info", name]) ?? textOf(value)]];
  });
  if (texts.length === 0) return data;
  return { ...data, info: { ...fieldsOf(data["info"]), ...Object.fromEntries(texts) } };
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
    throw new CommandError(
      `expected OpenAPI 3.0, 3.1 or 3.2, found Swagger ${textOf(data["swagger"])}`,
    );
  }
  if (!isOpenapi(data)) throw new CommandError(problemOf(data));
  const added = data.openapi.startsWith("3.2.") ? firstAddition(data) : undefined;
  if (added === undefined) return data;
  throw new CommandError(
    `expected nothing that OpenAPI 3.2 adds to 3.1, found ${added.what} at ${added.pointer}`,
  );
}

const supported = /^3\.[012]\.\d+$/;

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
    return `expected OpenAPI 3.0, 3.1 or 3.2, found ${JSON.stringify(version)}`;
  }
  return 'expected "info" with title and version, and "paths"; found at least one of them missing';
}
