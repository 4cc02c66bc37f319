import { resolve } from "./references.js";
import {
  DocumentError,
  fieldsOf,
  isObject,
  itemsOf,
  textOf,
  type Json,
  type JsonObject,
  type OpenapiDocument,
} from "./openapi-document.js";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** An operation and where it stands. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly fields: JsonObject;
  /** The path's parameters and the operation's own, which override them. */
  readonly parameters: readonly JsonObject[];
  readonly security: Json;
  readonly server: string;
}

/** All operations of a document, in its order. */
export function operationsOf(document: OpenapiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, item]) => {
    const pathItem = fieldsOf(resolve(document, item));
    return methods
      .filter((method) => isObject(pathItem[method]))
      .map((method) => operationAt(document, path, method, pathItem));
  });
}

function operationAt(
  document: OpenapiDocument,
  path: string,
  method: string,
  pathItem: JsonObject,
): Operation {
  const fields = fieldsOf(pathItem[method]);
  const id = fields["operationId"];
  if (typeof id !== "string") {
    throw new DocumentError(`expected an operationId at ${method} ${path}, found none`);
  }
  const servers = [fields, pathItem, document].map((place) => itemsOf(place["servers"])[0]);
  return {
    id,
    method,
    path,
    fields,
    parameters: parametersOf(document, pathItem, fields),
    security: fields["security"] ?? document["security"] ?? [],
    server: textOf(fieldsOf(servers.find(isObject))["url"] ?? "/"),
  };
}

function parametersOf(
  document: OpenapiDocument,
  pathItem: JsonObject,
  operation: JsonObject,
): JsonObject[] {
  const byPlace = new Map<string, JsonObject>();
  for (const item of [...itemsOf(pathItem["parameters"]), ...itemsOf(operation["parameters"])]) {
    const parameter = fieldsOf(resolve(document, item));
    byPlace.set(`${textOf(parameter["in"])} ${textOf(parameter["name"])}`, parameter);
  }
  return [...byPlace.values()];
}

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

/** The first success that an operation declares: its status and response. */
export function successOf(
  document: OpenapiDocument,
  operation: Operation,
): [string, JsonObject] | undefined {
  return responsesOf(document, operation).find(([status]) => status.startsWith("2"));
}

/** The JSON schema of a request body or a response. */
export function jsonSchemaOf(body: JsonObject | undefined): Json | undefined {
  return fieldsOf(fieldsOf(body?.["content"])["application/json"])["schema"];
}
