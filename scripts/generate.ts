/** Writes src/generated/ from openapi/. */
import { join } from "node:path";
import { runCommand } from "./spec/command.js";
import { projectRoot, writeFolder } from "./spec/files.js";
import { generateFiles } from "./spec/generate-files.js";
import { withProgress } from "./spec/progress.js";

await runCommand(async () => {
  const files = await withProgress("Generating", () => generateFiles(projectRoot));
  await writeFolder(join(projectRoot, "src", "generated"), files);
  console.log(`Wrote src/generated/: ${[...files.keys()].join(", ")}`);
  return 0;
});
