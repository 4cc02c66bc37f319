import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const programs = join(import.meta.dirname, "programs");

/** What the programs get from their environment. */
export const canaries = { key: "canary-key-0123456789", value: "s3cret-of-the-database" };

/** Runs a program of a recipe as somebody with that tool would, and returns what it printed. */
export async function runProgram(
  name: string,
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", join(programs, name)],
    {
      env: {
        PATH: process.env["PATH"],
        FIREWORKS_API_KEY: canaries.key,
        FIREWORKS_ACCOUNT_ID: "acme",
        DB_PASSWORD: canaries.value,
        ...environment,
      },
    },
  );
  return stdout + stderr;
}
