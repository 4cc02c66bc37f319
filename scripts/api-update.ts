/** Writes api/: what the entry points in dist/ declare. A change of it is to be read in review. */
import { join } from "node:path";
import { projectRoot, writeFolder } from "./lib/files.js";
import { reportApi } from "./package/api-report.js";

await writeFolder(join(projectRoot, "api"), await reportApi(projectRoot));
