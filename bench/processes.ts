import { execFile, type ExecFileOptions } from "node:child_process";
import { promisify } from "node:util";

/** No measurement takes as long, so that nothing that hangs is left behind. */
const timeout = 300_000;

/**
 * Runs a program to its end and gives what it printed.
 *
 * @throws with what it printed to both streams, where it fails
 */
export async function run(
  program: string,
  parameters: readonly string[],
  options: ExecFileOptions = {},
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(program, parameters, {
      timeout,
      maxBuffer: 2 ** 24,
      ...options,
      encoding: "utf8",
    });
    return stdout;
  } catch (cause) {
    const { stdout = "", stderr = "" } = Object(cause);
    throw new Error(`${program} ${parameters.join(" ")}\n${stdout}${stderr}`, { cause });
  }
}
