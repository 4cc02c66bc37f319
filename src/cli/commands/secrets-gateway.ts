import {
  createGatewayClient,
  type CreateSecretBody,
  type SecretOptions,
  type GatewayClientOptions,
  type Secret,
} from "../../index.js";
import { CommandError } from "../command-error.js";
import type { CommandContext } from "./command.js";

/** The methods of the client that the command line calls. */
export interface SecretsGateway {
  createSecret(secret: CreateSecretBody, options?: SecretOptions): Promise<Secret>;
  getSecret(secret: string, options?: SecretOptions): Promise<Secret>;
  listSecrets(options?: SecretOptions): AsyncIterable<Secret>;
  updateSecret(
    secret: string,
    update: { readonly keyName: string; readonly value?: string },
    options?: SecretOptions,
  ): Promise<Secret>;
  deleteSecret(secret: string, options?: SecretOptions): Promise<unknown>;
}

const missing = (): never => {
  throw new CommandError(2, "this command is not available in this version");
};

/** Until the client has these methods itself. */
const missingMethods = {
  getSecret: missing,
  listSecrets: missing,
  updateSecret: missing,
  deleteSecret: missing,
};

function connectGateway(options: GatewayClientOptions): SecretsGateway {
  return { ...missingMethods, ...createGatewayClient(options) };
}

/** Creates the client of a command. */
export function connect(context: CommandContext, options: GatewayClientOptions): SecretsGateway {
  return (context.connect ?? connectGateway)(options);
}
