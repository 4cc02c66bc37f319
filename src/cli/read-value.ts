import { readFile } from "node:fs/promises";
import { addAbortSignal } from "node:stream";
import { buffer } from "node:stream/consumers";
import { CommandError, usageError } from "./command-error.js";
import { promptWithoutEcho } from "./prompt.js";
import type { Surroundings } from "./surroundings.js";

/** Where a secret's value may come from; stdin where neither is given. */
export interface ValueSource {
  readonly "from-file"?: string | undefined;
  readonly "from-env"?: string | undefined;
}

/**
 * Reads a secret's value.
 *
 * @throws CommandError that says of the value at most that it is missing or no text
 */
export async function readValue(surroundings: Surroundings, source: ValueSource): Promise<string> {
  const { "from-file": file, "from-env": name } = source;
  if (file !== undefined && name !== undefined) {
    throw usageError("--from-file and --from-env cannot both be given");
  }
  const value = await read(surroundings, file, name);
  if (value === "") throw usageError("the value is empty");
  return value;
}

async function read(
  surroundings: Surroundings,
  file: string | undefined,
  name: string | undefined,
): Promise<string> {
  if (file !== undefined) return readTextFile(file);
  if (name !== undefined) {
    const value = surroundings.env[name];
    if (value === undefined) throw usageError(`the variable that --from-env names is not set`);
    return value;
  }
  const { stdin, signal } = surroundings;
  if (stdin.isTTY) return promptWithoutEcho(surroundings, "Value (not shown): ");
  const bytes = await buffer(addAbortSignal(signal, stdin)).catch(() => {
    throw new CommandError(1, "stdin broke off: nothing was sent");
  });
  // `echo` and here-strings end in a line break that nobody means.
  return decode("stdin", bytes).replace(/\r?\n$/, "");
}

/**
 * Reads a text file as it is, byte order mark and line breaks included.
 *
 * @throws CommandError when it cannot be read, or is not UTF-8
 */
export async function readTextFile(path: string): Promise<string> {
  const bytes = await readFile(path).catch(() => {
    throw usageError(`expected a file, found none that can be read at ${path}`);
  });
  return decode(path, bytes);
}

function decode(source: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw usageError(`expected text in UTF-8, found other bytes: ${source}`);
  }
}
