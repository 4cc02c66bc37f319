/** Imports the OpenAPI document and prints the verdict on its new version. */
import { runCommand } from "./lib/command.js";
import { projectRoot } from "./lib/files.js";
import { withProgress } from "./lib/progress.js";
import { importDocument } from "./vendor/import-document.js";
import { readSource } from "./vendor/read-source.js";
import { readSourceArguments } from "./vendor/source-arguments.js";
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
      ? `Vendored ${title} ${version}; next: npm run generate`
      : `${title} ${version} is vendored already: nothing changed`,
  );
  console.log(printComparison(await compareImported(projectRoot, imported)));
  return 0;
});
