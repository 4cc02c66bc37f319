/** Bumps to a new version of the document: imports it, updates pages and changelog, generates, checks. */
import { bumpSpec } from "./bump/bump-spec.js";
import { printBump } from "./bump/print-bump.js";
import { inProjectCopy } from "./bump/project-copy.js";
import { checkSteps } from "./bump/steps.js";
import { runCommand } from "./lib/command.js";
import { projectRoot } from "./lib/files.js";
import { withProgress } from "./lib/progress.js";
import { readSource } from "./vendor/read-source.js";
import { readSourceArguments } from "./vendor/source-arguments.js";

const usage = "npm run spec:bump -- SOURCE... [--dry-run] [--force] [--operation ID]";

await runCommand(async () => {
  const { sources, dryRun, ...options } = readSourceArguments(process.argv.slice(2), usage);
  const read = await withProgress(`Reading ${sources.join(", ")}`, () =>
    Promise.all(sources.map((source) => readSource(source))),
  );
  const bump = dryRun
    ? await inProjectCopy(projectRoot, (copy) =>
        bumpSpec(copy, read, { ...options, steps: checkSteps }),
      )
    : await bumpSpec(projectRoot, read, options);
  console.log(printBump(bump));
  return bump.problems.length === 0 ? 0 : 1;
});
