import { fieldsOf, isObject, itemsOf, type Json } from "../lib/json.js";
import { printLiteral, printName } from "../lib/print-literal.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { markedFields } from "../openapi/markers.js";
import {
  contentTypesOf,
  isJsonType,
  operationsOf,
  responsesOf,
  serverUrl,
} from "../openapi/operations.js";
import { securitySchemesOf } from "../openapi/security-schemes.js";
import { describeContract, describeForClient } from "./describe-operation.js";
import { operationConstants } from "./operation-constants.js";

/** Generates spec.ts: everything in the document beyond types, as constants that a bundler can drop. */
export function emitSpec(document: OpenapiDocument): string {
  const operations = operationsOf(document);
  const writeOnly = markedFields(document, "writeOnly");
  const constants = operationConstants(operations.map(({ id }) => id));
  return [
    constant("The document's title.", "title", document.info.title),
    constant("The document's version.", "version", document.info.version),
    constant(
      "The server that clients use by default.",
      "server",
      serverOf(document, operations[0]?.server),
    ),
    constant("Content types of JSON responses, as an accept header.", "accept", acceptOf(document)),
    constant("Security schemes.", "securitySchemes", securitySchemesOf(document)),
    ...operations.map((operation) =>
      constant(
        `Run-time metadata of ${operation.id.replaceAll("*/", "* /")}.`,
        constants.get(operation.id) ?? "",
        describeForClient(document, operation, writeOnly),
      ),
    ),
    `/** Run-time metadata of all operations, by id. */\nexport const operations = {\n${[
      ...constants,
    ]
      .map(([id, name]) => `  ${id === name ? name : `${printName(id)}: ${name}`},\n`)
      .join("")}} as const;\n`,
    constant(
      "Rest of each operation's contract, for the type contract and the verdict on a new version.",
      "contracts",
      Object.fromEntries(
        operations.map((operation) => [operation.id, describeContract(document, operation)]),
      ),
    ),
  ].join("\n");
}

function constant(meaning: string, name: string, value: Json): string {
  const assertion = isObject(value) ? " as const" : "";
  return `/** ${meaning} */\nexport const ${name} = ${printLiteral(value)}${assertion};\n`;
}

function acceptOf(document: OpenapiDocument): string {
  const types = operationsOf(document)
    .flatMap((operation) => responsesOf(document, operation))
    .flatMap(([, response]) => contentTypesOf(response))
    .filter(isJsonType)
    .map((type) => type.replace(/\s*;.*$/, ""));
  return [...new Set(["application/json", ...types])].join(", ");
}

/** The vendor's merged document has servers at its paths only. */
function serverOf(document: OpenapiDocument, ofFirstOperation: string | undefined): string {
  const [root] = itemsOf(document["servers"]);
  return root === undefined ? (ofFirstOperation ?? "/") : serverUrl(fieldsOf(root));
}
