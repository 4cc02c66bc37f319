import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../scripts/spec/files.js";
import { parseOpenapi, printOpenapi } from "../../scripts/spec/openapi-document.js";
import { version } from "../../src/generated/spec.js";
import { replaced } from "./replaced.js";

/** The vendored document as it is. */
export const vendored = await readFile(join(projectRoot, "openapi", "gateway.yaml"), "utf8");

/** A version that comes after that of the vendored document, whatever that is. */
export const newerVersion = `${Number.parseInt(version, 10) + 1}.10.0`;

/**
 * The vendored document laid out in one way, whatever page or document it came from: for tests that
 * change its text.
 */
export const laidOut = printOpenapi(parseOpenapi(vendored));

/** The same in that version. */
export const newer = replaced(laidOut, version, newerVersion);
