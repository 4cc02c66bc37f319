import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";
import { programsIn, type RunProgram } from "../../../scripts/lib/run-program.js";
import { smallProject } from "../project.js";

/** Notes how it was called; tells of the pull requests that a file beside it holds. */
const fakeGh = `#!/usr/bin/env node
const { appendFileSync, readFileSync } = require("node:fs");
const { join } = require("node:path");
const args = process.argv.slice(2);
appendFileSync(join(__dirname, "calls"), JSON.stringify(args) + "\\n");
const [area, verb] = args;
if (verb === "list") process.stdout.write(readFileSync(join(__dirname, "known")));
if (verb === "create" && area === "pr") console.log("https://github.example/pull/7");
`;

/** A clone of a project in a repository of its own, with a `gh` that only notes its calls. */
export interface Repository {
  readonly root: string;
  readonly run: RunProgram;
  /** Runs git in the remote repository. */
  readonly inRemote: (...args: readonly string[]) => Promise<string>;
  readonly calls: () => Promise<string[][]>;
  readonly setKnown: (requests: string) => Promise<void>;
}

/** A clone with one commit, its remote, and a `gh` that is first on the path. */
export async function repository(): Promise<Repository> {
  const root = await smallProject();
  const remote = await mkdtemp(join(tmpdir(), "remote-"));
  const programs = await mkdtemp(join(tmpdir(), "programs-"));
  onTestFinished(() => rm(remote, { recursive: true }));
  onTestFinished(() => rm(programs, { recursive: true }));
  await writeFile(join(programs, "gh"), fakeGh);
  await chmod(join(programs, "gh"), 0o755);
  const person = { GIT_AUTHOR_NAME: "Test", GIT_AUTHOR_EMAIL: "test@example.com" };
  const env = {
    ...process.env,
    ...person,
    GIT_COMMITTER_NAME: person.GIT_AUTHOR_NAME,
    GIT_COMMITTER_EMAIL: person.GIT_AUTHOR_EMAIL,
    GIT_CONFIG_GLOBAL: join(programs, "no-config"),
    PATH: `${programs}${delimiter}${process.env["PATH"]}`,
  };
  const setKnown = (requests: string): Promise<void> =>
    writeFile(join(programs, "known"), requests);
  await setKnown("[]\n");
  const git = async (cwd: string, ...args: readonly string[]): Promise<string> =>
    (await promisify(execFile)("git", args, { cwd, env })).stdout.trim();
  await git(remote, "init", "--quiet", "--bare");
  // A link to a folder is no folder: what ignores the one does not ignore the other.
  await writeFile(join(root, ".gitignore"), "node_modules\n");
  await git(root, "init", "--quiet", "--initial-branch", "main");
  await git(root, "remote", "add", "origin", remote);
  await git(root, "add", "--all");
  await git(root, "commit", "--quiet", "--message", "Begin");
  return {
    root,
    run: programsIn(root, env),
    inRemote: (...args) => git(remote, ...args),
    setKnown,
    async calls() {
      const text = await readFile(join(programs, "calls"), "utf8").catch(() => "");
      return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
    },
  };
}
