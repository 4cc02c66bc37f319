import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { extractDocument, type Extracted } from "./extract-document.js";
import { writeWhole } from "./files.js";
import { DocumentError, parseOpenapi, type OpenapiDocument } from "./openapi-document.js";
import { operationsOf, type Operation } from "./operations.js";

/** Where the vendored document came from: openapi/gateway.source.json. */
export interface Provenance {
  readonly source: string;
  readonly specVersion: string;
  /** `null` where the source was no page. */
  readonly pageSha256: string | null;
  readonly yamlSha256: string;
  /** The day, in UTC. */
  readonly importedOn: string;
}

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
  const source = decode(bytes);
  const extracted = extractDocument(source);
  const document = parseOpenapi(extracted.text);
  const path = join(root, "openapi", "gateway.yaml");
  const vendored = await readFile(path, "utf8").catch(() => undefined);
  if (vendored !== undefined) checkSameOperation(parseOpenapi(vendored), document);
  const yaml = vendoredForm(extracted, document);
  if (yaml === vendored) return { changed: false, document };
  const provenance: Provenance = {
    source: name,
    specVersion: document.info.version,
    pageSha256: extracted.fromPage ? sha256(bytes) : null,
    yamlSha256: sha256(yaml),
    importedOn: new Date().toISOString().slice(0, 10),
  };
  await writeWhole(path, yaml);
  await writeWhole(
    join(root, "openapi", "gateway.source.json"),
    `${JSON.stringify(provenance, null, 2)}\n`,
  );
  return { changed: true, document };
}

/** The digest by which the provenance knows a text. */
export const sha256 = (content: string | Uint8Array): string =>
  createHash("sha256").update(content).digest("hex");

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new DocumentError("expected text in UTF-8, found other bytes", { cause });
  }
}

/** YAML stays as it came; JSON, which nobody reads in a diff, becomes YAML. */
function vendoredForm({ text }: Extracted, document: OpenapiDocument): string {
  return text.trimStart().startsWith("{") ? stringify(document, { lineWidth: 0 }) : text;
}

/** An operation is the same where its id or its method and path are. */
function checkSameOperation(vendored: OpenapiDocument, found: OpenapiDocument): void {
  const expected = operationsOf(vendored);
  const offered = operationsOf(found);
  const same = offered.some((operation) =>
    expected.some(
      ({ id, method, path }) =>
        id === operation.id || (method === operation.method && path === operation.path),
    ),
  );
  if (same) return;
  const instead = offered.length === 0 ? "no operation" : namesOf(offered);
  throw new DocumentError(`expected ${namesOf(expected)}, found ${instead}`);
}

function namesOf(operations: readonly Operation[]): string {
  const names = operations.map(({ id, method, path }) => `${id} (${method} ${path})`);
  return names.slice(0, 3).join(", ") + (names.length > 3 ? ", ..." : "");
}
