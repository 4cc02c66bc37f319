import { usageError } from "../command-error.js";
import { commandNames, commands, commandText, optionsOf, optionText } from "../table.js";
import type { CommandName, OptionName } from "../table.js";
import type { Command } from "./command.js";

/** `completion bash|zsh|fish` */
export const completion: Command = async ({ operands, output }) => {
  const script = operands.length === 1 ? scripts.get(String(operands[0])) : undefined;
  if (script === undefined) throw usageError("expected one of bash, zsh, fish");
  const text = script();
  output.result(text, text);
  return 0;
};

const program = "fireworks-gateway";

/** Words that can follow a command: its options, and the operands that are known. */
const wordsOf = (name: CommandName): string =>
  [...optionsOf(name).map((option) => `--${option}`), ...operandsOf(name)].join(" ");

const operandsOf = (name: CommandName): readonly string[] =>
  (commandText(name).completes ?? []).filter((word) => word !== "file");

const takesFile = (name: CommandName): boolean =>
  commandText(name).completes?.includes("file") ?? false;

// Bash and zsh share one function: it finds the command among the words before the cursor.
const cases = commandNames
  .map((name) => `    ${name}) choices="${wordsOf(name)}"; files=${takesFile(name) ? "1" : ""} ;;`)
  .join("\n");

const choose = `  for word in "\${before[@]}"; do
    case $word in ${commandNames.join("|")}) chosen=$word; break ;; esac
  done
  case $chosen in
    "") choices="${commandNames.join(" ")} --help --version" ;;
${cases}
  esac
  if [ "$previous" = --from-file ]; then choices=""; files=1; fi`;

const bash = (): string => `_fireworks_gateway() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]}
  local before=("\${COMP_WORDS[@]:1:COMP_CWORD-1}") word chosen="" choices="" files=""
${choose}
  COMPREPLY=($(compgen -W "$choices" -- "$current"))
  if [ -n "$files" ]; then COMPREPLY+=($(compgen -f -- "$current")); fi
}
complete -F _fireworks_gateway ${program}`;

const zsh = (): string => `#compdef ${program}
_fireworks_gateway() {
  local previous=\${words[CURRENT-1]} word chosen="" choices="" files=""
  local -a before=("\${(@)words[2,CURRENT-1]}")
${choose}
  compadd -- \${=choices}
  if [ -n "$files" ]; then _files; fi
}
compdef _fireworks_gateway ${program}`;

const fish = (): string => {
  const isFirst = `not __fish_seen_subcommand_from ${commandNames.join(" ")}`;
  return [
    `complete -c ${program} -f`,
    ...commandNames.map(
      (name) => `complete -c ${program} -n '${isFirst}' -a ${name} -d '${commands[name].summary}'`,
    ),
    ...commandNames.flatMap((name) => [
      ...optionsOf(name).map((option) => fishOption(name, option)),
      ...operandsOf(name).map((word) => `complete -c ${program} -n '${isIn(name)}' -a ${word}`),
      ...(takesFile(name) ? [`complete -c ${program} -n '${isIn(name)}' -F`] : []),
    ]),
  ].join("\n");
};

const isIn = (name: CommandName): string => `__fish_seen_subcommand_from ${name}`;

function fishOption(name: CommandName, option: OptionName): string {
  const { about, short, value } = optionText(option);
  const flags = [
    `-l ${option}`,
    ...(short === undefined ? [] : [`-s ${short}`]),
    ...(value === undefined ? [] : [value === "FILE" ? "-r -F" : "-x"]),
  ];
  const text = about.replaceAll("'", "\\'");
  return `complete -c ${program} -n '${isIn(name)}' ${flags.join(" ")} -d '${text}'`;
}

const scripts: ReadonlyMap<string, () => string> = new Map([
  ["bash", bash],
  ["zsh", zsh],
  ["fish", fish],
]);
