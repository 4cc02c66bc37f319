/** Builds dist/ from scratch, and the folders of the entry points. */
import { join } from "node:path";
import { projectRoot } from "./lib/files.js";
import { replaceFolder } from "./lib/replace-folder.js";
import { buildPackage } from "./package/build-package.js";
import { writeEntryFolders } from "./package/entry-folders.js";

await replaceFolder(join(projectRoot, "dist"), buildPackage);
await writeEntryFolders(projectRoot);
