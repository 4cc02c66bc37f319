import { usageError } from "../command-error.js";
import type { Io } from "../io.js";
import { promptForValue } from "./prompt.js";
import { readStdin, readTextFile } from "./read-text.js";

/** The source of a secret's value; stdin if neither is set. */
export interface ValueSource {
  readonly "from-file"?: string | undefined;
  readonly "from-env"?: string | undefined;
}

/**
 * Reads a secret's value from a file, a variable or stdin, and at a terminal from a prompt.
 *
 * @throws CommandError that says of the value at most that it is missing or not text
 */
export async function readValue(io: Io, source: ValueSource): Promise<string> {
  const { "from-file": file, "from-env": name } = source;
  if (file !== undefined && name !== undefined) {
    throw usageError("--from-file and --from-env exclude each other");
  }
  const value = await read(io, file, name);
  if (value === "") throw usageError("the value is empty");
  return value;
}

async function read(io: Io, file: string | undefined, name: string | undefined): Promise<string> {
  if (file !== undefined && file !== "-") return readTextFile(file, io);
  if (name !== undefined) return readVariable(io, name);
  if (io.stdin.isTTY) return promptForValue(io, "Value (not shown): ");
  const text = await readStdin(io);
  // `echo` and here-strings end in a line break that nobody means.
  return text.replace(/\r?\n$/, "");
}

function readVariable({ env }: Io, name: string): string {
  const value = Object.hasOwn(env, name) ? env[name] : undefined;
  // The name may be the value itself, by a slip.
  if (value === undefined) throw usageError("the variable named by --from-env is not set");
  return value;
}
