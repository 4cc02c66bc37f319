import { fieldsOf, textOf, type Json, type JsonObject } from "../lib/json.js";
import type { OpenapiDocument } from "../openapi/document.js";
import {
  contentTypesOf,
  requestBodyOf,
  successesOf,
  type Operation,
} from "../openapi/operations.js";
import { resolve } from "../openapi/references.js";

/** A part of what callers write or read, as one schema. */
export interface ContractPart {
  readonly kind: "parameters" | "body" | "result" | "headers";
  /** Status of a response; empty for the request. */
  readonly status: string;
  /** Content type of a body; empty for anything else. */
  readonly contentType: string;
  readonly schema: JsonObject;
}

/** Splits an operation's contract into parts: each content type and each success status for itself. */
export function contractParts(document: OpenapiDocument, operation: Operation): ContractPart[] {
  const body = requestBodyOf(document, operation);
  const isRequired = body?.["required"] === true;
  return [
    {
      kind: "parameters",
      status: "",
      contentType: "",
      schema: parametersSchema(operation),
    },
    ...bodiesOf(body).map(({ contentType, schema }): ContractPart => {
      const field = { name: "body", schema, isRequired };
      return { kind: "body", status: "", contentType, schema: objectSchema([field]) };
    }),
    ...successesOf(document, operation).flatMap(([status, response]): ContractPart[] => [
      {
        kind: "headers",
        status,
        contentType: "",
        schema: headersSchema(document, response),
      },
      ...bodiesOf(response).map((content): ContractPart => {
        return { kind: "result", status, ...content };
      }),
    ]),
  ];
}

const bodiesOf = (body: JsonObject | undefined) =>
  contentTypesOf(body).map((contentType) => ({
    contentType,
    schema: schemaIn(fieldsOf(body?.["content"])[contentType]),
  }));

/** The schema of a media type; `true` and none both take anything. */
const schemaIn = (media: Json | undefined): JsonObject => fieldsOf(fieldsOf(media)["schema"]);

interface Field {
  readonly name: string;
  readonly schema: JsonObject;
  readonly isRequired: boolean;
}

function objectSchema(fields: readonly Field[]): JsonObject {
  const required = fields.filter(({ isRequired }) => isRequired).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
    ...(required.length > 0 && { required }),
  };
}

/** An object that is always there, so that each of its own fields is told by its full path. */
const groupOf = (name: string, fields: readonly Field[]): Field => ({
  name,
  schema: objectSchema(fields),
  isRequired: true,
});

const parameterPlaces = ["path", "query", "header", "cookie"];

/** Parameters by place and name: `parameters.query.view`. */
function parametersSchema({ parameters }: Operation): JsonObject {
  const groups = parameterPlaces.map((place) =>
    groupOf(place, parameters.filter((parameter) => parameter["in"] === place).map(fieldFor)),
  );
  return objectSchema([groupOf("parameters", groups)]);
}

/** Headers by name, which ignores case: `headers.x-rate`. */
function headersSchema(document: OpenapiDocument, response: JsonObject): JsonObject {
  const headers = Object.entries(fieldsOf(response["headers"])).map(([name, header]) =>
    fieldFor({ ...fieldsOf(resolve(document, header)), name: name.toLowerCase() }),
  );
  return objectSchema([groupOf("headers", headers)]);
}

/** A parameter or a header as a field. */
function fieldFor(parameter: JsonObject): Field {
  const [media] = Object.values(fieldsOf(parameter["content"]));
  const schema = fieldsOf(parameter["schema"] ?? schemaIn(media));
  return {
    name: textOf(parameter["name"]),
    schema: parameter["deprecated"] === true ? { ...schema, deprecated: true } : schema,
    isRequired: parameter["required"] === true,
  };
}
