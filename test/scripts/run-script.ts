import { execFile } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../../scripts/lib/files.js";

/** Exit code and output of a command. */
export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one of the project's scripts in a process of its own. */
export function runScript(
  script: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env?: NodeJS.ProcessEnv },
): Promise<Finished> {
  const tsx = import.meta.resolve("tsx");
  const path = join(projectRoot, "scripts", script);
  return new Promise((resolve) => {
    const { cwd, env } = options;
    execFile(
      process.execPath,
      ["--import", tsx, path, ...args],
      { cwd, env: { ...process.env, ...env } },
      (error, stdout, stderr) => {
        const code = typeof error?.code === "number" ? error.code : error ? -1 : 0;
        resolve({ code, stdout, stderr });
      },
    );
  });
}
