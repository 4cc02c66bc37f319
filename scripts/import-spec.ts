/** Vendors the OpenAPI document, and says what its new version means to callers. */
import { runCommand } from "./spec/command.js";
import { projectRoot } from "./spec/files.js";
import { importDocument } from "./spec/import-document.js";
import { readSource } from "./spec/read-source.js";
import { readSourceArguments } from "./spec/source-arguments.js";
import { printComparison } from "./verdict/print-comparison.js";

const usage = "npm run spec:import -- SOURCE [--operation ID] [--force]";

await runCommand(async () => {
  const { source, ...options } = readSourceArguments(process.argv.slice(2), usage);
  const { name, bytes } = await readSource(source);
  const { changed, document, previous } = await importDocument(projectRoot, name, bytes, options);
  const { title, version } = document.info;
  if (!changed) {
    console.log(`${title} ${version} is what is vendored: nothing changed`);
    return 0;
  }
  console.log(`Vendored ${title} ${version}; now: npm run generate`);
  if (!previous) return 0;
  // The compiler takes its time to load, and most imports end above.
  const { compareWithOverlay } = await import("./verdict/compare-with-overlay.js");
  console.log(printComparison(await compareWithOverlay(projectRoot, previous, document)));
  return 0;
});
