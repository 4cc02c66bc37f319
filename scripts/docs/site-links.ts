import { posix } from "node:path";
import { filePages } from "./site-map.js";

/**
 * Makes the links of a file fit the site: to a page of the site where the target is one, else to the
 * file in the repository.
 *
 * @param source path of the file in the project
 * @param repository address of the repository, if it is known
 */
export function withSiteLinks(
  text: string,
  source: string,
  repository: string | undefined,
): string {
  return text.replaceAll(
    /(!?\[[^\]]*\]\()([^)\s]+)(\))/g,
    (link, before: string, target: string) =>
      isRelative(target) ? `${before}${siteTarget(target, source, repository)})` : link,
  );
}

const isRelative = (target: string): boolean => !/^([a-z]+:|#|\/)/i.test(target);

function siteTarget(target: string, source: string, repository: string | undefined): string {
  const [file = "", fragment] = target.split("#");
  const path = posix.normalize(posix.join(posix.dirname(source), file));
  const page = filePages.find((one) => one.source === path);
  const hash = fragment === undefined ? "" : `#${fragment}`;
  if (page) return `/${page.path}${hash}`;
  // Without an address the link stays as it is, and the build fails on it.
  return repository === undefined ? target : `${repository}/blob/main/${path}${hash}`;
}
