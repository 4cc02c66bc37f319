import { CommandError } from "../lib/command-error.js";
import { parseOpenapi, printOpenapi, type OpenapiDocument } from "../openapi/document.js";
import { operationsOf, type Operation } from "../openapi/operations.js";
import { checkReferences } from "../openapi/check-references.js";
import { selectOperations } from "../openapi/select-operations.js";
import { extractDocument } from "./extract-document.js";
import type { ExpectedOperation } from "./vendored-document.js";

/** Document of a source, in the form in which it is vendored. */
export interface IncomingDocument {
  readonly document: OpenapiDocument;
  readonly yaml: string;
  readonly fromPage: boolean;
}

/**
 * Reads the document of a docs page, a bare document or the vendor's merged document, and selects the
 * expected operations.
 *
 * @param expected operations that the document must have; if empty, all are selected
 * @param added ids of further operations to select
 * @throws CommandError that says what was found instead
 */
export function readIncoming(
  bytes: Uint8Array,
  expected: readonly ExpectedOperation[],
  added: readonly string[] = [],
): IncomingDocument {
  const { document: whole, text, fromPage } = readWhole(bytes);
  const offered = operationsOf(whole);
  const selected = selectedFrom(offered, expected, added);
  if (selected.length < offered.length) {
    const document = selectOperations(whole, selected);
    checkReferences(document);
    return { document, yaml: printOpenapi(document), fromPage };
  }
  checkReferences(whole);
  // YAML is kept byte for byte; JSON becomes YAML, so that diffs are readable.
  return { document: whole, yaml: /^\s*\{/.test(text) ? printOpenapi(whole) : text, fromPage };
}

/** Document of a source with everything that the source has. */
export interface WholeDocument {
  readonly document: OpenapiDocument;
  /** Byte for byte as in the source. */
  readonly text: string;
  readonly fromPage: boolean;
}

/**
 * Reads the document of a source without selecting from it.
 *
 * @throws CommandError that says what was found instead
 */
export function readWhole(bytes: Uint8Array): WholeDocument {
  const { text, fromPage } = extractDocument(decode(bytes));
  return { document: parseOpenapi(text), text, fromPage };
}

/** Tells if a source has any of some operations. */
export function offersAny(bytes: Uint8Array, operations: readonly ExpectedOperation[]): boolean {
  const offered = operationsOf(readWhole(bytes).document);
  return operations.some((operation) => successorOf(operation, offered) !== undefined);
}

function decode(bytes: Uint8Array): string {
  try {
    // A byte order mark is kept as well.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new CommandError("expected text in UTF-8, found invalid bytes", { cause });
  }
}

/** Selects operations in the order of the document. */
function selectedFrom(
  offered: readonly Operation[],
  expected: readonly ExpectedOperation[],
  added: readonly string[],
): readonly Operation[] {
  const wanted = [...expected, ...added.map((id) => ({ id }))];
  const found = wanted.map((operation) => successorOf(operation, offered));
  const missing = wanted.filter((_, index) => found[index] === undefined);
  if (missing.length > 0 || offered.length === 0) {
    const hint = missing.every(({ id }) => added.includes(id))
      ? ""
      : ": is this the page of another operation?";
    throw new CommandError(
      `expected ${namesOf(missing) || "an operation"}, found ${namesOf(offered) || "no operation"}${hint}`,
    );
  }
  return wanted.length === 0 ? offered : offered.filter((operation) => found.includes(operation));
}

/** Finds an operation by id, or else by method and path. */
const successorOf = (
  { id, method, path }: ExpectedOperation,
  offered: readonly Operation[],
): Operation | undefined =>
  offered.find((operation) => operation.id === id) ??
  offered.find((operation) => operation.method === method && operation.path === path);

function namesOf(operations: readonly ExpectedOperation[]): string {
  const names = operations.map(({ id, method, path }) =>
    method === undefined ? id : `${id} (${method} ${path})`,
  );
  return names.slice(0, 3).join(", ") + (names.length > 3 ? ", ..." : "");
}
