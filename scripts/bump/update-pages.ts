import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeFiles } from "../lib/files.js";
import { formatMarkdown } from "../lib/markdown.js";
import type { Verdict } from "../verdict/change.js";
import { unreleasedVerdict, withEntry } from "./changelog.js";
import { withMentions } from "./spec-mentions.js";

/**
 * Updates the document's version in the pages and adds an entry to the changelog.
 *
 * @param root the project's folder
 * @returns the most severe verdict among the unreleased entries
 */
export async function updatePages(
  root: string,
  { title, version }: { readonly title: string; readonly version: string },
  entry: string,
): Promise<Verdict> {
  const pages = await readPages(root);
  const changelog = await readFile(join(root, "CHANGELOG.md"), "utf8");
  const told = new Map(
    [...pages].map(([name, text]) => [name, withMentions(text, title, version)]),
  );
  const extended = entry === "" ? changelog : withEntry(changelog, entry);
  told.set("CHANGELOG.md", extended);
  const before = new Map([...pages, ["CHANGELOG.md", changelog]]);
  for (const [name, text] of told) {
    if (text === before.get(name)) told.delete(name);
    else told.set(name, await formatMarkdown(join(root, name), text));
  }
  await writeFiles(root, told);
  return unreleasedVerdict(extended);
}

/**
 * Reads the pages that may mention the document's version, by path. The changelog is not among them,
 * since its mentions are history.
 */
export async function readPages(root: string): Promise<Map<string, string>> {
  const documentation = await readdir(join(root, "docs"));
  const names = ["README.md", "CONTRIBUTING.md", ...documentation.map((name) => `docs/${name}`)];
  const pages = names.filter((name) => name.endsWith(".md"));
  const texts = await Promise.all(pages.map((name) => readFile(join(root, name), "utf8")));
  return new Map(pages.map((name, index) => [name, texts[index] ?? ""]));
}
