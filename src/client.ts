import { createCall, createRequest } from "./operations/call.js";
import { checkClientOptions } from "./operations/settings.js";
import type { GatewayClientOptions } from "./options.js";
import { createSecretMethods, type SecretMethods } from "./secrets/secrets.js";
import { systemClock, type Clock } from "./transport/clock.js";

/** Client of the gateway. Safe to log: it exposes neither the key nor any option. */
export interface GatewayClient extends SecretMethods {}

/**
 * Creates a client. Cheap: it opens no connection.
 *
 * @throws GatewayInputError if an option is invalid, or in a page with a DOM
 *
 * @example
 * ```ts
 * import { createGatewayClient } from "fireworks-gateway-client";
 *
 * const gateway = createGatewayClient({ accountId: "acme", maxRetries: 0 });
 * ```
 */
export function createGatewayClient(options: GatewayClientOptions = {}): GatewayClient {
  return createClientWith(systemClock, options);
}

/**
 * createGatewayClient with an injected clock, for tests.
 *
 * @internal
 */
export function createClientWith(clock: Clock, options: GatewayClientOptions): GatewayClient {
  const settings = checkClientOptions(clock, options);
  const call = createCall(createRequest(settings));
  return Object.freeze(createSecretMethods(call, settings));
}
