import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { Application, OptionDefaults } from "typedoc";
import type { PluginOptions } from "typedoc-plugin-markdown";
import { projectRoot } from "../lib/files.js";

const entryPoints = ["index", "http", "types", "testing"];

const inProject = (path: string): string => join(projectRoot, path);

/** How the pages are written, beside what they are about. */
const layout: PluginOptions = {
  entryFileName: "index",
  outputFileStrategy: "members",
  pageTitleTemplates: { index: "{projectName}", member: "{name}", module: "{name}" },
  hidePageHeader: true,
  hideBreadcrumbs: true,
  expandObjects: true,
  useCodeBlocks: true,
  parametersFormat: "table",
  interfacePropertiesFormat: "list",
  classPropertiesFormat: "list",
  typeDeclarationFormat: "table",
  tableColumnSettings: { hideSources: true, hideInherited: true, hideModifiers: true },
};

/**
 * Writes the reference of the entry points' declarations as Markdown.
 *
 * @returns the paths of its pages
 */
export async function writeTypescriptReference(folder: string): Promise<string[]> {
  const application = await Application.bootstrapWithPlugins({
    name: "TypeScript reference",
    plugin: ["typedoc-plugin-markdown"],
    entryPoints: entryPoints.map((name) => inProject(`src/${name}.ts`)),
    tsconfig: inProject("src/tsconfig.json"),
    readme: "none",
    // openapi-typescript writes this tag for prose of more than one line.
    blockTags: [...OptionDefaults.blockTags, "@description"],
    logLevel: "Warn",
    // Links to sources contain the revision, so that every page would change with each commit.
    disableSources: true,
    disableGit: true,
    excludeExternals: true,
    treatWarningsAsErrors: true,
    validation: { invalidLink: true, notExported: false },
    ...layout,
  });
  const project = await application.convert();
  if (!project) throw new Error("TypeDoc cannot read the entry points");
  application.validate(project);
  await application.outputs.writeOutput({ name: "markdown", path: folder }, project);
  if (application.logger.hasErrors() || application.logger.hasWarnings()) {
    throw new Error("TypeDoc reported problems; see above");
  }
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".md"));
  for (const name of names) await writeDefaultsAsProse(join(folder, name));
  return names.map((name) => name.replaceAll(sep, "/"));
}

/** TypeDoc gives each default a heading and a block of code, though most of them are sentences. */
async function writeDefaultsAsProse(path: string): Promise<void> {
  const text = await readFile(path, "utf8");
  const prose = text
    .replaceAll(/^#### Default\n\n```ts\n(.*)\n```$/gm, "**Default:** $1")
    .replaceAll(/^\*\*\*\n\n/gm, "");
  await writeFile(path, prose);
}
