import { withProgress } from "../lib/progress.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { applyWhereTheyFit, type OverlayProblem } from "../openapi/overlay.js";
import { readOverlays } from "../vendor/read-overlays.js";
import { compareDocuments, type Comparison } from "./compare-documents.js";

/**
 * Compares two vendored documents with the overlays applied to both, as the generator does. Overlay
 * actions that no longer fit the new document are listed among the reasons, for the maintainer.
 *
 * @param root the project's folder
 * @throws CommandError when an overlay is invalid, or a document's types cannot be generated
 */
export async function compareWithOverlays(
  root: string,
  from: OpenapiDocument,
  to: OpenapiDocument,
): Promise<Comparison> {
  const overlays = await readOverlays(root);
  const before = await applyWhereTheyFit(from, overlays);
  const after = await applyWhereTheyFit(to, overlays);
  const comparison = await withProgress("Comparing the documents", () =>
    compareDocuments(before.document, after.document),
  );
  const known = before.problems.map(said);
  const reasons = after.problems.map(said).filter((problem) => !known.includes(problem));
  return { ...comparison, reasons: [...comparison.reasons, ...reasons] };
}

const said = ({ overlay, message }: OverlayProblem): string => `${overlay}: ${message}.`;
