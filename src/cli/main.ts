import { version as specVersion, title } from "../generated/spec.js";
import { packageVersion } from "../version.js";
import { asCommandError, usageError, type ExitCode } from "./command-error.js";
import { readCommandLine, type CommandLine } from "./command-line.js";
import { createSecret } from "./create-secret.js";
import { help } from "./help.js";
import { importFile } from "./import.js";
import { mock } from "./mock.js";
import { Report } from "./report.js";
import type { Surroundings } from "./surroundings.js";

const commands = { "create-secret": createSecret, import: importFile, mock };

/** The command line: does what `args` say, and gives the exit code. Never rejects. */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const report = new Report(surroundings, args.includes("--json"));
  try {
    return await run(readCommandLine(args), surroundings, report);
  } catch (error) {
    const { message, exitCode } = asCommandError(error);
    report.error(message);
    return exitCode;
  }
}

async function run(
  line: CommandLine,
  surroundings: Surroundings,
  report: Report,
): Promise<ExitCode> {
  const { command, values } = line;
  if (values.help) {
    report.result(help, help);
    return 0;
  }
  if (values.version) {
    const text = `fireworks-gateway-client ${packageVersion} (${title} ${specVersion})`;
    report.result({ version: packageVersion, spec: specVersion }, text);
    return 0;
  }
  if (command === undefined) throw usageError("expected a command; see --help");
  return commands[command](surroundings, line, report);
}
