import { createClientWith, type GatewayClient } from "../../src/client.js";
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
  runtime: Clock = promptClock,
): GatewayClient {
  return createClientWith(runtime, { apiKey: canaryKey, accountId: "acme", ...options });
}

/** How a call ended, and how long that took. */
export interface Ending {
  readonly error: unknown;
  readonly value: unknown;
  readonly milliseconds: number;
}

/** Waits for a promise, however it ends. */
export async function endingOf(call: () => Promise<unknown>): Promise<Ending> {
  const started = performance.now();
  const [settled] = await Promise.allSettled([call()]);
  const milliseconds = performance.now() - started;
  return settled.status === "fulfilled"
    ? { error: undefined, value: settled.value, milliseconds }
    : { error: settled.reason, value: undefined, milliseconds };
}
