import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { withSiteLinks } from "./site-links.js";
import { filePages, landing, type SitePage } from "./site-map.js";

/**
 * Makes the pages of the site that stand in files of the project: their links lead to other pages,
 * and each says where it can be edited.
 *
 * @returns the pages by path in the site
 */
export async function sitePages(
  root: string,
  repository: string | undefined,
): Promise<Map<string, string>> {
  const pages = await Promise.all(
    filePages.map(async (page): Promise<[string, string]> => {
      const text = await readFile(join(root, page.source), "utf8");
      const whole = page === landing ? await withFirstProgram(root, text) : text;
      const drawn = withDrawings(await drawings(root, whole), whole);
      const linked = withSiteLinks(drawn, page.source, repository);
      return [`${page.path}.md`, frontmatter(page, linked, repository)];
    }),
  );
  return new Map(pages);
}

/** Adds fields to the frontmatter of a page, or a frontmatter. */
function frontmatter(
  { source, title }: SitePage,
  text: string,
  repository: string | undefined,
): string {
  const fields = [
    `title: ${title}`,
    ...(repository === undefined ? [] : [`edit: ${repository}/edit/main/${source}`]),
  ].join("\n");
  return text.startsWith("---\n")
    ? text.replace("---\n", `---\n${fields}\n`)
    : `---\n${fields}\n---\n\n${text}`;
}

const place = "<!-- The first program of README.md -->";

/** @throws Error if the landing page has no place for the program, or the README none */
async function withFirstProgram(root: string, text: string): Promise<string> {
  const readme = await readFile(join(root, "README.md"), "utf8");
  const [program] = /^```ts\n[^]*?^```$/m.exec(readme) ?? [];
  if (program === undefined || !text.includes(place)) {
    throw new Error(`expected "${place}" in ${landing.source}, and a program in README.md`);
  }
  return text.replace(place, () => program);
}

const drawing = /^!\[[^\]]*\]\((?:\.\/)?([\w-]+\.svg)\)$/gm;

/** Reads the drawings of a page. */
async function drawings(root: string, text: string): Promise<Map<string, string>> {
  const names = [...text.matchAll(drawing)].map(([, name = ""]) => name);
  const read = names.map(async (name): Promise<[string, string]> => [
    name,
    await readFile(join(root, "docs", name), "utf8"),
  ]);
  return new Map(await Promise.all(read));
}

/** Puts drawings into the page itself, where they follow its colours. */
const withDrawings = (drawn: ReadonlyMap<string, string>, text: string): string =>
  text.replaceAll(
    drawing,
    (_image, name: string) => `<div class="diagram">\n${drawn.get(name)?.trim() ?? ""}\n</div>`,
  );
