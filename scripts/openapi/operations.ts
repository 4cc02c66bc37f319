import { CommandError } from "../lib/command-error.js";
import { fieldsOf, isObject, itemsOf, textOf, type Json, type JsonObject } from "../lib/json.js";
import type { OpenapiDocument } from "./document.js";
import { resolve } from "./references.js";

/** The methods that a path may have an operation for. */
export const methods = [
  "get",
  "put",
  "post",
  "delete",
  "options",
  "head",
  "patch",
  "trace",
] as const;

/** An operation with everything that applies to it. */
export interface Operation {
  /** Its operationId, or else its method and path. */
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly fields: JsonObject;
  /** The path's parameters and the operation's own, which override them. */
  readonly parameters: readonly JsonObject[];
  readonly security: Json;
  /** URL of the server that clients use by default. */
  readonly server: string;
  /** URLs of all servers, that one first. */
  readonly servers: readonly string[];
}

/**
 * All operations of a document, in the order of its paths.
 *
 * @throws CommandError when two have one id
 */
export function operationsOf(document: OpenapiDocument): Operation[] {
  const paths = Object.entries(document.paths).filter(([path]) => !path.startsWith("x-"));
  const operations = paths.flatMap(([path, item]) => {
    const pathItem = fieldsOf(resolve(document, item));
    return methods
      .filter((method) => isObject(pathItem[method]))
      .map((method) => operationAt(document, path, method, pathItem));
  });
  const known = new Map<string, Operation>();
  for (const operation of operations) {
    const { id, method, path } = operation;
    const other = known.get(id);
    if (other) {
      throw new CommandError(
        `expected one operation ${id}, found ${other.method} ${other.path} and ${method} ${path}`,
      );
    }
    known.set(id, operation);
  }
  return operations;
}

function operationAt(
  document: OpenapiDocument,
  path: string,
  method: string,
  pathItem: JsonObject,
): Operation {
  const fields = fieldsOf(pathItem[method]);
  const id = fields["operationId"];
  const servers = [fields, pathItem, document]
    .map((place) => itemsOf(place["servers"]).map((server) => serverUrl(fieldsOf(server))))
    .find(({ length }) => length > 0) ?? ["/"];
  return {
    id: typeof id === "string" && id !== "" ? id : `${method} ${path}`,
    method,
    path,
    fields,
    parameters: parametersOf(document, pathItem, fields),
    security: fields["security"] ?? document["security"] ?? [],
    server: servers[0] ?? "/",
    servers,
  };
}

/** A server's URL, with each of its variables at the default. */
export function serverUrl(server: JsonObject): string {
  const variables = fieldsOf(server["variables"]);
  return textOf(server["url"] ?? "/").replaceAll(/\{([^}]*)\}/g, (placeholder, name: string) =>
    textOf(fieldsOf(variables[name])["default"] ?? placeholder),
  );
}

function parametersOf(
  document: OpenapiDocument,
  pathItem: JsonObject,
  operation: JsonObject,
): JsonObject[] {
  const byPlace = new Map<string, JsonObject>();
  for (const item of [...itemsOf(pathItem["parameters"]), ...itemsOf(operation["parameters"])]) {
    const parameter = fieldsOf(resolve(document, item));
    if (isIgnored(parameter)) continue;
    byPlace.set(`${textOf(parameter["in"])} ${textOf(parameter["name"])}`, parameter);
  }
  return [...byPlace.values()];
}

/** OpenAPI leaves these headers to content types and security, whatever a document declares of them. */
export const isIgnored = ({ in: place, name }: JsonObject): boolean =>
  place === "header" && /^(accept|authorization|content-type)$/i.test(textOf(name));

/** The body that an operation takes, if any. */
export function requestBodyOf(
  document: OpenapiDocument,
  operation: Operation,
): JsonObject | undefined {
  const body = resolve(document, operation.fields["requestBody"] ?? null);
  return isObject(body) ? body : undefined;
}

/** An operation's responses by status. */
export function responsesOf(
  document: OpenapiDocument,
  operation: Operation,
): [string, JsonObject][] {
  return Object.entries(fieldsOf(operation.fields["responses"])).map(([status, response]) => [
    status,
    fieldsOf(resolve(document, response)),
  ]);
}

/** The responses that mean success: `default` too, if no other one does. */
export function successesOf(
  document: OpenapiDocument,
  operation: Operation,
): [string, JsonObject][] {
  const responses = responsesOf(document, operation);
  const successes = responses.filter(([status]) => /^2(\d\d|XX)$/.test(status));
  return successes.length > 0 ? successes : responses.filter(([status]) => status === "default");
}

/** A schema by the content type that it is for. */
export interface ContentSchema {
  readonly contentType: string;
  readonly schema: Json;
}

/** The schemas of a request body or a response. */
export function schemasOf(body: JsonObject | undefined): ContentSchema[] {
  return Object.entries(fieldsOf(body?.["content"])).flatMap(([contentType, media]) => {
    const { schema } = fieldsOf(media);
    return schema === undefined ? [] : [{ contentType, schema }];
  });
}

/** The content types of a request body or a response, sorted, since their order means nothing. */
export const contentTypesOf = (body: JsonObject | undefined): string[] =>
  Object.keys(fieldsOf(body?.["content"])).toSorted();

/** The content type by which a body is JSON: `application/json`, or else the first like it. */
export function jsonTypeOf(body: JsonObject | undefined): string | undefined {
  const types = Object.keys(fieldsOf(body?.["content"])).filter(isJsonType);
  return types.find((type) => type === "application/json") ?? types[0];
}

export const isJsonType = (type: string): boolean =>
  /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type);

/** The schema of a request body or a response that is JSON. */
export function jsonSchemaOf(body: JsonObject | undefined): ContentSchema | undefined {
  const type = jsonTypeOf(body);
  return schemasOf(body).find(({ contentType }) => contentType === type);
}
