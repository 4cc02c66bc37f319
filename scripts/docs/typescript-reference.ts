import { join } from "node:path";
import { Application, JSX, OptionDefaults, type DefaultThemeRenderContext } from "typedoc";
import { projectRoot } from "../lib/files.js";
import { stamp } from "./stamp.js";

const entryPoints = ["index", "http", "types", "testing"];

const inProject = (path: string): string => join(projectRoot, path);

/** Writes the guide (the README) and the reference of the entry points' declarations. */
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
    // openapi-typescript writes this tag for prose of more than one line.
    blockTags: [...OptionDefaults.blockTags, "@description"],
    highlightLanguages: [...OptionDefaults.highlightLanguages, "mermaid"],
    logLevel: "Warn",
    // Links to sources contain the revision, so that every page would change with each commit.
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
    throw new Error("TypeDoc reported problems; see above");
  }
}

/** Links to the HTTP reference, which TypeDoc does not know. */
function siteBar(context: DefaultThemeRenderContext): JSX.Element {
  const link = { href: context.relativeURL("http/index.html") };
  return JSX.createElement(
    "p",
    { class: "site-bar container" },
    JSX.createElement("a", link, "HTTP reference"),
    ` · ${stamp}`,
  );
}
