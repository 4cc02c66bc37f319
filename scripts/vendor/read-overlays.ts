import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseOverlay, type Overlay } from "../openapi/overlay.js";

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
