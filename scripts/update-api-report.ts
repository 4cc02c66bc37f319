/** Writes api/: what the entry points in dist/ declare. A change of it is to be read in review. */
import { join } from "node:path";
import { declaredEntryPoints, reportApi } from "./package/api-report.js";
import { projectRoot, writeFolder } from "./spec/files.js";

const reports = new Map<string, string>();
for (const entryPoint of declaredEntryPoints) {
  reports.set(`${entryPoint}.api.md`, await reportApi(projectRoot, entryPoint));
}
await writeFolder(join(projectRoot, "api"), reports);
