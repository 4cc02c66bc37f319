/** Makes dist/ from scratch: declarations, JavaScript with source maps, the document as JSON. */
import { join } from "node:path";
import { buildPackage } from "./package/build-package.js";
import { replaceFolder } from "./package/replace-folder.js";
import { projectRoot } from "./spec/files.js";

await replaceFolder(join(projectRoot, "dist"), buildPackage);
