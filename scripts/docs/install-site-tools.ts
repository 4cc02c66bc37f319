import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectRoot } from "../lib/files.js";
import { fieldsOf, textOf } from "../lib/json.js";
import { parseYaml } from "../lib/yaml.js";

const docs = join(projectRoot, "docs");

/** Installs VitePress, which is no part of `npm ci` at the root, unless it is installed in its version. */
export async function installSiteTools(): Promise<void> {
  const [wanted, installed] = await Promise.all([
    readJson(join(docs, "package.json")),
    readJson(join(docs, "node_modules", "vitepress", "package.json")).catch(() => null),
  ]);
  const version = textOf(fieldsOf(fieldsOf(wanted)["devDependencies"])["vitepress"]);
  if (textOf(fieldsOf(installed)["version"] ?? "") === version) return;
  console.log("Installing VitePress ...");
  await promisify(execFile)("npm", ["ci", "--ignore-scripts"], {
    cwd: docs,
    // On Windows npm is a script.
    shell: process.platform === "win32",
  });
}

const readJson = async (path: string) => parseYaml(await readFile(path, "utf8"));
