import {
  fieldsOf,
  textOf,
  type Json,
  type JsonObject,
  type OpenapiDocument,
} from "./openapi-document.js";
import {
  jsonSchemaOf,
  operationsOf,
  requestBodyOf,
  responsesOf,
  successOf,
  type Operation,
} from "./operations.js";
import { schemaFindings, type Finding } from "./schema-findings.js";

/** Writes spec.ts: what the document says beyond types, as constants that a bundler can drop. */
export function emitSpec(document: OpenapiDocument): string {
  const findIn = schemaFindings(document);
  const operations = operationsOf(document).map((operation) =>
    describe(document, operation, findIn),
  );
  const server = operationsOf(document)[0]?.server ?? "/";
  return [
    "/** The document's title. */",
    `export const title = ${JSON.stringify(document.info.title)};`,
    "",
    "/** The document's version. */",
    `export const version = ${JSON.stringify(document.info.version)};`,
    "",
    "/** Where the gateway is, unless a client is told otherwise. */",
    `export const server = ${JSON.stringify(server)};`,
    "",
    "/** How a request proves who sends it. */",
    constant("securitySchemes", withoutProse(fieldsOf(document["components"])["securitySchemes"])),
    "",
    "/** What the client needs to know of an operation when it runs. */",
    constant("operations", byId(operations, "atRunTime")),
    "",
    "/** What else an operation promises: for the type contract and the verdict on a new version. */",
    constant("contracts", byId(operations, "contract")),
    "",
  ].join("\n");
}

interface Description {
  readonly id: string;
  readonly atRunTime: JsonObject;
  readonly contract: JsonObject;
}

function describe(
  document: OpenapiDocument,
  operation: Operation,
  findIn: (schema: Json | undefined) => Finding[],
): Description {
  const body = requestBodyOf(document, operation);
  const request = findIn(jsonSchemaOf(body));
  const response = findIn(jsonSchemaOf(successOf(document, operation)?.[1]));
  const required = body?.["required"] === true;
  const requestBody = body === undefined ? "none" : required ? "required" : "optional";
  return {
    id: operation.id,
    atRunTime: {
      method: operation.method,
      path: operation.path,
      requestBody,
      writeOnly: { request: writeOnlyPaths(request), response: writeOnlyPaths(response) },
    },
    contract: {
      security: operation.security,
      server: operation.server,
      parameters: operation.parameters.map((parameter) => ({
        name: parameter["name"] ?? "",
        in: parameter["in"] ?? "",
        required: parameter["required"] === true,
      })),
      ...(body && { requestBody: { required, contentTypes: contentTypesOf(body) } }),
      responses: Object.fromEntries(
        responsesOf(document, operation).map(([status, answer]) => [
          status,
          contentTypesOf(answer),
        ]),
      ),
      constraints: {
        request: constraintsOf(request),
        response: constraintsOf(response),
        parameters: Object.assign(
          {},
          ...operation.parameters.map((parameter) =>
            constraintsOf(
              findIn(parameter["schema"]),
              `${textOf(parameter["in"])} ${textOf(parameter["name"])}`,
            ),
          ),
        ),
      },
    },
  };
}

function writeOnlyPaths(findings: readonly Finding[]): Json {
  const paths = findings
    .filter(({ keywords }) => keywords["writeOnly"] === true)
    .map(({ path }) => JSON.stringify(path));
  return [...new Set(paths)].map((path): Json => JSON.parse(path));
}

function constraintsOf(findings: readonly Finding[], prefix = ""): JsonObject {
  const byPlace: Record<string, JsonObject> = {};
  for (const { place, keywords } of findings) {
    const { writeOnly: _writeOnly, ...constraints } = keywords;
    if (Object.keys(constraints).length === 0) continue;
    byPlace[prefix + place] = { ...byPlace[prefix + place], ...constraints };
  }
  return byPlace;
}

const contentTypesOf = (body: JsonObject): string[] => Object.keys(fieldsOf(body["content"]));

function withoutProse(value: Json | undefined): Json {
  return Object.fromEntries(
    Object.entries(fieldsOf(value)).map(([name, scheme]) => {
      const { description: _description, ...rest } = fieldsOf(scheme);
      return [name, rest];
    }),
  );
}

function byId(descriptions: readonly Description[], part: "atRunTime" | "contract"): Json {
  return Object.fromEntries(descriptions.map((description) => [description.id, description[part]]));
}

const constant = (name: string, value: Json): string =>
  `export const ${name} = ${JSON.stringify(value, null, 2)} as const;`;
