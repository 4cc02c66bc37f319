import { CommandError } from "../lib/command-error.js";
import type { JsonObject } from "../lib/json.js";
import { partsBelow, reachedParts, type DocumentPart } from "./document-parts.js";
import type { OpenapiDocument } from "./document.js";
import { operationsOf, type Operation } from "./operations.js";
import { pointerSegment } from "./references.js";

/** Pointer to an operation. */
export const pointerToOperation = ({ path, method }: Operation): string =>
  `#/paths/${pointerSegment(path)}/${method}`;

/** An error about one part of a document, with its pointer and the operations that it concerns. */
export function errorAt(document: OpenapiDocument, pointer: string, problem: string): CommandError {
  const ids = operationsOf(document)
    .filter((operation) => reaches(document, operation, pointer))
    .map(({ id }) => id);
  const named = ids.slice(0, 3).join(", ") + (ids.length > 3 ? `, ${ids.length - 3} more` : "");
  return new CommandError(`${problem} at ${pointer}, in ${named || "no operation"}`);
}

function reaches(document: OpenapiDocument, operation: Operation, pointer: string): boolean {
  try {
    const parts = reachedParts(document, [operationPart(operation)]);
    for (const part of parts) if (part.pointer === pointer) return true;
    return operation.parameters.some((parameter) => contains(parameter, document, pointer));
  } catch {
    // Another bad place is nearer to this operation.
    return false;
  }
}

const operationPart = (operation: Operation): DocumentPart => ({
  kind: "operation",
  value: operation.fields,
  pointer: pointerToOperation(operation),
});

/** Parameters of the path stand beside the operation, and are found by identity. */
function contains(parameter: JsonObject, document: OpenapiDocument, pointer: string): boolean {
  const target = partAt(document, pointer);
  const start: DocumentPart = { kind: "withContent", value: parameter, pointer: "" };
  for (const { value } of reachedParts(document, [start])) if (value === target) return true;
  return false;
}

function partAt(document: OpenapiDocument, pointer: string): unknown {
  const root: DocumentPart = { kind: "document", value: document, pointer: "#" };
  for (const part of partsBelow(root)) if (part.pointer === pointer) return part.value;
  return undefined;
}
