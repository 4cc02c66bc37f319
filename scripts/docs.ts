/** Builds site/: guide, recipes, and the TypeScript and HTTP references, as static pages. */
import { join } from "node:path";
import { buildSite } from "./docs/build-site.js";
import { installSiteTools } from "./docs/install-site-tools.js";
import { projectRoot } from "./lib/files.js";
import { replaceFolder } from "./lib/replace-folder.js";

await installSiteTools();
await replaceFolder(join(projectRoot, "site"), async (folder) => {
  // GitHub Pages serves a project's site under the project's name.
  const { pages, hasEditLinks } = await buildSite(folder, process.env["SITE_BASE"] ?? "/");
  console.log(`Wrote ${pages} pages to site/. To look at them: npm run docs:preview`);
  if (!hasEditLinks) console.log("No edit links: package.json names no repository");
});
