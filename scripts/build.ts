/** Builds dist/ from scratch: declarations, JavaScript with source maps, the document as JSON. */
import { join } from "node:path";
import { projectRoot } from "./lib/files.js";
import { replaceFolder } from "./lib/replace-folder.js";
import { buildPackage } from "./package/build-package.js";

await replaceFolder(join(projectRoot, "dist"), buildPackage);
