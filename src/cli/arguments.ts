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
  const left = args.slice(0, end);
  for (let argument = left.shift(); argument !== undefined; argument = left.shift()) {
    if (argument === "-" || !argument.startsWith("-")) operands.push(argument);
    else {
      const [name, value] = readOption(argument, left);
      if (values[name] !== undefined) throw usageError(`--${name} is given twice`);
      values[name] = value;
    }
  }
  operands.push(...args.slice(end + 1));
  const [command, ...rest] = operands;
  if (command === undefined) return { command, operands: rest, values };
  return { command: checkCommand(command, values), operands: rest, values };
}

/** Reads an option, and takes its value from the arguments after it if it needs one. */
function readOption(argument: string, left: string[]): [OptionName, string] {
  const [, long = "", assigned] = /^--([^=]*)(?:=([^]*))?/.exec(argument) ?? [];
  if (long === "value") {
    throw usageError(
      "--value is not supported, since the shell's history and ps would show it; pipe the value in, or use --from-file or --from-env",
    );
  }
  const name = optionNames.find((one) => one === long || `-${optionText(one).short}` === argument);
  if (name === undefined) throw usageError(`unknown option${suggestion("--", long, optionNames)}`);
  if (optionText(name).value === undefined) {
    if (assigned !== undefined) throw usageError(`--${name} takes no value`);
    return [name, name];
  }
  const value = assigned ?? left.shift();
  if (value === undefined || (assigned === undefined && /^-./.test(value))) {
    throw usageError(`--${name} needs a value; write --${name}=VALUE if it begins with -`);
  }
  return [name, value];
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
