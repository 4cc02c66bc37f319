import { CommandError } from "../lib/command-error.js";
import type { Imported } from "../vendor/import-document.js";
import type { Comparison } from "./compare-documents.js";

/**
 * Compares an imported document with the previous one. An import never fails because of its content: if
 * the documents cannot be compared, the verdict is major and the reason says why.
 *
 * @param root the project's folder
 */
export async function compareImported(
  root: string,
  { changed, document, previous = document }: Imported,
): Promise<Comparison> {
  const versions = { from: previous.info.version, to: document.info.version };
  if (!changed || previous === document) {
    return { ...versions, verdict: "none", operations: [], reasons: [] };
  }
  // The compiler takes a second to load, and most imports end above.
  const { compareWithOverlays } = await import("./compare-with-overlays.js");
  try {
    return await compareWithOverlays(root, previous, document);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { ...versions, verdict: "major", operations: [], reasons: [error.message] };
  }
}
