/**
 * Opens a pull request if the vendor's page has a new version, and checks the pages of the operations
 * that we describe. Run by a workflow, or by hand.
 */
import { openPullRequest } from "./bump/open-pull-request.js";
import { runCommand } from "./lib/command.js";
import { projectRoot } from "./lib/files.js";
import { programsIn } from "./lib/run-program.js";
import { readSource } from "./vendor/read-source.js";
import { readSourceArguments } from "./vendor/source-arguments.js";

const pages = ["create-secret", "list-secrets", "get-secret", "update-secret", "delete-secret"].map(
  (name) => `https://docs.fireworks.ai/api-reference/${name}.md`,
);
const usage = "npm run spec:open-bump -- [--dry-run] [SOURCE...]";

await runCommand(async () => {
  const args = process.argv.slice(2);
  const isNamed = args.some((argument) => !argument.startsWith("-"));
  const { sources, dryRun } = readSourceArguments(isNamed ? args : [...args, ...pages], usage);
  const outcome = await openPullRequest(
    projectRoot,
    await Promise.all(sources.map((source) => readSource(source))),
    programsIn(projectRoot),
    { dryRun },
  );
  console.log(outcome);
  return 0;
});
