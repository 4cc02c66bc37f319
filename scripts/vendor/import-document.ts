import { join } from "node:path";
import { CommandError } from "../lib/command-error.js";
import { writeFiles } from "../lib/files.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { saysTheSame } from "../openapi/same-contract.js";
import { readIncoming } from "./incoming-document.js";
import { printProvenance, sha256 } from "./provenance.js";
import { isEarlier } from "./spec-version.js";
import { readVendored } from "./vendored-document.js";

/** What an import may be asked for besides. */
export interface ImportOptions {
  /** The ids of operations to vendor besides those that are. */
  readonly operations?: readonly string[] | undefined;
  /** Takes an earlier version than the vendored one, too. */
  readonly force?: boolean | undefined;
}

/** What an import found, and did. */
export interface Imported {
  readonly changed: boolean;
  /** What is vendored now. */
  readonly document: OpenapiDocument;
  /** What was vendored before; `undefined` where that could not be read. */
  readonly previous: OpenapiDocument | undefined;
}

/**
 * Vendors the document that a source holds: writes openapi/gateway.yaml and its provenance, unless
 * what is vendored says the same already.
 *
 * @param root the project's folder
 * @param name what the source is called, for the provenance
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
    // Pages and the merged document write the same contract down in different ways.
    if (saysTheSame(previous, document)) {
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
    `expected version ${vendored} or later, found ${found}: --force takes it all the same`,
  );
}
