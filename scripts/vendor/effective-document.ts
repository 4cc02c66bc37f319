import type { OpenapiDocument } from "../openapi/document.js";
import { applyOverlays } from "../openapi/overlay.js";
import { readOverlays } from "./read-overlays.js";
import { readDocument } from "./vendored-document.js";

/**
 * Reads the effective document of a project: the vendored one with all overlays applied.
 *
 * @param reading the vendored document, if the caller is reading it already
 * @throws CommandError when a file in openapi/ is invalid, or an overlay does not fit the document
 */
export async function readEffectiveDocument(
  root: string,
  reading: Promise<OpenapiDocument> = readDocument(root),
): Promise<OpenapiDocument> {
  const [vendored, overlays] = await Promise.all([reading, readOverlays(root)]);
  return applyOverlays(vendored, overlays);
}
