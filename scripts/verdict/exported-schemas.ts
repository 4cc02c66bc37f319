import {
  fieldsOf,
  itemsOf,
  type Json,
  type JsonObject,
  type OpenapiDocument,
} from "../spec/openapi-document.js";
import { operationsOf, requestBodyOf, successesOf } from "../spec/operations.js";
import { lookUp } from "../spec/references.js";

/**
 * The schemas that are exported by name and that nothing reaches which an operation takes or, when it
 * succeeds, returns.
 */
export function merelyExported(document: OpenapiDocument): string[] {
  const reached = new Set<Json>();
  const visit = (value: Json | undefined): void => {
    if (value === undefined || value === null || typeof value !== "object" || reached.has(value)) {
      return;
    }
    reached.add(value);
    itemsOf(value).forEach(visit);
    const fields = fieldsOf(value);
    const { $ref: reference } = fields;
    if (typeof reference === "string") visit(lookUp(document, reference));
    Object.values(fields).forEach(visit);
  };
  for (const operation of operationsOf(document)) {
    operation.parameters.forEach(visit);
    visit(requestBodyOf(document, operation));
    for (const [, response] of successesOf(document, operation)) visit(response);
  }
  return Object.entries(schemasIn(document))
    .filter(([, schema]) => !reached.has(schema))
    .map(([name]) => name);
}

/** The schemas that a document exports, by name. */
export const schemasIn = (document: OpenapiDocument): JsonObject =>
  fieldsOf(fieldsOf(document["components"])["schemas"]);
