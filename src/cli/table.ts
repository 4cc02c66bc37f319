/**
 * The commands and their options: arguments, help, completion and docs/cli.md all come from here.
 */

interface OptionText {
  /** Name of the value; a flag has none. */
  readonly value?: string;
  readonly short?: string;
  readonly about: string;
}

const options = {
  account: { value: "ID", about: "account (default: FIREWORKS_ACCOUNT_ID)" },
  "base-url": {
    value: "URL",
    about: "address of the gateway (default: FIREWORKS_BASE_URL, else the vendor's)",
  },
  concurrency: { value: "N", about: "number of secrets written at a time, 1 to 64 (default: 8)" },
  "dry-run": { about: "show what would be done, values masked, and change nothing" },
  exclude: { value: "A,B*", about: "leave these entries out; * stands for any characters" },
  "from-env": { value: "VAR", about: "take the value from a variable of the environment" },
  "from-file": { value: "FILE", about: "take the value from a file, unchanged" },
  help: { short: "h", about: "show this help" },
  host: {
    value: "ADDRESS",
    about:
      "address to listen on (default: 127.0.0.1); other machines can reach any that is not loopback",
  },
  json: { about: "print each result as one line of JSON" },
  name: {
    value: "ID",
    about:
      "id of the secret, or its full name accounts/ACCOUNT/secrets/ID (default: KEY_NAME in lower case, with - for _)",
  },
  only: { value: "A,B*", about: "sync only these entries; * stands for any characters" },
  port: { value: "N", about: "port to listen on (default: a free one)" },
  prefix: { value: "P", about: "put P before each id: TOKEN becomes Ptoken" },
  prune: {
    about:
      "delete the secrets under --prefix that the file lacks, after every write succeeded; asks first",
  },
  quiet: { about: "print results and errors only" },
  "skip-existing": { about: "leave existing secrets unchanged and do not count them as failures" },
  timeout: { value: "MS", about: "milliseconds for each call (default: 60000)" },
  verbose: { about: "print a line on stderr for each request" },
  version: { about: "show the versions of this package and of its OpenAPI document" },
  yes: { about: "delete without asking" },
} as const satisfies Record<string, OptionText>;

export type OptionName = keyof typeof options;

interface CommandText {
  /** Operands as the usage line shows them. */
  readonly operands: string;
  readonly summary: string;
  readonly details: string;
  readonly options: readonly OptionName[];
  readonly examples: readonly string[];
  /** Words that the operand can be, for completion; `file` stands for any file. */
  readonly completes?: readonly string[];
}

export const everywhere = ["help", "version"] as const satisfies readonly OptionName[];
const printing = ["json", "quiet"] as const;
const calling = ["account", "base-url", "timeout", "dry-run", ...printing, "verbose"] as const;
const valued = ["name", "from-file", "from-env"] as const;

export const commands = {
  "create-secret": {
    operands: "KEY_NAME",
    summary: "create a secret",
    details:
      "Reads the value from stdin, minus one trailing line break; at a terminal, prompts for it without echo.",
    options: [...valued, "skip-existing", ...calling],
    examples: [
      'printf %s "$DB_PASSWORD" | fireworks-gateway create-secret DB_PASSWORD',
      "fireworks-gateway create-secret TLS_KEY --from-file key.pem --name tls",
    ],
  },
  "update-secret": {
    operands: "KEY_NAME",
    summary: "replace the value of a secret",
    details:
      "Takes the new value as create-secret does. The secret must exist; its id is --name, or made from KEY_NAME.",
    options: [...valued, ...calling],
    examples: ["fireworks-gateway update-secret DB_PASSWORD --from-env NEW_PASSWORD"],
  },
  "get-secret": {
    operands: "NAME",
    summary: "show the name and the key name of a secret",
    details:
      "NAME is an id, a full name or a KEY_NAME. Values cannot be read back, neither here nor elsewhere.",
    options: [...calling],
    examples: ["fireworks-gateway get-secret db-password --json"],
  },
  "list-secrets": {
    operands: "",
    summary: "list the secrets of the account",
    details: "Prints name and key name, one secret a line, as the pages arrive.",
    options: [...calling],
    examples: ["fireworks-gateway list-secrets --json"],
  },
  "delete-secret": {
    operands: "NAME...",
    summary: "delete secrets",
    details:
      "NAME is an id, a full name or a KEY_NAME. Asks at a terminal; elsewhere --yes is required.",
    options: ["yes", ...calling],
    examples: ["fireworks-gateway delete-secret db-password old-token --yes"],
  },
  sync: {
    operands: "FILE",
    summary: "bring the secrets of the account in step with a file",
    details:
      "FILE is a .env file, a .json file (an object of strings) or - for stdin. Reads and checks the whole file, lists the account, shows the plan, then creates what is missing and updates what exists: values cannot be read back, so every one is written. An entry without a value is left out. Goes on after a failure, and can be run again safely. --dry-run lists the account and shows the plan.\n\nA .env file is accepted as far as dotenv, Node, Docker Compose, python-dotenv and shells read it as the same text; the rest is refused with its line and a remedy, and nothing is sent.",
    options: [
      "skip-existing",
      "only",
      "exclude",
      "prefix",
      "prune",
      "yes",
      "concurrency",
      ...calling,
    ],
    examples: [
      "fireworks-gateway sync .env --dry-run",
      "op read op://prod/env.json | fireworks-gateway sync - --prefix prod- --prune --yes",
    ],
    completes: ["file"],
  },
  mock: {
    operands: "",
    summary: "serve a fake gateway on loopback, for tests in any language",
    details:
      "Serves until it is interrupted, and keeps what is created in memory. Tests set it up over HTTP under /__mock__: responses, failures, delays, the requests received, a reset. docs/testing.md describes them.",
    options: ["host", "port", "dry-run", ...printing],
    examples: ["fireworks-gateway mock --port 8080"],
  },
  completion: {
    operands: "bash|zsh|fish",
    summary: "print a completion script for a shell",
    details: "Load it in the shell's start-up file.",
    options: [],
    examples: [
      'eval "$(fireworks-gateway completion bash)"',
      "fireworks-gateway completion fish > ~/.config/fish/completions/fireworks-gateway.fish",
    ],
    completes: ["bash", "zsh", "fish"],
  },
} as const satisfies Record<string, CommandText>;

export type CommandName = keyof typeof commands;

export const commandNames: readonly CommandName[] = Object.keys(commands).filter(isCommandName);

export const optionNames: readonly OptionName[] = Object.keys(options).filter(isOptionName);

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(options, name);
}

/** The text of an option, with the fields that only some have. */
export const optionText = (name: OptionName): OptionText => options[name];

/** The text of a command, with the fields that only some have. */
export const commandText = (name: CommandName): CommandText => commands[name];

/** The options that a command takes, those of every command last. */
export function optionsOf(name: CommandName): readonly OptionName[] {
  return [...commands[name].options, ...everywhere];
}
