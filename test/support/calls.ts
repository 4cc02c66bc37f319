import { createClientWith, type GatewayClient } from "../../src/client.js";
import { createHttpWith } from "../../src/http/http.js";
import type { GatewayHttp } from "../../src/http/http-types.js";
import type { OperationMetadata } from "../../src/operations/operation.js";
import type { GatewayClientOptions } from "../../src/options.js";
import { systemClock, type Clock } from "../../src/transport/clock.js";
import { canaryKey, canaryValue } from "./canary.js";
import type { CreateSecretBody } from "../../src/types.js";

/** A body whose value can be told apart from anything else. */
export const canaryBody: CreateSecretBody & { value: string } = {
  name: "accounts/acme/secrets/canary",
  keyName: "CANARY",
  value: canaryValue,
};

/** What a server answers to it, as JSON. */
export const created = JSON.stringify({ name: canaryBody.name, keyName: canaryBody.keyName });

/** Real time, but no waits between attempts. */
export const promptClock: Clock = { ...systemClock, random: () => 0 };

/** A client with the canary key. */
export function canaryClient(
  options: GatewayClientOptions,
  clock: Clock = promptClock,
): GatewayClient {
  return createClientWith(clock, { apiKey: canaryKey, accountId: "acme", ...options });
}

/** The typed openapi-fetch surface with the canary key. */
export function canaryHttp(
  options: GatewayClientOptions,
  clock: Clock = promptClock,
  operations?: readonly OperationMetadata[],
): GatewayHttp {
  return createHttpWith(clock, { apiKey: canaryKey, ...options }, operations);
}

/** Path template of `createSecret`, for `http.POST`. */
export const createSecretPath = "/v1/accounts/{account_id}/secrets";

/** Call options of `http.POST` that create the canary secret. */
export const canaryCall = { params: { path: { account_id: "acme" } }, body: canaryBody };

/** How a call ended. */
export interface Ending {
  readonly error: unknown;
  readonly value: unknown;
}

/** Waits for a promise, however it ends. */
export async function endingOf(call: () => Promise<unknown>): Promise<Ending> {
  const [settled] = await Promise.allSettled([call()]);
  return settled.status === "fulfilled"
    ? { error: undefined, value: settled.value }
    : { error: settled.reason, value: undefined };
}

/** Waits for one turn of the event loop. */
export const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A promise that never settles. */
export const never = new Promise<never>(() => {});
