import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { extractDocument, type Extracted } from "./extract-document.js";
import { writeFiles } from "./files.js";
import { readOperationIds } from "./operation-ids.js";
import { DocumentError, parseOpenapi, type OpenapiDocument } from "./openapi-document.js";
import { operationsOf, type Operation } from "./operations.js";
import { parseProvenance, printProvenance, sha256 } from "./provenance.js";
import { checkReferences } from "./references.js";

/** What an import found, and did. */
export interface Imported {
  readonly changed: boolean;
  readonly document: OpenapiDocument;
}

/**
 * Vendors the document that a source holds: writes openapi/gateway.yaml and its provenance, unless
 * the document is the vendored one already.
 *
 * @param root the project's folder
 * @param name what the source is called, for the provenance
 * @throws DocumentError when the source cannot be used; nothing has been written then
 */
export async function importDocument(
  root: string,
  name: string,
  bytes: Uint8Array,
): Promise<Imported> {
  const extracted = extractDocument(decode(bytes));
  const document = parseOpenapi(extracted.text);
  checkReferences(document);
  const folder = join(root, "openapi");
  const vendored = await readText(join(folder, "gateway.yaml"));
  checkSameOperations(await expectedOperations(folder, vendored), operationsOf(document));
  const yaml = vendoredForm(extracted, document);
  const isRecorded = recordsDigest(await readText(join(folder, "gateway.source.json")), yaml);
  if (yaml === vendored && isRecorded) return { changed: false, document };
  const provenance = printProvenance({
    source: name,
    specVersion: document.info.version,
    pageSha256: extracted.fromPage ? sha256(bytes) : null,
    yamlSha256: sha256(yaml),
    importedOn: new Date().toISOString().slice(0, 10),
  });
  await writeFiles(
    folder,
    new Map([
      ["gateway.yaml", yaml],
      ["gateway.source.json", provenance],
    ]),
  );
  return { changed: true, document };
}

const readText = (path: string): Promise<string | undefined> =>
  readFile(path, "utf8").catch(() => undefined);

function decode(bytes: Uint8Array): string {
  try {
    // A byte order mark is one of the bytes that are to be kept.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new DocumentError("expected text in UTF-8, found other bytes", { cause });
  }
}

function recordsDigest(provenance: string | undefined, yaml: string): boolean {
  return unlessBroken(() => parseProvenance(provenance ?? "")?.yamlSha256) === sha256(yaml);
}

function unlessBroken<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}

/** YAML stays as it came; JSON, which nobody reads in a diff, becomes YAML. */
function vendoredForm({ text }: Extracted, document: OpenapiDocument): string {
  return /^\s*\{/.test(text) ? stringify(document, { lineWidth: 0 }) : text;
}

type Expected = Pick<Operation, "id"> & Partial<Pick<Operation, "method" | "path">>;

/**
 * What the vendored document holds. Where it cannot be read, an import must be able to restore it: then
 * it is the operations that the package wraps.
 */
async function expectedOperations(
  folder: string,
  vendored: string | undefined,
): Promise<readonly Expected[]> {
  const operations = unlessBroken(() => vendored && operationsOf(parseOpenapi(vendored)));
  if (operations && operations.length > 0) return operations;
  const ids = await readText(join(folder, "operations.json"));
  return ids === undefined ? [] : readOperationIds(ids).map((id) => ({ id }));
}

/** An operation is the same where its id or its method and path are. */
function checkSameOperations(expected: readonly Expected[], found: readonly Operation[]): void {
  const missing = expected.filter(
    ({ id, method, path }) =>
      !found.some(
        (operation) =>
          operation.id === id || (operation.method === method && operation.path === path),
      ),
  );
  if (missing.length === 0 && found.length > 0) return;
  throw new DocumentError(
    `expected ${namesOf(missing) || "an operation"}, found ${namesOf(found) || "no operation"}: a page for another one?`,
  );
}

function namesOf(operations: readonly Expected[]): string {
  const names = operations.map(({ id, method, path }) =>
    method === undefined ? id : `${id} (${method} ${path})`,
  );
  return names.slice(0, 3).join(", ") + (names.length > 3 ? ", ..." : "");
}
