import type { Visit } from "./visit.js";

/** The links of a page within the site that lead to no file, or to no place in it. */
export function deadLinks(
  { links }: Visit,
  visits: readonly Visit[],
  root: string,
  files: readonly string[],
): string[] {
  const leadsSomewhere = (link: string): boolean => {
    const { pathname, hash } = new URL(link);
    const path = decodeURIComponent(pathname)
      .slice(new URL(root).pathname.length)
      .replace(/(^|\/)$/, "$1index.html");
    const target = visits.find((visit) => visit.path === path);
    const id = decodeURIComponent(hash.slice(1));
    return files.includes(path) && (id === "" || target?.ids.includes(id) === true);
  };
  return [...new Set(links)]
    .filter((link) => link.startsWith(new URL(root).origin) && !leadsSomewhere(link))
    .map((link) => `links to ${link}, which does not exist`);
}
