import { parseEnv } from "node:util";
import { usageError } from "./command-error.js";

/** One entry of a .env file. */
export type Entry = readonly [keyName: string, value: string];

const lastName = "FIREWORKS_GATEWAY_END_OF_FILE";
const variableName = /^[A-Za-z_][\w.-]*$/;

/**
 * Reads the entries of a .env file.
 *
 * @param only the names to pick, separated by commas; by default all, ordered by name, for parseEnv
 * does not keep the file's order
 * @throws CommandError that never repeats a line: it may hold a value
 */
export function readEntries(text: string, only: string | undefined): readonly Entry[] {
  // parseEnv says nothing of a line that it cannot read: it stops there, or takes it for part of the
  // next name. An entry of our own at the end shows the first, a look at the names the second.
  const whole = `${text.replace(/^\uFEFF/, "")}\n${lastName}=1`;
  const { [lastName]: last, ...entries } = parseEnv(whole);
  if (last !== "1" || !Object.keys(entries).every((name) => variableName.test(name))) {
    throw usageError("the file has a line that is not NAME=VALUE");
  }
  const found = Object.keys(entries).toSorted();
  const picked = only === undefined ? found : split(only);
  const missing = picked.find((name) => !found.includes(name));
  if (missing !== undefined) throw usageError(`the file has no entry ${missing}`);
  if (picked.length === 0) throw usageError("there is no entry to import");
  return picked.map((name): Entry => [name, String(entries[name])]);
}

function split(list: string): string[] {
  const names = list.split(",").map((name) => name.trim());
  return [...new Set(names)].filter(Boolean);
}
