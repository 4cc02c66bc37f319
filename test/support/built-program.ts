import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../scripts/lib/files.js";
import { bundleJavaScript } from "../../scripts/package/build-package.js";

/** Builds the command line in a folder as it is published, and returns the path of its program. */
export async function buildProgram(folder: string): Promise<string> {
  const built = join(folder, "built");
  await bundleJavaScript(built);
  await writeFile(join(built, "package.json"), '{ "type": "module" }');
  await symlink(join(projectRoot, "node_modules"), join(built, "node_modules"), "junction");
  return join(built, "cli.js");
}
