import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { applyOverlay } from "../spec/apply-overlay.js";
import { DocumentError, type OpenapiDocument } from "../spec/openapi-document.js";
import { compareDocuments, type Comparison } from "./compare-documents.js";

/**
 * Compares two documents as the project generates from them, with the overlay laid over both. Where it
 * no longer fits one of them, which a maintainer has to mend first, they are compared as they are.
 *
 * @param root the project's folder
 */
export async function compareWithOverlay(
  root: string,
  from: OpenapiDocument,
  to: OpenapiDocument,
): Promise<Comparison> {
  const overlay = await readFile(join(root, "openapi", "gateway.overlay.yaml"), "utf8");
  try {
    return await compareDocuments(
      await applyOverlay(from, overlay),
      await applyOverlay(to, overlay),
    );
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    return compareDocuments(from, to);
  }
}
