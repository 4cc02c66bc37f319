import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../scripts/lib/files.js";

/** A piece of TypeScript that stands in the documentation. */
export interface Snippet {
  /** The file that it stands in and its place among that file's snippets: `README.md 1`. */
  readonly name: string;
  readonly code: string;
}

/** The TypeScript blocks of the README and of the pages in docs/, but for those that quote a program. */
export async function pageSnippets(): Promise<Snippet[]> {
  return (await readPages()).flatMap(({ name, text }) =>
    snippetsIn(name, text.replaceAll(quotation, "")),
  );
}

const quotation = /^<!-- (test\/recipes\/programs\/[\w./-]+) -->\n\n```\w+\n([^]*?)^```$/gm;

/** The programs that pages quote, by path of the file that has them. */
export async function quotedPrograms(): Promise<ReadonlyMap<string, string>> {
  const pages = await readPages();
  return new Map(
    pages.flatMap(({ text }) =>
      [...text.matchAll(quotation)].map(([, path = "", code = ""]): [string, string] => [
        path,
        code,
      ]),
    ),
  );
}

async function readPages(): Promise<{ name: string; text: string }[]> {
  const documentation = await readdir(join(projectRoot, "docs"));
  const names = ["README.md", ...documentation.map((name) => `docs/${name}`)];
  return await Promise.all(
    names
      .filter((name) => name.endsWith(".md"))
      .map(async (name) => ({ name, text: await readFile(join(projectRoot, name), "utf8") })),
  );
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
