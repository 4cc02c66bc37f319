import { execFile } from "node:child_process";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { title } from "../../src/generated/spec.js";
import { projectRoot } from "../lib/files.js";
import { parseYaml } from "../lib/yaml.js";
import { fieldsOf, textOf } from "../lib/json.js";
import { operationsOf } from "../openapi/operations.js";
import { readEffectiveDocument } from "../vendor/effective-document.js";
import { readDocument } from "../vendor/vendored-document.js";
import { httpReference } from "./http-reference.js";
import { repositoryAddress } from "./repository.js";
import { sitePages } from "./site-pages.js";
import { navigation, sidebarOf } from "./site-settings.js";
import { stamp } from "./stamp.js";
import { writeTypescriptReference } from "./typescript-reference.js";

const source = join(projectRoot, "docs");

/** Result of a build. */
export interface BuiltSite {
  readonly pages: number;
  readonly hasEditLinks: boolean;
}

/**
 * Builds the site.
 *
 * @param folder where to; it is emptied first
 * @param base the path under which the site will be served
 */
export async function buildSite(folder: string, base: string): Promise<BuiltSite> {
  const assembled = join(source, ".pages");
  await rm(assembled, { recursive: true, force: true });
  const built = await assemble(assembled, base);
  const vitepress = join(source, "node_modules", "vitepress", "bin", "vitepress.js");
  await promisify(execFile)(process.execPath, [vitepress, "build", source, "--outDir", folder]);
  return built;
}

/** Writes every page as Markdown, and the settings of the site. */
async function assemble(assembled: string, base: string): Promise<BuiltSite> {
  const packageJson = parseYaml(await readFile(join(projectRoot, "package.json"), "utf8"));
  const repository = repositoryAddress(packageJson);
  const vendored = operationsOf(await readDocument(projectRoot)).map(({ id }) => id);
  const http = httpReference(await readEffectiveDocument(projectRoot), new Set(vendored));
  const pages = new Map([...(await sitePages(projectRoot, repository)), ...http.pages]);
  for (const [path, text] of pages) await writePage(join(assembled, path), text);
  const typescript = await writeTypescriptReference(join(assembled, "reference", "typescript"));
  const settings = {
    base,
    description: `${textOf(fieldsOf(packageJson)["description"])} (${title})`,
    hasEditLinks: repository !== undefined,
    nav: navigation,
    sidebar: sidebarOf({ typescript, operations: http.operations }),
    stamp,
  };
  await writePage(join(assembled, "settings.json"), JSON.stringify(settings, null, 2));
  await mkdir(join(assembled, "public"));
  await copyFile(join(source, "favicon.svg"), join(assembled, "public", "favicon.svg"));
  return { pages: pages.size + typescript.length, hasEditLinks: settings.hasEditLinks };
}

async function writePage(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
