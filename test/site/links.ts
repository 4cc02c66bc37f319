import type { Visit } from "./visit.js";

/** A fragment that begins with a slash names a view that its page makes when it is asked for. */
const route = /#\//;

/** The views that pages link to, as paths to visit. */
export function routesIn(visits: readonly Visit[], root: string): string[] {
  const links = visits.flatMap((visit) => visit.links);
  const routes = links.filter((link) => link.startsWith(root) && route.test(link));
  return [...new Set(routes)].map((link) => link.slice(root.length));
}

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
      .slice(1)
      .replace(/(^|\/)$/, "$1index.html");
    const target = visits.find((visit) => visit.path === path);
    const id = decodeURIComponent(hash.slice(1));
    return files.includes(path) && (id === "" || target?.ids.includes(id) === true);
  };
  return [...new Set(links)]
    .filter((link) => link.startsWith(root) && !route.test(link) && !leadsSomewhere(link))
    .map((link) => `links to ${link}, which does not exist`);
}
