import { usageError } from "../command-error.js";
import type { Io } from "../io.js";
import { readDotEnv } from "./dot-env.js";
import type { Entry } from "./entry.js";
import { readJsonEntries } from "./json-file.js";
import { readStdin, readTextFile } from "./read-text.js";

/**
 * Reads the entries of a `.env` or `.json` file; `-` is stdin, whose text is JSON if it begins with a
 * brace.
 *
 * @throws CommandError with line, key and remedy, never with a value
 */
export async function readEntries(file: string, io: Io): Promise<readonly Entry[]> {
  const isStdin = file === "-";
  if (isStdin && io.stdin.isTTY) throw usageError("stdin is a terminal; pipe the file in");
  const text = isStdin ? await readStdin(io) : await readTextFile(file, io);
  const isJson = isStdin ? /^\s*\{/.test(text) : file.toLowerCase().endsWith(".json");
  try {
    return isJson ? readJsonEntries(text) : readDotEnv(text);
  } catch (error) {
    throw usageError(`${isStdin ? "stdin" : file} ${Object(error).message}`);
  }
}
