import { fieldsOf, isObject, itemsOf, type Json } from "../lib/json.js";
import { printLiteral, printName } from "../lib/print-literal.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { markedFields } from "../openapi/markers.js";
import { operationsOf, serverUrl } from "../openapi/operations.js";
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
      "Where the gateway is, unless a client is told otherwise.",
      "server",
      serverOf(document, operations[0]?.server),
    ),
    constant("How a request proves who sends it.", "securitySchemes", securitySchemesOf(document)),
    ...operations.map((operation) =>
      constant(
        `What the client needs to know of ${operation.id.replaceAll("*/", "* /")} when it runs.`,
        constants.get(operation.id) ?? "",
        describeForClient(document, operation, writeOnly),
      ),
    ),
    `/** All of them by id. */\nexport const operations = {\n${[...constants]
      .map(([id, name]) => `  ${id === name ? name : `${printName(id)}: ${name}`},\n`)
      .join("")}} as const;\n`,
    constant(
      "What else an operation promises: for the type contract and the verdict on a new version.",
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

/** The vendor's merged document has servers at its paths only. */
function serverOf(document: OpenapiDocument, ofFirstOperation: string | undefined): string {
  const [root] = itemsOf(document["servers"]);
  return root === undefined ? (ofFirstOperation ?? "/") : serverUrl(fieldsOf(root));
}
