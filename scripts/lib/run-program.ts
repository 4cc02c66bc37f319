import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { CommandError } from "./command-error.js";

/**
 * Runs a program and returns its trimmed stdout.
 *
 * @throws CommandError when it fails
 */
export type RunProgram = (program: "gh" | "git", ...args: readonly string[]) => Promise<string>;

/** Prepares to run programs in a folder with an environment. */
export const programsIn =
  (cwd: string, env: NodeJS.ProcessEnv = process.env): RunProgram =>
  async (program, ...args) => {
    try {
      const { stdout } = await promisify(execFile)(program, args, { cwd, env });
      return stdout.trim();
    } catch (cause) {
      const { message } = cause instanceof Error ? cause : new Error(String(cause));
      const [, reason = message] = message.trim().split("\n");
      throw new CommandError(`"${[program, ...args.slice(0, 2)].join(" ")}" failed: ${reason}`, {
        cause,
      });
    }
  };
