import { textOf, type Json, type JsonObject } from "../lib/json.js";
import { closedFields } from "../openapi/closed-fields.js";
import { addConstraints, type Constraints } from "../openapi/constraints.js";
import type { OpenapiDocument } from "../openapi/document.js";
import type { MarkedFields } from "../openapi/markers.js";
import {
  contentTypesOf,
  isJsonType,
  jsonSchemaOf,
  jsonTypeOf,
  requestBodyOf,
  responsesOf,
  schemasOf,
  successesOf,
  type Operation,
} from "../openapi/operations.js";
import { pointerSegment } from "../openapi/references.js";
import { mayBe, parameterStyles } from "./parameter-styles.js";

/** Metadata of an operation that the client needs at run time. */
export function describeForClient(
  document: OpenapiDocument,
  operation: Operation,
  writeOnly: MarkedFields,
): JsonObject {
  const body = requestBodyOf(document, operation);
  const successes = successesOf(document, operation).map(([, response]) => response);
  const content = jsonSchemaOf(body);
  const fields = content && closedFields(document, content.schema);
  const contentType = jsonTypeOf(body);
  const unsupported = unsupportedPart(document, operation);
  return {
    id: operation.id,
    method: operation.method,
    path: operation.path,
    ...parameterStyles(document, operation),
    requestBody: contentType === undefined ? "none" : isRequired(body) ? "required" : "optional",
    ...(contentType !== undefined && contentType !== "application/json" && { contentType }),
    writeOnly: {
      request: markedPaths(body === undefined ? [] : [body], writeOnly),
      response: markedPaths(successes, writeOnly),
    },
    ...(fields && { fields }),
    ...(unsupported !== undefined && { unsupported }),
  };
}

/** A part of an operation that no JSON client can send or read, for its error. */
function unsupportedPart(document: OpenapiDocument, operation: Operation): string | undefined {
  const body = requestBodyOf(document, operation);
  const sent = contentTypesOf(body);
  if (isRequired(body) && sent.length > 0 && !sent.some(isJsonType)) {
    return `a request body of ${sent.join(" or ")}`;
  }
  const read = successesOf(document, operation).flatMap(([, success]) => contentTypesOf(success));
  if (read.length > 0 && !read.some(isJsonType)) return `a response of ${read.join(" or ")}`;
  const parameter = operation.parameters.find((one) => isUnsupported(document, one));
  return parameter && `the ${textOf(parameter["in"])} parameter ${textOf(parameter["name"])}`;
}

/** No cookie is ever sent, and no header with pairs of names and values; JSON stands in queries alone. */
function isUnsupported(document: OpenapiDocument, parameter: JsonObject): boolean {
  if (parameter["in"] === "query") return false;
  if (parameter["in"] === "cookie") return isRequired(parameter);
  const isJson = schemasOf(parameter).length > 0;
  const isExploded = parameter["in"] === "header" && parameter["explode"] === true;
  return isJson || (isExploded && mayBe(document, parameter, ["object"]));
}

/** The rest of an operation's contract. In `constraints`, pointers start at the part named by their key. */
export function describeContract(document: OpenapiDocument, operation: Operation): JsonObject {
  const body = requestBodyOf(document, operation);
  const responses = responsesOf(document, operation);
  return {
    security: operation.security,
    server: operation.server,
    ...(operation.fields["deprecated"] === true && { deprecated: true }),
    // In an order of its own: that of the document says nothing.
    parameters: operation.parameters
      .map((parameter) => ({
        name: textOf(parameter["name"]),
        in: textOf(parameter["in"]),
        required: isRequired(parameter),
      }))
      .toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1)),
    ...(body && {
      requestBody: { required: isRequired(body), contentTypes: contentTypesOf(body) },
    }),
    responses: Object.fromEntries(
      responses.map(([status, response]) => [status, contentTypesOf(response)]),
    ),
    constraints: {
      request: bodyConstraints(document, body === undefined ? [] : [["", body]]),
      response: bodyConstraints(
        document,
        responses.map(([status, response]) => [`/${status}`, response]),
      ),
      parameters: parameterConstraints(document, operation),
    },
  };
}

const placeOf = (parameter: { readonly in: string; readonly name: string }): string =>
  `${parameter.in} ${parameter.name}`;

const isRequired = (part: JsonObject | undefined): boolean => part?.["required"] === true;

function markedPaths(bodies: readonly JsonObject[], marked: MarkedFields): Json {
  const paths = bodies
    .flatMap(schemasOf)
    .flatMap(({ schema }) => marked.pathsIn(schema))
    .map((path) => [JSON.stringify(path), path] as const);
  return [...new Map(paths).values()];
}

function bodyConstraints(
  document: OpenapiDocument,
  bodies: readonly (readonly [string, JsonObject])[],
): JsonObject {
  const constraints: Constraints = {};
  const followed = new Set<string>();
  for (const [place, body] of bodies) {
    for (const { contentType, schema } of schemasOf(body)) {
      const at = `${place}/content/${pointerSegment(contentType)}/schema`;
      addConstraints(document, schema, at, constraints, followed);
    }
  }
  return byPlace(constraints);
}

const parameterKeywords = ["allowEmptyValue", "allowReserved", "deprecated", "explode", "style"];

function parameterConstraints(document: OpenapiDocument, operation: Operation): JsonObject {
  const constraints: Constraints = {};
  const followed = new Set<string>();
  for (const parameter of operation.parameters) {
    const place = `/${textOf(parameter["in"])}/${pointerSegment(textOf(parameter["name"]))}`;
    const own = Object.entries(parameter).filter(([name]) => parameterKeywords.includes(name));
    if (own.length > 0) constraints[place] = Object.fromEntries(own);
    addConstraints(document, parameter["schema"], `${place}/schema`, constraints, followed);
  }
  return byPlace(constraints);
}

const byPlace = (constraints: Constraints): JsonObject =>
  Object.fromEntries(
    Object.entries(constraints).toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
