/** Makes dist/ from scratch: declarations, JavaScript with source maps, the document as JSON. */
import { join } from "node:path";
import { buildPackage } from "./package/build-package.js";
import { replaceFolder } from "./lib/replace-folder.js";
import { projectRoot } from "./lib/files.js";

await replaceFolder(join(projectRoot, "dist"), buildPackage);
