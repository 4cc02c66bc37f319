import { CommandError } from "../lib/command-error.js";
import { parseOpenapi, printOpenapi, type OpenapiDocument } from "../openapi/document.js";
import { operationsOf, type Operation } from "../openapi/operations.js";
import { checkReferences } from "../openapi/references.js";
import { selectOperations } from "../openapi/select-operations.js";
import { extractDocument } from "./extract-document.js";
import type { ExpectedOperation } from "./vendored-document.js";

/** The document that a source holds, in the form in which it would be vendored. */
export interface IncomingDocument {
  readonly document: OpenapiDocument;
  readonly yaml: string;
  readonly fromPage: boolean;
}

/**
 * Takes the document out of a docs page, a bare document or one with more operations than are expected:
 * of that it keeps the expected ones.
 *
 * @param expected what the document must hold; of none everything is kept
 * @param added the ids of further operations to keep
 * @throws CommandError that says what was found instead
 */
export function readIncoming(
  bytes: Uint8Array,
  expected: readonly ExpectedOperation[],
  added: readonly string[] = [],
): IncomingDocument {
  const { text, fromPage } = extractDocument(decode(bytes));
  const whole = parseOpenapi(text);
  const offered = operationsOf(whole);
  const selected = selectedFrom(offered, expected, added);
  if (selected.length < offered.length) {
    const document = selectOperations(whole, selected);
    checkReferences(document);
    return { document, yaml: printOpenapi(document), fromPage };
  }
  checkReferences(whole);
  // YAML stays as it came; JSON, which nobody reads in a diff, becomes YAML.
  return { document: whole, yaml: /^\s*\{/.test(text) ? printOpenapi(whole) : text, fromPage };
}

function decode(bytes: Uint8Array): string {
  try {
    // A byte order mark is one of the bytes that are to be kept.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new CommandError("expected text in UTF-8, found other bytes", { cause });
  }
}

/** In the order of the document that offers them. */
function selectedFrom(
  offered: readonly Operation[],
  expected: readonly ExpectedOperation[],
  added: readonly string[],
): readonly Operation[] {
  const wanted = [...expected, ...added.map((id) => ({ id }))];
  const found = wanted.map((operation) => successorOf(operation, offered));
  const missing = wanted.filter((_, index) => found[index] === undefined);
  if (missing.length > 0 || offered.length === 0) {
    const hint = missing.every(({ id }) => added.includes(id)) ? "" : ": a page for another one?";
    throw new CommandError(
      `expected ${namesOf(missing) || "an operation"}, found ${namesOf(offered) || "no operation"}${hint}`,
    );
  }
  return wanted.length === 0 ? offered : offered.filter((operation) => found.includes(operation));
}

/** An operation is the same where its id or its method and path are. */
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
