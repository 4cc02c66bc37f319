import { usageError } from "./command-error.js";
import { nearest } from "./nearest.js";
import {
  commandNames,
  isCommandName,
  optionNames,
  optionsOf,
  optionText,
  type CommandName,
  type OptionName,
} from "./table.js";

/** A parsed command line. */
export interface CommandLine {
  readonly command: CommandName | undefined;
  readonly operands: readonly string[];
  /** Values of the options; that of a flag is its name. */
  readonly values: OptionValues;
}

export type OptionValues = { readonly [Name in OptionName]?: string };

/**
 * Parses a command line; options may stand before and after the command.
 *
 * @throws CommandError that repeats nothing of the arguments but known names: any of them may be a
 * secret, by a slip
 */
export function parseArguments(args: readonly string[]): CommandLine {
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  const operands: string[] = [];
  const values: { [Name in OptionName]?: string } = {};
  for (let at = 0; at < end; at++) {
    const argument = String(args[at]);
    if (argument === "-" || !argument.startsWith("-")) operands.push(argument);
    else {
      const { name, value, length } = readOption(argument, args[at + 1], at + 1 < end);
      if (values[name] !== undefined) throw usageError(`--${name} is given twice`);
      values[name] = value;
      at += length - 1;
    }
  }
  operands.push(...args.slice(end + 1));
  const [command, ...rest] = operands;
  if (command === undefined) return { command, operands: rest, values };
  return { command: checkCommand(command, values), operands: rest, values };
}

interface GivenOption {
  readonly name: OptionName;
  readonly value: string;
  /** How many arguments it takes up. */
  readonly length: number;
}

function readOption(argument: string, next: string | undefined, hasNext: boolean): GivenOption {
  const [, long = "", assigned] = /^--([^=]*)(?:=([^]*))?$/.exec(argument) ?? [];
  if (long === "value") {
    throw usageError(
      "--value is not supported, since the shell's history and ps would show it; pipe the value in, or use --from-file or --from-env",
    );
  }
  const name = optionNames.find((one) => one === long || `-${optionText(one).short}` === argument);
  if (name === undefined) throw usageError(`unknown option${suggestion("--", long, optionNames)}`);
  if (optionText(name).value === undefined) {
    if (assigned !== undefined) throw usageError(`--${name} takes no value`);
    return { name, value: name, length: 1 };
  }
  if (assigned !== undefined) return { name, value: assigned, length: 1 };
  if (!hasNext || next === undefined || /^-./.test(next)) {
    throw usageError(`--${name} needs a value; write --${name}=VALUE if it begins with -`);
  }
  return { name, value: next, length: 2 };
}

function checkCommand(command: string, values: OptionValues): CommandName {
  if (command === "import") {
    throw usageError("import is now sync: fireworks-gateway sync FILE [--skip-existing]");
  }
  if (!isCommandName(command)) {
    throw usageError(`unknown command${suggestion("", command, commandNames)}`);
  }
  const known: readonly string[] = optionsOf(command);
  const foreign = Object.keys(values).find((name) => !known.includes(name));
  if (foreign !== undefined) {
    throw usageError(
      `${command} has no option --${foreign}; see fireworks-gateway ${command} --help`,
    );
  }
  return command;
}

function suggestion(dashes: string, given: string, known: readonly string[]): string {
  const found = nearest(given, known);
  return found === undefined ? "; see --help" : `; did you mean ${dashes}${found}?`;
}
