/** Opens a pull request if the vendor's page has a new version. Run by a workflow, or by hand. */
import { openPullRequest } from "./bump/open-pull-request.js";
import { runCommand } from "./lib/command.js";
import { projectRoot } from "./lib/files.js";
import { programsIn } from "./lib/run-program.js";
import { readSource } from "./vendor/read-source.js";
import { readSourceArguments } from "./vendor/source-arguments.js";

const page = "https://docs.fireworks.ai/api-reference/create-secret.md";
const usage = "npm run spec:open-bump -- [--dry-run] [SOURCE]";

await runCommand(async () => {
  const args = process.argv.slice(2);
  const isNamed = args.some((argument) => !argument.startsWith("-"));
  const { source, dryRun } = readSourceArguments(isNamed ? args : [...args, page], usage);
  const outcome = await openPullRequest(
    projectRoot,
    await readSource(source),
    programsIn(projectRoot),
    { dryRun },
  );
  console.log(outcome);
  return 0;
});
