import { CORE_SCHEMA, dump, load } from "js-yaml";
import { parseDocument } from "yaml";

/** Plain JSON data. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [name: string]: Json };

/** An OpenAPI document as far as everybody may rely on it. */
export interface OpenapiDocument extends JsonObject {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string } & JsonObject;
  readonly paths: JsonObject;
}

/** What a document cannot be used for, in one line for whoever brought it. */
export class DocumentError extends Error {
  static {
    this.prototype.name = "DocumentError";
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The fields of an object; none for anything else. */
export function fieldsOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** The items of an array; none for anything else. */
export function itemsOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** A text as it is; anything else as JSON, for a reader. */
export function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}

/**
 * Reads an OpenAPI document from YAML or JSON.
 *
 * @throws DocumentError that says what was found instead
 */
export function parseOpenapi(text: string): OpenapiDocument {
  return checkOpenapi(parseYaml(text));
}

/** Writes an OpenAPI document as YAML, laid out as the vendor's pages are, so that a diff shows what changed. */
export function printOpenapi(document: OpenapiDocument): string {
  return dump(document, { noRefs: true, schema: CORE_SCHEMA });
}

/**
 * Takes data for an OpenAPI document.
 *
 * @throws DocumentError that says what it is instead
 */
export function checkOpenapi(data: Json): OpenapiDocument {
  if (!isObject(data)) throw new DocumentError("expected an OpenAPI document, found no mapping");
  if ("swagger" in data) {
    throw new DocumentError(
      `expected OpenAPI 3.0 or 3.1, found Swagger ${textOf(data["swagger"])}`,
    );
  }
  if (!isOpenapi(data)) throw new DocumentError(problemOf(data));
  return data;
}

/**
 * Reads YAML, of which JSON is a part.
 *
 * @throws DocumentError on a mistake in it, a key that stands twice, or more aliases than any honest text
 */
export function parseYaml(text: string): Json {
  return readSwiftly(text) ?? readStrictly(text);
}

/**
 * Reads YAML in which nothing is doubtful. js-yaml takes a tenth of the time that yaml takes, which
 * would be half of all the time that generating takes; but it knows no limit for aliases, and says less
 * well what is wrong.
 */
function readSwiftly(text: string): Json | undefined {
  try {
    const data: unknown = load(text, { schema: CORE_SCHEMA });
    return isTree(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value is plain data that holds nothing twice, as data with aliases does. */
function isTree(value: unknown, known = new Set<unknown>()): value is Json {
  if (typeof value !== "object" || value === null) return value !== undefined;
  if (known.has(value)) return false;
  known.add(value);
  return Object.values(value).every((part) => isTree(part, known));
}

function readStrictly(text: string): Json {
  const document = parseDocument(text, { uniqueKeys: true, merge: false });
  const [error] = document.errors;
  if (error) throw new DocumentError(`expected YAML, found: ${firstLine(error.message)}`);
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    const reason = cause instanceof Error ? firstLine(cause.message) : "it cannot be read";
    throw new DocumentError(`expected plain YAML, found: ${reason}`, { cause });
  }
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

// The parser adds an excerpt of the text, over several lines.
const firstLine = (text: string): string => (text.split("\n", 1)[0] ?? "").replace(/:$/, "");

/** Tells whoever reads an error which file it speaks of. */
export async function inFile<Result>(
  name: string,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    throw new DocumentError(`${name}: ${error.message}`, { cause: error });
  }
}
