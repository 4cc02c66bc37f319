/** Writes api/ from the declarations in dist/. Changes of it are read in review. */
import { join } from "node:path";
import { projectRoot, writeFolder } from "./lib/files.js";
import { reportApi } from "./package/api-report.js";

await writeFolder(join(projectRoot, "api"), await reportApi(projectRoot));
