import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { OpenapiDocument } from "../openapi/document.js";
import { applyOverlays, parseOverlay, type Overlay } from "../openapi/overlay.js";
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

/**
 * Reads the overlays of a project in the order in which they apply, which is that of their names.
 *
 * @throws CommandError when one is invalid
 */
export async function readOverlays(root: string): Promise<Overlay[]> {
  const folder = join(root, "openapi");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".overlay.yaml")).toSorted();
  return Promise.all(
    names.map(async (name) =>
      parseOverlay(`openapi/${name}`, await readFile(join(folder, name), "utf8")),
    ),
  );
}
