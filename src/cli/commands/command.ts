import type { OptionValues } from "../arguments.js";
import type { ExitCode } from "../command-error.js";
import type { Io } from "../io.js";
import type { Output } from "../output.js";

/** Everything that a command is run with. */
export interface CommandContext {
  readonly io: Io;
  readonly operands: readonly string[];
  readonly output: Output;
  readonly values: OptionValues;
}

export type Command = (context: CommandContext) => Promise<ExitCode>;
