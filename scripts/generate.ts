/** Generates src/generated/ from openapi/. */
import { join } from "node:path";
import { generateFiles } from "./generate/generate-files.js";
import { runCommand } from "./lib/command.js";
import { projectRoot, writeFolder } from "./lib/files.js";
import { withProgress } from "./lib/progress.js";

await runCommand(async () => {
  const files = await withProgress("Generating", () => generateFiles(projectRoot));
  await writeFolder(join(projectRoot, "src", "generated"), files);
  console.log(`Wrote src/generated/: ${[...files.keys()].join(", ")}`);
  return 0;
});
