import { createHash } from "node:crypto";
import { fieldsOf } from "../lib/json.js";
import { parseYaml } from "../lib/yaml.js";

/** Origin of the vendored document: openapi/gateway.source.json. */
export interface Provenance {
  /** File name without its folder, or URL. */
  readonly source: string;
  readonly specVersion: string;
  /** `null` if the source was not a page. */
  readonly pageSha256: string | null;
  readonly yamlSha256: string;
  /** Date in UTC. */
  readonly importedOn: string;
}

/** SHA-256 in hexadecimal. */
export const sha256 = (content: string | Uint8Array): string =>
  createHash("sha256").update(content).digest("hex");

/** Prints the content of openapi/gateway.source.json. */
export const printProvenance = (provenance: Provenance): string =>
  `${JSON.stringify(provenance, null, 2)}\n`;

/**
 * Parses the provenance; `undefined` if a field is missing.
 *
 * @throws CommandError when the text is not JSON
 */
export function parseProvenance(text: string): Provenance | undefined {
  const { source, specVersion, pageSha256, yamlSha256, importedOn } = fieldsOf(parseYaml(text));
  return typeof source === "string" &&
    typeof specVersion === "string" &&
    (typeof pageSha256 === "string" || pageSha256 === null) &&
    typeof yamlSha256 === "string" &&
    typeof importedOn === "string"
    ? { source, specVersion, pageSha256, yamlSha256, importedOn }
    : undefined;
}
