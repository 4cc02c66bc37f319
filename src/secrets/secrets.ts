import type { Call } from "../operations/call.js";
import { callOptionNames } from "../operations/call.js";
import type { Settings } from "../operations/settings.js";
import { ownOptions } from "../input/option-checks.js";
import type { CreateSecretOptions } from "../options.js";
import type { CreateSecretBody, Secret } from "./secret.js";

/** Methods for the secrets of an account. */
export interface SecretMethods {
  /**
   * Creates a secret: operation `Gateway_CreateSecret`.
   *
   * @param secret The request body. Copied before validation, so later changes are not sent; `value`
   * is sent unchanged.
   * @param options options of this call
   * @returns the created secret without `value`, which is write-only: it is removed even if the
   * server echoes it
   * @throws GatewayInputError before any request, if an argument is invalid
   * @throws GatewayApiError if the server answers with an error status
   * @throws GatewayConnectionError if no response arrives
   * @throws GatewayTimeoutError if `timeout` passes
   * @throws GatewayProtocolError if the response does not match the spec
   *
   * @example
   * ```ts
   * import { createGatewayClient, secretName } from "fireworks-gateway-client";
   *
   * const gateway = createGatewayClient({ accountId: "acme" });
   * const secret = await gateway.createSecret({
   *   name: secretName("acme", "wolfram-alpha-api-key"),
   *   keyName: "WOLFRAM_ALPHA_API_KEY",
   *   value: "sk-1234567890abcdef",
   * });
   * console.log(secret.name);
   * ```
   */
  createSecret(secret: CreateSecretBody, options?: CreateSecretOptions): Promise<Secret>;
}

const optionNames = [
  "accountId",
  ...callOptionNames,
] as const satisfies readonly (keyof CreateSecretOptions)[];

export function createSecretMethods(
  call: Call,
  accountIdOf: Settings["accountIdOf"],
): SecretMethods {
  return {
    async createSecret(secret, options) {
      const own = ownOptions(options, optionNames);
      const path = { account_id: accountIdOf(own.accountId) };
      return await call("Gateway_CreateSecret", { path, body: secret }, own, "secret");
    },
  };
}
