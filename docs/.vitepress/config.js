/** Configuration of VitePress. What depends on the project is written by `npm run docs`. */
import { readFileSync } from "node:fs";
import { defineConfig } from "vitepress";

const settings = JSON.parse(
  readFileSync(new URL("../.pages/settings.json", import.meta.url), "utf8"),
);

export default defineConfig({
  title: "fireworks-gateway-client",
  description: settings.description,
  lang: "en",
  base: settings.base,
  srcDir: ".pages",
  outDir: "../site",
  cacheDir: ".vitepress/cache",
  cleanUrls: false,
  metaChunk: true,
  head: [["link", { rel: "icon", type: "image/svg+xml", href: `${settings.base}favicon.svg` }]],
  markdown: {
    // The light theme of the default has comments of 3.1:1 on the grey of a block.
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
  },
  themeConfig: {
    logo: "/favicon.svg",
    siteTitle: "fireworks-gateway-client",
    nav: settings.nav,
    sidebar: settings.sidebar,
    outline: [2, 3],
    search: {
      provider: "local",
      options: {
        detailedView: true,
        miniSearch: {
          searchOptions: {
            // The guide first: the reference repeats each name many times. Serialised like the pattern below.
            boostDocument: (id) => (id.includes("/reference/typescript/") ? 0.25 : 1),
          },
        },
      },
    },
    ...(settings.hasEditLinks && {
      // This function is serialised: it can use nothing from outside.
      editLink: { pattern: ({ frontmatter }) => frontmatter.edit, text: "Edit this page" },
    }),
    stamp: settings.stamp,
  },
});
