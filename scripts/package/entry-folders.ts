import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { writeFolder } from "../lib/files.js";
import { fieldsOf, textOf } from "../lib/json.js";
import { parseYaml } from "../lib/yaml.js";

/**
 * Writes a folder for each entry point below the root, with a `package.json` that points to its
 * JavaScript: the resolver of eslint-plugin-import reads no `exports`.
 *
 * @param root the project's folder
 */
export async function writeEntryFolders(root: string): Promise<void> {
  const manifest = fieldsOf(parseYaml(await readFile(join(root, "package.json"), "utf8")));
  for (const [path, conditions] of Object.entries(fieldsOf(manifest["exports"]))) {
    const target = fieldsOf(fieldsOf(conditions)["require"])["default"];
    if (path === "." || target === undefined) continue;
    const content = JSON.stringify({ main: textOf(target).replace(/^\./, "..") });
    await writeFolder(join(root, path), new Map([["package.json", `${content}\n`]]));
  }
}
