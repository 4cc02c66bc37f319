import { createHash } from "node:crypto";
import { fieldsOf } from "../lib/json.js";
import { parseYaml } from "../lib/yaml.js";

/** Where the vendored document came from: openapi/gateway.source.json. */
export interface Provenance {
  /** The file's name without its folder, or the URL. */
  readonly source: string;
  readonly specVersion: string;
  /** `null` where the source was no page. */
  readonly pageSha256: string | null;
  readonly yamlSha256: string;
  /** The day, in UTC. */
  readonly importedOn: string;
}

/** The digest by which the provenance knows a file. */
export const sha256 = (content: string | Uint8Array): string =>
  createHash("sha256").update(content).digest("hex");

/** The provenance as it stands in its file. */
export const printProvenance = (provenance: Provenance): string =>
  `${JSON.stringify(provenance, null, 2)}\n`;

/**
 * Reads the provenance; `undefined` where the text is not one.
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
