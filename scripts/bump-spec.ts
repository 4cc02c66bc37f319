/** Takes a new version of the document in: imports, generates, tells people, and finds what to mend. */
import { bumpSpec } from "./bump/bump-spec.js";
import { inCopy } from "./bump/dry-copy.js";
import { printBump } from "./bump/print-bump.js";
import { judgingSteps } from "./bump/steps.js";
import { runCommand } from "./spec/command.js";
import { projectRoot } from "./spec/files.js";
import { withProgress } from "./spec/progress.js";
import { readSource } from "./spec/read-source.js";
import { readSourceArguments } from "./spec/source-arguments.js";

const usage = "npm run spec:bump -- SOURCE [--dry-run] [--force] [--operation ID]";

await runCommand(async () => {
  const { source, dryRun, ...options } = readSourceArguments(process.argv.slice(2), usage);
  const read = await withProgress(`Reading ${source}`, () => readSource(source));
  const bump = dryRun
    ? await inCopy(projectRoot, (copy) => bumpSpec(copy, read, { ...options, steps: judgingSteps }))
    : await bumpSpec(projectRoot, read, options);
  console.log(printBump(bump));
  return bump.troubles.length === 0 ? 0 : 1;
});
