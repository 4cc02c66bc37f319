import { parseArgs } from "node:util";
import { usageError } from "./command-error.js";

const everywhere = ["json", "dry-run", "help", "version"] as const;
const calling = [...everywhere, "account", "base-url", "timeout"] as const;

/** The commands, and the options that each of them takes. */
const commands = {
  "create-secret": [...calling, "name", "from-file", "from-env"],
  import: [...calling, "only", "skip-existing"],
  mock: [...everywhere, "port"],
} as const satisfies Record<string, readonly (keyof typeof options)[]>;

const options = {
  account: { type: "string" },
  "base-url": { type: "string" },
  "dry-run": { type: "boolean" },
  "from-env": { type: "string" },
  "from-file": { type: "string" },
  help: { type: "boolean", short: "h" },
  json: { type: "boolean" },
  name: { type: "string" },
  only: { type: "string" },
  port: { type: "string" },
  "skip-existing": { type: "boolean" },
  timeout: { type: "string" },
  version: { type: "boolean" },
} as const;

type CommandName = keyof typeof commands;

/** A command line, read. */
export interface CommandLine {
  readonly command: CommandName | undefined;
  /** What stands behind the command and is no option. */
  readonly operands: readonly string[];
  readonly values: ReturnType<typeof parse>["values"];
}

/**
 * Reads a command line; options may stand before and behind the command.
 *
 * @throws CommandError that never repeats an operand or an option's value: either may be a secret
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  const end = args.indexOf("--");
  const named = end < 0 ? args : args.slice(0, end);
  if (named.some((arg) => /^--value(=|$)/.test(arg))) {
    throw usageError(
      "--value is refused: the shell's history and ps would show it; give the value on stdin, or use --from-file or --from-env",
    );
  }
  const { values, positionals } = parse(args);
  const [name, ...operands] = positionals;
  if (name === undefined) return { command: undefined, operands, values };
  if (!isCommand(name)) {
    throw usageError(`expected a command, one of ${Object.keys(commands).join(", ")}; see --help`);
  }
  const taken: readonly string[] = commands[name];
  const foreign = Object.keys(values).find((option) => !taken.includes(option));
  if (foreign !== undefined) throw usageError(`${name} takes no --${foreign}; see --help`);
  return { command: name, operands, values };
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // Behind the first sentence it advises what would not help here.
    throw usageError(String(error).replace(/^[^:]*: |\. .*|\n.*/gs, ""));
  }
}
