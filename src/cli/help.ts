import {
  commandNames,
  commands,
  commandText,
  everywhere,
  optionsOf,
  optionText,
  type CommandName,
  type OptionName,
} from "./table.js";

const width = 92;

const environment = `Environment
  FIREWORKS_API_KEY       API key. There is no option for it, nor for a value: the shell's
                          history and ps would show them
  FIREWORKS_ACCOUNT_ID    account, if --account is not set
  FIREWORKS_BASE_URL      address of the gateway, if --base-url is not set
  NO_COLOR                no colours, if not empty`;

const streams = `Results go to stdout, everything else to stderr. If a reader closes either of them early
(| head -1), the command still completes, and the exit code tells its outcome.

Exit codes
  0  done
  1  failed: something was not done, its outcome is unknown, or the results could not be written
  2  invalid arguments or input; nothing was changed`;

/** Help on the whole, or on one command. */
export function help(command: CommandName | undefined): string {
  return command === undefined ? generalHelp() : commandHelp(command);
}

function generalHelp(): string {
  const rows = commandNames.map((name) => row(usageOf(name), commands[name].summary));
  return [
    "Usage: fireworks-gateway COMMAND [options]",
    `Commands\n${rows.join("\n")}`,
    `Options\n${everywhere.map(optionRow).join("\n")}`,
    "See fireworks-gateway COMMAND --help for the options of a command.",
    environment,
    streams,
  ].join("\n\n");
}

function commandHelp(name: CommandName): string {
  const { details, examples, summary } = commandText(name);
  return [
    `Usage: fireworks-gateway ${usageOf(name)} [options]`,
    wrap(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}. ${details}`, 0),
    `Options\n${optionsOf(name).map(optionRow).join("\n")}`,
    `Examples\n${examples.map((example) => `  ${example}`).join("\n")}`,
  ].join("\n\n");
}

const usageOf = (name: CommandName): string => `${name} ${commands[name].operands}`.trim();

function optionRow(name: OptionName): string {
  const { about, short, value } = optionText(name);
  const letter = short === undefined ? "    " : `-${short}, `;
  return row(`${letter}--${name}${value === undefined ? "" : ` ${value}`}`, about);
}

const column = 30;

function row(term: string, about: string): string {
  return `  ${term.padEnd(column - 2)}${wrap(about, column)}`;
}

/** Breaks lines between words; the lines after the first are indented. */
function wrap(text: string, indent: number): string {
  return text
    .split("\n")
    .map((paragraph) => {
      const lines = [""];
      for (const word of paragraph.split(" ")) {
        const line = `${lines.at(-1)} ${word}`.trim();
        if (line.length > width - indent) lines.push(word);
        else lines[lines.length - 1] = line;
      }
      return lines.join(`\n${" ".repeat(indent)}`);
    })
    .join("\n");
}
