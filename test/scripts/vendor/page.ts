import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { importDocument } from "../../../scripts/vendor/import-document.js";
import { copyOfProject } from "../project.js";

const fence = "````";
const info = "yaml post /v1/accounts/{account_id}/secrets";

/** A docs page in the vendor's form, with a document in its fence. */
export function page(
  yaml: string,
  { before = "", after = "", marks = fence, language = info } = {},
) {
  return `> ## Documentation Index\n> Fetch the index at: https://docs.example/llms.txt\n\n# Create secret\n\n${before}## OpenAPI\n\n${marks}${language}\n${yaml}${marks}\n${after}`;
}

/** A text in UTF-8. */
export const bytesOf = (text: string): Buffer => Buffer.from(text, "utf8");

/** The vendored document after an import of a source into a copy of the project. */
export async function vendoredAfter(source: string): Promise<string> {
  const root = await copyOfProject();
  await importDocument(root, "page.md", bytesOf(source));
  return readFile(join(root, "openapi", "gateway.yaml"), "utf8");
}
