import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { inFile } from "../lib/command-error.js";
import { withProgress } from "../lib/progress.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { applyWhereItFits } from "../openapi/overlay.js";
import { compareDocuments, type Comparison } from "./compare-documents.js";

/**
 * Compares two documents with the overlay applied to both, as the generator does. Overlay targets that
 * the new document no longer has are listed among the reasons, for the maintainer.
 *
 * @param root the project's folder
 * @throws CommandError when the overlay is invalid, or a document's types cannot be generated
 */
export async function compareWithOverlay(
  root: string,
  from: OpenapiDocument,
  to: OpenapiDocument,
): Promise<Comparison> {
  const path = "openapi/gateway.overlay.yaml";
  const overlay = await readFile(join(root, path), "utf8");
  const [before, after] = await inFile(path, () =>
    Promise.all([applyWhereItFits(from, overlay), applyWhereItFits(to, overlay)]),
  );
  const comparison = await withProgress("Comparing the documents", () =>
    compareDocuments(before.document, after.document),
  );
  const lost = after.unused.filter((target) => !before.unused.includes(target));
  const reasons = lost.map((target) => `${path} has a target that is gone: fix ${target}.`);
  return { ...comparison, reasons: [...comparison.reasons, ...reasons] };
}
