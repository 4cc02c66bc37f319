import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../scripts/lib/files.js";
import { fieldsOf } from "../../scripts/lib/json.js";
import { componentsOfKind } from "../../scripts/openapi/component-references.js";
import { parseOpenapi } from "../../scripts/openapi/document.js";
import type { Source } from "../../scripts/vendor/read-source.js";
import { version } from "../../src/generated/spec.js";
import { replaced } from "../support/replaced.js";
import { vendored } from "../support/vendored.js";

/** Pages of the operations that stand beside createSecret, by name. */
export const pageNames = ["list-secrets", "get-secret", "update-secret", "delete-secret"] as const;

export type PageName = (typeof pageNames)[number];

/**
 * Reads a page: the published facts in the form of the vendor's docs pages, and in our own words.
 *
 * @param of the version that it has; by default the vendored document's
 */
export async function readPage(name: PageName, of: string = version): Promise<string> {
  const text = await readFile(join(projectRoot, "test", "fixtures", "pages", `${name}.md`), "utf8");
  return withVendoredFields(replaced(text, "version: 0.0.0", `version: ${of}`));
}

/** Adds the fields that a new version of the vendored document has given the schema that they share. */
function withVendoredFields(page: string): string {
  const { gatewaySecret } = componentsOfKind(parseOpenapi(vendored), "schemas");
  const added = Object.entries(fieldsOf(fieldsOf(gatewaySecret)["properties"]))
    .filter(([name]) => !page.includes(`        ${name}:\n`))
    .map(([name, schema]) => `        ${name}: ${JSON.stringify(schema)}\n`);
  return page.replace(/^ {8}keyName:\n/m, (line) => added.join("") + line);
}

/** A page as a source, changed if need be. */
export async function pageSource(
  name: PageName,
  change: (page: string) => string = (page) => page,
  of?: string,
): Promise<Source> {
  return { name: `${name}.md`, bytes: Buffer.from(change(await readPage(name, of))) };
}
