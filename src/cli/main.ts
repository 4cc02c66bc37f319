import { packageVersion, specVersion } from "../version.js";
import { parseArguments, type CommandLine } from "./arguments.js";
import { asCommandError, usageError, type ExitCode } from "./command-error.js";
import type { Command } from "./commands/command.js";
import type { Io } from "./io.js";
import { Output } from "./output.js";
import type { CommandName } from "./table.js";
import { versionText } from "./version-text.js";

/** Each command is loaded when it is called: `--version` loads none, nor the client. */
const loaders: Readonly<Record<CommandName, () => Promise<Command>>> = {
  "create-secret": async () => (await import("./commands/create-secret.js")).createSecret,
  "update-secret": async () => (await import("./commands/update-secret.js")).updateSecret,
  "get-secret": async () => (await import("./commands/get-secret.js")).getSecret,
  "list-secrets": async () => (await import("./commands/list-secrets.js")).listSecrets,
  "delete-secret": async () => (await import("./commands/delete-secret.js")).deleteSecrets,
  sync: async () => (await import("./commands/sync.js")).sync,
  mock: async () => (await import("./commands/mock.js")).mock,
  completion: async () => (await import("./commands/completion.js")).completion,
};

/** Runs a command line and resolves with the exit code. Never rejects. */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  // Before they are parsed, for an invalid command line is reported, too.
  const output = new Output(io, {
    isJson: args.includes("--json"),
    isQuiet: args.includes("--quiet"),
  });
  return output.finish(await run(args, io, output));
}

async function run(args: readonly string[], io: Io, output: Output): Promise<ExitCode> {
  try {
    return await runCommand(parseArguments(args), io, output);
  } catch (error) {
    const { message, exitCode } = asCommandError(error);
    output.error(message);
    return exitCode;
  }
}

async function runCommand(
  { command, operands, values }: CommandLine,
  io: Io,
  output: Output,
): Promise<ExitCode> {
  if (values.help) {
    const { help } = await import("./help.js");
    const text = help(command);
    output.result(text, text);
    return 0;
  }
  if (values.version) {
    output.result({ version: packageVersion, spec: specVersion }, versionText);
    return 0;
  }
  if (command === undefined) throw usageError("expected a command; see --help");
  const execute = await loaders[command]();
  return execute({ io, operands, output, values });
}
