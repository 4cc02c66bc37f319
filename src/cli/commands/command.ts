import type { GatewayClientOptions } from "../../index.js";
import type { OptionValues } from "../arguments.js";
import type { ExitCode } from "../command-error.js";
import type { Io } from "../io.js";
import type { Output } from "../output.js";
import type { SecretsGateway } from "./secrets-gateway.js";

/** Everything that a command is run with. */
export interface CommandContext {
  readonly io: Io;
  readonly operands: readonly string[];
  readonly output: Output;
  readonly values: OptionValues;
  /** Creates the client; tests pass one of their own. */
  readonly connect?: Connect;
}

export type Connect = (options: GatewayClientOptions) => SecretsGateway;

export type Command = (context: CommandContext) => Promise<ExitCode>;
