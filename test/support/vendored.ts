import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../scripts/spec/files.js";
import { version } from "../../src/generated/spec.js";

/** The vendored document as it is. */
export const vendored = await readFile(join(projectRoot, "openapi", "gateway.yaml"), "utf8");

/** A version that comes after that of the vendored document, whatever that is. */
export const newerVersion = `${Number.parseInt(version, 10) + 1}.10.0`;

/** The vendored document in that version. */
export const newer = vendored.replace(version, newerVersion);
