import { CommandError } from "../lib/command-error.js";
import type { RunProgram } from "../lib/run-program.js";
import type { Source } from "../vendor/read-source.js";
import { bumpSpec, type Bump } from "./bump-spec.js";
import { describePullRequest, type PullRequest } from "./describe-pull-request.js";
import { inProjectCopy } from "./project-copy.js";
import { allSteps, checkSteps, type Step } from "./steps.js";

/** Options of openPullRequest. */
export interface OpenOptions {
  /** Describe the pull request, and change nothing. */
  readonly dryRun?: boolean;
  /** Steps after the import, in order; by default all of them. */
  readonly steps?: readonly Step[];
}

const label = "spec-bump";

/**
 * Opens a pull request that bumps to the document of one of the sources, even if problems remain. Does
 * nothing if the document did not change, or if a pull request for it was opened before, whatever its state.
 *
 * @param root the folder of the project, a git repository
 * @param run runs `git` and GitHub's `gh` in that folder
 * @returns the outcome, for a log
 * @throws CommandError when a source cannot be used, a description is wrong though the document did not
 * change, the repository has uncommitted changes or a program fails
 */
export async function openPullRequest(
  root: string,
  sources: readonly Source[],
  run: RunProgram,
  { dryRun = false, steps = allSteps }: OpenOptions = {},
): Promise<string> {
  const preview = await inProjectCopy(root, (copy) =>
    bumpSpec(copy, sources, { steps: dryRun ? checkSteps : [], onlyIfChanged: true }),
  );
  if (!preview.changed) {
    checkNothingIsWrong(preview);
    return `Nothing to do: ${preview.document.info.version} is vendored already`;
  }
  const { branch, title, body } = describePullRequest(preview);
  if (dryRun) return `${title}\n\n${body}`;
  const known = await run("gh", "pr", "list", "--head", branch, "--state", "all", "--json", "url");
  if (known !== "[]") return `Nothing to do: a pull request was opened before: ${known}`;
  if ((await run("git", "status", "--porcelain")) !== "") {
    throw new CommandError("expected a clean working tree, found uncommitted changes");
  }
  const request = describePullRequest(await bumpSpec(root, sources, { steps }));
  await pushBranch(run, request);
  return create(run, request);
}

/** Without a new version there is nothing to open a pull request for, and only an error is noticed. */
function checkNothingIsWrong({ problems }: Bump): void {
  if (problems.length === 0) return;
  throw new CommandError(problems.map(({ place, message }) => `${place} ${message}`).join("; "));
}

async function pushBranch(run: RunProgram, { branch, title }: PullRequest): Promise<void> {
  await run("git", "switch", "--force-create", branch);
  await run("git", "add", "--all");
  await run("git", "commit", "--message", title);
  await run("gh", "auth", "setup-git");
  // There was no pull request, so an existing branch is left from an interrupted run.
  await run("git", "push", "--force", "origin", branch);
}

async function create(run: RunProgram, { branch, title, body }: PullRequest): Promise<string> {
  const description = "A new version of the vendor's OpenAPI document";
  await run("gh", "label", "create", label, "--force", "--description", description);
  const parts = ["--head", branch, "--title", title, "--body", body, "--label", label];
  return run("gh", "pr", "create", ...parts);
}
