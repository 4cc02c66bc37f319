import { join } from "node:path";
import { Application, JSX, OptionDefaults, type DefaultThemeRenderContext } from "typedoc";
import { projectRoot } from "../spec/files.js";
import { stamp } from "./stamp.js";

const entryPoints = ["index", "http", "types", "testing"];

const inProject = (path: string): string => join(projectRoot, path);

/** Writes the guide, which the README is, and the reference of what the entry points declare. */
export async function writeTypescriptReference(folder: string): Promise<void> {
  const application = await Application.bootstrap({
    name: "fireworks-gateway-client",
    entryPoints: entryPoints.map((name) => inProject(`src/${name}.ts`)),
    tsconfig: inProject("src/tsconfig.json"),
    readme: inProject("README.md"),
    projectDocuments: ["docs/*.md", "bench/RESULTS.md", "CHANGELOG.md", "CONTRIBUTING.md"].map(
      inProject,
    ),
    favicon: inProject("docs/favicon.svg"),
    customCss: inProject("scripts/docs/typescript-reference.css"),
    // What the generator writes where the document has more than one line of prose.
    blockTags: [...OptionDefaults.blockTags, "@description"],
    highlightLanguages: [...OptionDefaults.highlightLanguages, "mermaid"],
    logLevel: "Warn",
    // Their links would carry the revision that the pages were built from, and change with each.
    disableSources: true,
    disableGit: true,
    excludeExternals: true,
    hideGenerator: true,
    githubPages: true,
    treatWarningsAsErrors: true,
    validation: { invalidLink: true, notExported: false },
  });
  application.renderer.hooks.on("body.begin", siteBar);
  const project = await application.convert();
  if (!project) throw new Error("TypeDoc cannot read the entry points");
  application.validate(project);
  await application.generateDocs(project, folder);
  if (application.logger.hasErrors() || application.logger.hasWarnings()) {
    throw new Error("TypeDoc complains; see above");
  }
}

/** Leads to the part of the site that TypeDoc knows nothing of. */
function siteBar(context: DefaultThemeRenderContext): JSX.Element {
  const link = { href: context.relativeURL("http/index.html") };
  return JSX.createElement(
    "p",
    { class: "site-bar container" },
    JSX.createElement("a", link, "HTTP reference"),
    ` · ${stamp}`,
  );
}
