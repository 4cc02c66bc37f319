import { join } from "node:path";
import { CommandError } from "../lib/command-error.js";
import { writeFiles } from "../lib/files.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { isEquivalent } from "../openapi/equivalence.js";
import { readIncoming } from "./incoming-document.js";
import { printProvenance, sha256 } from "./provenance.js";
import { isEarlier } from "./spec-version.js";
import { readVendored } from "./vendored-document.js";

/** Options of importDocument. */
export interface ImportOptions {
  /** Ids of further operations to import. */
  readonly operations?: readonly string[] | undefined;
  /** Accept a version earlier than the vendored one. */
  readonly force?: boolean | undefined;
}

/** Outcome of an import. */
export interface Imported {
  readonly changed: boolean;
  /** The vendored document after the import. */
  readonly document: OpenapiDocument;
  /** The previous document; `undefined` if it was missing or invalid. */
  readonly previous: OpenapiDocument | undefined;
}

/**
 * Imports a source's document: writes openapi/gateway.yaml and its provenance, unless the vendored
 * document has the same content already.
 *
 * @param root the project's folder
 * @param name the source's name, for the provenance
 * @throws CommandError when the source cannot be used; nothing has been written then
 */
export async function importDocument(
  root: string,
  name: string,
  bytes: Uint8Array,
  { operations, force = false }: ImportOptions = {},
): Promise<Imported> {
  const vendored = await readVendored(root);
  const incoming = readIncoming(bytes, vendored.operations, operations);
  const { document: previous, isAsImported } = vendored;
  const { document, yaml, fromPage } = incoming;
  if (previous && isAsImported) {
    // Pages and the merged document lay out the same content differently.
    if (isEquivalent(previous, document)) {
      return { changed: false, document: previous, previous };
    }
    if (!force) checkVersion(previous.info.version, document.info.version);
  }
  const provenance = printProvenance({
    source: name,
    specVersion: document.info.version,
    pageSha256: fromPage ? sha256(bytes) : null,
    yamlSha256: sha256(yaml),
    importedOn: new Date().toISOString().slice(0, 10),
  });
  await writeFiles(
    join(root, "openapi"),
    new Map([
      ["gateway.yaml", yaml],
      ["gateway.source.json", provenance],
    ]),
  );
  return { changed: true, document, previous };
}

function checkVersion(vendored: string, found: string): void {
  if (!isEarlier(found, vendored)) return;
  throw new CommandError(
    `expected version ${vendored} or later, found ${found}: pass --force to import it anyway`,
  );
}
