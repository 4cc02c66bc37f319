import { fieldsOf, textOf, type JsonObject } from "../lib/json.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { operationsOf, requestBodyOf, responsesOf, type Operation } from "../openapi/operations.js";
import { curlExample } from "./http-examples.js";
import { bodySection, cell, table } from "./http-schemas.js";

/** The HTTP reference: an overview and a page for each operation. */
export interface HttpReference {
  /** The pages by path in the site. */
  readonly pages: ReadonlyMap<string, string>;
  /** Operations in the order of the document, for the sidebar. */
  readonly operations: readonly { readonly title: string; readonly path: string }[];
}

/**
 * Makes the HTTP reference of a document.
 *
 * @param vendored ids of the operations that the vendored document has itself
 */
export function httpReference(
  document: OpenapiDocument,
  vendored: ReadonlySet<string>,
): HttpReference {
  const operations = operationsOf(document).map((operation) => ({
    operation,
    title: titleOf(operation),
    path: `reference/http/${operation.id}`,
  }));
  const pages = operations.map(({ operation, title, path }): [string, string] => [
    `${path}.md`,
    operationPage(document, operation, title, vendored.has(operation.id)),
  ]);
  const rows = operations.map(({ operation: { id, method, path }, title }) => [
    `[${cell(title)}](./${id}.md)`,
    `\`${method.toUpperCase()} ${path}\``,
    vendored.has(id) ? "vendored" : "described",
  ]);
  pages.unshift(["reference/http/index.md", overview(document, rows)]);
  return { pages: new Map(pages), operations };
}

/** Its summary, or its id in words: `Gateway_CreateSecret` reads "Create secret". */
function titleOf({ id, fields }: Operation): string {
  const summary = textOf(fields["summary"] ?? "");
  if (summary !== "") return summary;
  const words = id.replace(/^[^_]*_/, "").replaceAll(/(?<=[a-z])[A-Z]/g, " $&");
  return `${words.charAt(0)}${words.slice(1).toLowerCase()}`;
}

function overview(document: OpenapiDocument, rows: readonly (readonly string[])[]): string {
  const { title, version } = document.info;
  const schemes = Object.entries(fieldsOf(fieldsOf(document["components"])["securitySchemes"]));
  const security = schemes.map(
    ([name, scheme]) => `- \`${name}\`: ${cell(textOf(fieldsOf(scheme)["description"] ?? ""))}`,
  );
  return `---
title: HTTP reference
---

# HTTP reference

${title} ${version}, as this package reads it. \`createSecret\` and its siblings call these operations; so
can any other program.

Server: \`${operationsOf(document)[0]?.server ?? ""}\`

## Operations

${table(["operation", "request", "source"], rows)}

A *vendored* operation is the vendor's own description, byte for byte. A *described* one stands on a page of its
own at the vendor's, and here in our words; \`npm run spec:diff\` compares the two.

## Authentication

${security.join("\n")}

## Errors

The document declares successes only. [Errors and outcomes](/errors) says what this package makes of an error
status.

## Write-only fields

A secret's \`value\` can be sent and is never returned: no response below has it. This package removes it even if
a server echoes it.
`;
}

function operationPage(
  document: OpenapiDocument,
  operation: Operation,
  title: string,
  isVendored: boolean,
): string {
  const { id, method, path, fields, parameters } = operation;
  const description = textOf(fields["description"] ?? "");
  const source = isVendored ? "Vendored, byte for byte" : "Described in our words";
  const body = requestBodyOf(document, operation);
  const sections = [
    `# ${title}`,
    description,
    `\`\`\`http\n${method.toUpperCase()} ${path}\n\`\`\``,
    `Operation \`${id}\`. ${source}.`,
    ...parameterSection(parameters),
    ...(body ? [bodySection(document, "Request body", body, "request")] : []),
    ...responsesOf(document, operation).map(([status, response]) =>
      bodySection(document, `Response ${status}`, response, "response"),
    ),
    `## Example\n\n\`\`\`sh\n${curlExample(document, operation)}\n\`\`\``,
  ];
  return `---\ntitle: ${title}\n---\n\n${sections.filter((text) => text !== "").join("\n\n")}\n`;
}

function parameterSection(parameters: readonly JsonObject[]): string[] {
  if (parameters.length === 0) return [];
  const rows = parameters.map((parameter) => [
    `\`${textOf(parameter["name"])}\``,
    textOf(parameter["in"]),
    textOf(fieldsOf(parameter["schema"])["type"] ?? ""),
    parameter["required"] === true ? "yes" : "no",
    cell(textOf(parameter["description"] ?? "")),
  ]);
  return [`## Parameters\n\n${table(["name", "in", "type", "required", "description"], rows)}`];
}
