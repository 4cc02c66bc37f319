import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../scripts/lib/files.js";

/** A piece of TypeScript that stands in the documentation. */
export interface Snippet {
  /** The file that it stands in and its place among that file's snippets: `README.md 1`. */
  readonly name: string;
  readonly code: string;
}

/** The TypeScript blocks of the pages that users read. */
export async function pageSnippets(...pages: readonly string[]): Promise<Snippet[]> {
  const found = await Promise.all(
    pages.map(async (page) => snippetsIn(page, await readFile(join(projectRoot, page), "utf8"))),
  );
  return found.flat();
}

/** The `@example` blocks of the source's docstrings. */
export async function docstringSnippets(): Promise<Snippet[]> {
  const names = await readdir(join(projectRoot, "src"), { recursive: true });
  const found = await Promise.all(
    names
      .filter((name) => name.endsWith(".ts") && !name.startsWith("generated"))
      .map(async (name) => {
        const text = await readFile(join(projectRoot, "src", name), "utf8");
        return snippetsIn(`src/${name}`, text.replaceAll(/^ *\* ?/gm, ""));
      }),
  );
  return found.flat();
}

function snippetsIn(name: string, text: string): Snippet[] {
  const blocks = [...text.matchAll(/^```ts\n([^]*?)^```$/gm)];
  return blocks.map(([, code = ""], index) => ({ name: `${name} ${index + 1}`, code }));
}
