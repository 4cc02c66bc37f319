import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import ts from "typescript";
import { generateFiles } from "../generate/generate-files.js";
import { CommandError } from "../lib/command-error.js";
import { Compiler } from "../lib/compiler.js";
import { writeFolder } from "../lib/files.js";

/** Something that a maintainer has to mend before the new version can be released. */
export interface Trouble {
  /** A file of the project and a line in it, `src/client.ts:12`; or the command that failed. */
  readonly place: string;
  readonly message: string;
}

/** A part of the bump. */
export interface Step {
  /** What it is doing, for whoever waits. */
  readonly doing: string;
  /** @returns what has to be mended; the steps behind it are not taken then */
  readonly run: (root: string) => Promise<readonly Trouble[]>;
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

/** The messages of the generator begin with a file; the line is the first that holds what they name. */
async function locate(root: string, text: string): Promise<Trouble> {
  const [, file, message = text] = /^(openapi\/[\w.]+): (.*)$/s.exec(text) ?? [];
  if (file === undefined) return { place: "npm run generate", message };
  const lines = (await readFile(join(root, file), "utf8")).split("\n");
  const names = message.split(/[\s,"]+/).filter((word) => /[.$_/]./.test(word));
  const index = lines.findIndex((line) => names.some((name) => line.includes(name)));
  return { place: `${file}:${Math.max(index, 0) + 1}`, message };
}

/** Asks the compiler what no longer fits. */
const typecheck: Step = {
  doing: "Asking the compiler what no longer fits",
  async run(root) {
    const { config }: { config?: unknown } = ts.readConfigFile(
      join(root, "tsconfig.json"),
      (name) => ts.sys.readFile(name),
    );
    const { fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
    const compiler = new Compiler();
    const complaints = compiler.complaints(compiler.program(fileNames, new Map()));
    return complaints
      .map(({ file, line, message }) => ({
        place: `${relative(root, file).replaceAll(sep, "/")}:${line}`,
        // The checker begins with whole types; what is wrong stands at the end.
        message: message.split("\n").at(-1)?.trim() ?? message,
      }))
      .toSorted((one, other) => rankOf(one) - rankOf(other));
  },
};

/** What is shipped comes first: much of the rest is right again with it. */
const rankOf = ({ place }: Trouble): number => (place.startsWith("src/") ? 0 : 1);

/** Runs one of the project's commands, which has to end well. */
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
  // What a pull request is opened with is no business of the tests.
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

/** What says whether the project still fits together, without running it. */
export const judgingSteps: readonly Step[] = [generate, typecheck];

/** What a bump does once the document is vendored. */
export const allSteps: readonly Step[] = [
  ...judgingSteps,
  command("npm run api:update"),
  command("npm test"),
];
