import { sections } from "./site-map.js";

/** An entry of the sidebar. */
export interface SidebarItem {
  readonly text: string;
  readonly link?: string;
  readonly collapsed?: boolean;
  readonly items?: readonly SidebarItem[];
}

/** Pages and references that the site's navigation shows. */
export interface SiteContent {
  /** Pages of the TypeScript reference, relative to its folder. */
  readonly typescript: readonly string[];
  readonly operations: readonly { readonly title: string; readonly path: string }[];
}

/** The sidebar: the guide, then both references, then what is about the project. */
export function sidebarOf({ typescript, operations }: SiteContent): SidebarItem[] {
  const groups = sections.map(({ title, pages }) => ({
    text: title,
    items: pages.map((page) => ({ text: page.title, link: `/${page.path}` })),
  }));
  const reference: SidebarItem = {
    text: "Reference",
    items: [
      {
        text: "HTTP",
        link: "/reference/http/",
        collapsed: true,
        items: operations.map(({ title, path }) => ({ text: title, link: `/${path}` })),
      },
      {
        text: "TypeScript",
        link: "/reference/typescript/",
        collapsed: true,
        items: typescriptItems(typescript),
      },
    ],
  };
  return [...groups.slice(0, 3), reference, ...groups.slice(3)];
}

/** The links at the top of each page. */
export const navigation = [
  { text: "Guide", link: "/get-started" },
  { text: "Recipes", link: "/recipes" },
  { text: "Reference", link: "/reference/typescript/" },
];

/** An entry for each entry point of the package, with its exports. */
function typescriptItems(paths: readonly string[]): SidebarItem[] {
  const folders = paths
    .filter((path) => path.endsWith("/index.md"))
    .map((path) => path.replace(/index\.md$/, ""));
  return folders.toSorted().map((folder) => {
    const members = paths.filter((path) => {
      const rest = path.startsWith(folder) ? path.slice(folder.length) : "";
      return /^[\w-]+\/[^/]+\.md$/.test(rest) && !rest.endsWith("/index.md");
    });
    return {
      text: folder.replace(/\/$/, "").replace(/^[^/]+\//, "/"),
      link: `/reference/typescript/${folder}`,
      collapsed: true,
      items: members.toSorted(byName).map((path) => ({
        text: nameOf(path),
        link: `/reference/typescript/${path.replace(/\.md$/, "")}`,
      })),
    };
  });
}

const nameOf = (path: string): string => path.replace(/^.*\//, "").replace(/\.md$/, "");

const byName = (one: string, other: string): number =>
  nameOf(one).localeCompare(nameOf(other), "en");
