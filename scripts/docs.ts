/** Builds site/: the guide, the TypeScript reference and the HTTP reference, as static pages. */
import { join } from "node:path";
import { writeHttpReference } from "./docs/http-reference.js";
import { writeTypescriptReference } from "./docs/typescript-reference.js";
import { projectRoot } from "./lib/files.js";
import { replaceFolder } from "./lib/replace-folder.js";

await replaceFolder(join(projectRoot, "site"), async (folder) => {
  await writeTypescriptReference(folder);
  await writeHttpReference(join(folder, "http"));
});
