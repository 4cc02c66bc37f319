import { parseEnv } from "node:util";
import { usageError } from "./command-error.js";

/** One entry of a .env file. */
export type Entry = readonly [keyName: string, value: string];

// A blank line, a comment, or an entry, whose value may be quoted and then go over several lines.
const statement =
  /^[^\S\n]*(?:#[^\n]*|(?:export[^\S\n]+)?([A-Za-z_][\w.-]*)[^\S\n]*=[^\S\n]*(?:'[^']*'|"[^"]*"|`[^`]*`)?[^\n]*)?$/gm;

/**
 * Reads the entries of a .env file.
 *
 * @param only the names to pick, separated by commas; by default all, in the file's order
 * @throws CommandError that never repeats a line: it may hold a value
 */
export function readEntries(text: string, only: string | undefined): readonly Entry[] {
  const content = text.replace(/^\uFEFF/, "");
  const entries = parseEnv(content);
  const names = namesIn(content);
  // parseEnv says nothing of what it cannot read: it leaves the line out, or what follows too, or
  // takes it for a part of the next name. A value without quotes that goes on in the next line would
  // become a secret that is cut off.
  if (content.replace(statement, "").trim() !== "" || !isSame(names, Object.keys(entries))) {
    throw usageError("the file has a line that is not NAME=VALUE; longer values need quotes");
  }
  const picked = only === undefined ? names : split(only);
  const missing = picked.find((name) => !names.includes(name));
  if (missing !== undefined) throw usageError(`the file has no entry ${missing}`);
  if (picked.length === 0) throw usageError("there is no entry to import");
  return picked.map((name): Entry => [name, String(entries[name])]);
}

function namesIn(text: string): string[] {
  const names = [...text.matchAll(statement)].flatMap(([, name]) => name ?? []);
  return [...new Set(names)];
}

const isSame = (names: readonly string[], others: readonly string[]): boolean =>
  names.toSorted().join("\n") === others.toSorted().join("\n");

function split(list: string): string[] {
  const names = list.split(",").map((name) => name.trim());
  return [...new Set(names)].filter(Boolean);
}
