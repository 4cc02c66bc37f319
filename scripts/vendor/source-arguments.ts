import { parseArgs } from "node:util";
import { CommandError } from "../lib/command-error.js";

/** Arguments of a command that takes a SOURCE, or several. */
export interface SourceArguments {
  /** A file or an https URL; the first of them. */
  readonly source: string;
  /** All of them, in order. */
  readonly sources: readonly string[];
  /** Ids of further operations to import. */
  readonly operations: readonly string[];
  readonly force: boolean;
  readonly dryRun: boolean;
  readonly json: boolean;
  /** Value of --fail-on, not checked yet. */
  readonly failOn: string | undefined;
}

/**
 * Parses the arguments of a command that takes a SOURCE, or several if its usage has `SOURCE...`.
 *
 * @param usage the command line with all options that the command knows; it is part of the error
 * @throws CommandError when they do not match the usage
 */
export function readSourceArguments(args: readonly string[], usage: string): SourceArguments {
  const { values, positionals } = parse(args, usage);
  const [source, ...rest] = positionals;
  const isOneTooMany = rest.length > 0 && !takesSeveral(usage);
  const isKnown = Object.keys(values).every((name) => usage.includes(`--${name}`));
  if (source === undefined || isOneTooMany || !isKnown) throw unlike(usage);
  return {
    source,
    sources: positionals,
    operations: values.operation ?? [],
    force: values.force ?? false,
    dryRun: values["dry-run"] ?? false,
    json: values.json ?? false,
    failOn: values["fail-on"],
  };
}

function parse(args: readonly string[], usage: string) {
  const options = {
    operation: { type: "string", multiple: true },
    force: { type: "boolean" },
    "dry-run": { type: "boolean" },
    json: { type: "boolean" },
    "fail-on": { type: "string" },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (cause) {
    throw unlike(usage, cause);
  }
}

const takesSeveral = (usage: string): boolean => usage.includes("SOURCE...");

function unlike(usage: string, cause?: unknown): CommandError {
  const count = takesSeveral(usage) ? "at least one" : "one";
  return new CommandError(`expected ${count} SOURCE, a file or an https URL: ${usage}`, { cause });
}
