import { secretName, type Secret } from "../../index.js";
import { asCommandError, usageError } from "../command-error.js";
import type { Entry } from "../values/entry.js";
import { idOf } from "./secret-place.js";

/** An entry and the full name of its secret. */
export interface PlacedEntry extends Entry {
  readonly name: string;
}

/** One secret to write, or to leave unchanged. */
export interface PlannedWrite extends PlacedEntry {
  readonly action: "create" | "update" | "keep";
  /** The key name that the secret has now, if it is another one. */
  readonly earlierKeyName?: string;
}

export interface Plan {
  readonly writes: readonly PlannedWrite[];
  readonly deletions: readonly Secret[];
}

export interface PlanSettings {
  readonly accountId: string;
  readonly prefix: string;
  readonly only: string | undefined;
  readonly exclude: string | undefined;
  readonly skipExisting: boolean;
  readonly prune: boolean;
}

/**
 * Picks the entries to sync and names their secrets.
 *
 * @throws CommandError if a pattern matches nothing, or an entry has no name of its own
 */
export function placeEntries(
  entries: readonly Entry[],
  settings: PlanSettings,
): readonly PlacedEntry[] {
  const only = readPatterns("--only", settings.only, entries);
  const exclude = readPatterns("--exclude", settings.exclude, entries);
  const owners = new Map<string, string>();
  return entries
    .filter(({ keyName }) => isPicked(keyName, only, exclude))
    .map((entry) => {
      const name = nameOf(entry, settings);
      const owner = owners.get(name);
      if (owner !== undefined) {
        throw usageError(`${owner} and ${entry.keyName} would both be ${name}; rename one`);
      }
      owners.set(name, entry.keyName);
      return { ...entry, name };
    });
}

/**
 * Compares the file with the account. Entries without a value are not written, and their secrets are
 * not deleted.
 *
 * @param entries all entries of the file
 * @param placed the picked ones
 */
export function makePlan(
  entries: readonly Entry[],
  placed: readonly PlacedEntry[],
  existing: readonly Secret[],
  settings: PlanSettings,
): Plan {
  const keyNames = new Map(existing.map(({ name, keyName }) => [name, keyName]));
  const writes = placed
    .filter(({ value }) => value !== "")
    .map((entry) => planWrite(entry, keyNames.get(entry.name), settings.skipExisting));
  return { writes, deletions: settings.prune ? planDeletions(entries, existing, settings) : [] };
}

function planWrite(
  entry: PlacedEntry,
  keyName: string | undefined,
  skipExisting: boolean,
): PlannedWrite {
  if (keyName === undefined) return { ...entry, action: "create" };
  const action = skipExisting ? "keep" : "update";
  return keyName === entry.keyName
    ? { ...entry, action }
    : { ...entry, action, earlierKeyName: keyName };
}

function planDeletions(
  entries: readonly Entry[],
  existing: readonly Secret[],
  { accountId, prefix, only, exclude }: PlanSettings,
): readonly Secret[] {
  const start = `accounts/${accountId}/secrets/`;
  const kept = new Set(entries.map(({ keyName }) => start + prefix + idOf(keyName)));
  const patterns = { only: split(only), exclude: split(exclude) };
  return existing.filter(
    ({ name, keyName }) =>
      name.startsWith(start + prefix) &&
      !kept.has(name) &&
      isPicked(keyName, patterns.only, patterns.exclude),
  );
}

function nameOf({ keyName }: Entry, { accountId, prefix }: PlanSettings): string {
  try {
    return secretName(accountId, prefix + idOf(keyName));
  } catch (error) {
    throw usageError(`${keyName} cannot be synced: ${asCommandError(error).message}`);
  }
}

/** Patterns of key names; `undefined` picks all. */
type Patterns = readonly RegExp[] | undefined;

function isPicked(keyName: string, only: Patterns, exclude: Patterns): boolean {
  const matches = (pattern: RegExp): boolean => pattern.test(keyName);
  return (only?.some(matches) ?? true) && !(exclude?.some(matches) ?? false);
}

function readPatterns(option: string, list: string | undefined, entries: readonly Entry[]) {
  const patterns = split(list);
  const useless = patterns?.find((one) => !entries.some(({ keyName }) => one.test(keyName)));
  if (useless === undefined) return patterns;
  throw usageError(`${option} has a name that matches no entry of the file`);
}

function split(list: string | undefined): Patterns {
  return list
    ?.split(",")
    .map((name) => name.trim())
    .filter(Boolean)
    .map((name) => new RegExp(`^${name.replace(/[^\w*]/g, "\\$&").replaceAll("*", ".*")}$`));
}
