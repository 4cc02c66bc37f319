import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../scripts/lib/files.js";
import { parseOpenapi, printOpenapi } from "../../scripts/openapi/document.js";
import { operationsOf } from "../../scripts/openapi/operations.js";
import { selectOperations } from "../../scripts/openapi/select-operations.js";
import { version } from "../../src/generated/spec.js";
import { replaced } from "./replaced.js";

/** The vendored document, byte for byte, with all the operations that it has by now. */
export const wholeVendored = await readFile(join(projectRoot, "openapi", "gateway.yaml"), "utf8");

/** The same with the one operation that tests count on; as it is where that is the only one. */
export const vendored = withCreateSecretAlone(wholeVendored);

/** A version that comes after that of the vendored document, whatever that is. */
export const newerVersion = `${Number.parseInt(version, 10) + 1}.10.0`;

/**
 * The vendored document laid out in one way, whatever page or document it came from: for tests that
 * change its text.
 */
export const laidOut = printOpenapi(parseOpenapi(vendored));

/** The same in that version. */
export const newer = replaced(laidOut, version, newerVersion);

function withCreateSecretAlone(yaml: string): string {
  const document = parseOpenapi(yaml);
  const operations = operationsOf(document);
  const wanted = operations.filter(({ id }) => id === "Gateway_CreateSecret");
  return wanted.length === operations.length
    ? yaml
    : printOpenapi(selectOperations(document, wanted));
}
