import { execFile, type ExecFileOptions } from "node:child_process";
import { promisify } from "node:util";

/** Runs npm: the very one that runs the scripts, which spares Windows a shell. */
export async function npm(command: readonly string[], options: ExecFileOptions): Promise<void> {
  const script = process.env["npm_execpath"];
  const [program, ...rest] = script?.endsWith("npm-cli.js")
    ? [process.execPath, script, ...command]
    : ["npm", ...command];
  await promisify(execFile)(program, rest, options);
}
