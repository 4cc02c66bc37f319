import openapiTS, { astToString } from "openapi-typescript";
import type { OpenapiDocument } from "./openapi-document.js";

/**
 * Writes the types of a document.
 *
 * @param readWriteMarkers whether read- and write-only fields are marked, as the client needs it
 */
export async function emitTypes(
  document: OpenapiDocument,
  readWriteMarkers: boolean,
): Promise<string> {
  // openapi-typescript changes what it is given.
  const nodes = await openapiTS(JSON.stringify(document), { readWriteMarkers, silent: true });
  return astToString(nodes);
}
