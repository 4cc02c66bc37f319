/** Vendors the OpenAPI document, and says what its new version means to callers. */
import { runCommand } from "./spec/command.js";
import { projectRoot } from "./spec/files.js";
import { importDocument } from "./spec/import-document.js";
import { withProgress } from "./spec/progress.js";
import { readSource } from "./spec/read-source.js";
import { readSourceArguments } from "./spec/source-arguments.js";
import { compareImported } from "./verdict/compare-imported.js";
import { printComparison } from "./verdict/print-comparison.js";

const usage = "npm run spec:import -- SOURCE [--operation ID] [--force]";

await runCommand(async () => {
  const { source, ...options } = readSourceArguments(process.argv.slice(2), usage);
  const { name, bytes } = await withProgress(`Reading ${source}`, () => readSource(source));
  const imported = await importDocument(projectRoot, name, bytes, options);
  const { title, version } = imported.document.info;
  console.log(
    imported.changed
      ? `Vendored ${title} ${version}; now: npm run generate`
      : `${title} ${version} is what is vendored: nothing changed`,
  );
  console.log(printComparison(await compareImported(projectRoot, imported)));
  return 0;
});
