import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { generateFiles } from "../generate/generate-files.js";
import { CommandError } from "../lib/command-error.js";
import { diagnose } from "../lib/compiler.js";
import { writeFolder } from "../lib/files.js";

/** A problem that a maintainer has to fix before the new version can be released. */
export interface Problem {
  /** File and line, such as `src/client.ts:12`, or the command that failed. */
  readonly place: string;
  readonly message: string;
}

/** A step of the bump. */
export interface Step {
  /** Progress message. */
  readonly doing: string;
  /** @returns the problems found; if there are any, the remaining steps are skipped */
  readonly run: (root: string) => Promise<readonly Problem[]>;
}

/** Writes src/generated/. */
export const generate: Step = {
  doing: "Generating",
  async run(root) {
    try {
      await writeFolder(join(root, "src", "generated"), await generateFiles(root));
      return [];
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      return [await locate(root, error.message)];
    }
  },
};

/**
 * Finds the line of a generator error: the message begins with a file, and the first line that contains a
 * name from the message is taken.
 */
async function locate(root: string, text: string): Promise<Problem> {
  const [, file, message = text] = /^(openapi\/[\w.]+): (.*)$/s.exec(text) ?? [];
  if (file === undefined) return { place: "npm run generate", message };
  const lines = (await readFile(join(root, file), "utf8")).split("\n");
  const words = message.split(/[\s,;"]+/).map((word) => word.replace(/[.:]+$/, ""));
  const names = words.filter((word) => /[.$_/]./.test(word));
  const index = lines.findIndex((line) => names.some((name) => line.includes(name)));
  return { place: `${file}:${Math.max(index, 0) + 1}`, message };
}

/** Type-checks the project. */
const typecheck: Step = {
  doing: "Type-checking",
  async run(root) {
    const diagnostics = await diagnose(join(root, "tsconfig.json"));
    return diagnostics
      .map(({ file, line, message }) => ({
        place: `${relative(root, file).replaceAll(sep, "/")}:${line}`,
        // The checker prints whole types first and the cause last.
        message: message.split("\n").at(-1)?.trim() ?? message,
      }))
      .toSorted((one, other) => rankOf(one) - rankOf(other));
  },
};

/** Sorts src/ first: fixing it often fixes the tests as well. */
const rankOf = ({ place }: Problem): number => (place.startsWith("src/") ? 0 : 1);

/** Runs a command of the project and reports a failure as a problem. */
export const command = (name: string): Step => ({
  doing: `Running ${name}`,
  async run(root) {
    const { code, output } = await execute(name, root);
    return code === 0
      ? []
      : [{ place: name, message: output.trim().split("\n").slice(-60).join("\n") }];
  },
});

function execute(name: string, cwd: string): Promise<{ code: number | null; output: string }> {
  // Tests must not see the tokens that open pull requests.
  const { GH_TOKEN: _gh, GITHUB_TOKEN: _github, ...env } = process.env;
  const child = spawn(name, { cwd, env: { ...env, NO_COLOR: "1" }, shell: true });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (code) => resolve({ code, output }));
  });
}

/** The steps that check the project without running it. */
export const checkSteps: readonly Step[] = [generate, typecheck];

/** The same, and the API report, which needs the package built. */
export const reportSteps: readonly Step[] = [...checkSteps, command("npm run api:update")];

/** All steps of a bump after the import. */
export const allSteps: readonly Step[] = [
  ...reportSteps,
  command("npm test"),
  command("npm run test:slow"),
];
