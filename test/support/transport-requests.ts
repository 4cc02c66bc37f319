import { Interruption } from "../../src/transport/interruption.js";
import type { PendingRequest, Transport, TransportRequest } from "../../src/transport/request.js";
import { idempotentRetries, type OperationPolicy } from "../../src/transport/retry-policy.js";
import { promptClock } from "./calls.js";

const operation = {
  id: "Gateway_Test",
  method: "POST",
  contentType: "application/json",
  readSuccess: (bytes: Uint8Array) => ({ value: new TextDecoder().decode(bytes) }),
};

const policy: OperationPolicy = {
  retries: idempotentRetries,
  isRead: false,
  isDeletion: false,
  likelyOutcome: "it was probably done",
  bodyLimit: 1000,
};

/** A request that no operation of the document makes. Its success is the body as text. */
export function requestWith(
  fields: Partial<TransportRequest<string>> = {},
  ofPolicy: Partial<OperationPolicy> = {},
): TransportRequest<string> {
  return {
    operation: { ...operation, policy: { ...policy, ...ofPolicy } },
    headers: {},
    body: undefined,
    signal: undefined,
    timeout: 10_000,
    maxRetries: 2,
    secrets: [],
    ...fields,
  };
}

/** A transport with a key, the platform's fetch, and no waits between attempts. */
export function transportWith(fields: Partial<Transport> = {}): Transport {
  return {
    apiKey: () => "test-key",
    fetch: () => fetch,
    onAttempt: undefined,
    clock: promptClock,
    ...fields,
  };
}

/** A request that is under way, with its interruption to release at the end. */
export function pendingWith(
  request: TransportRequest<string>,
  transport = transportWith(),
): PendingRequest<string> {
  const { timeout, signal, secrets } = request;
  return {
    transport,
    url: "https://gateway.example.com/v1/test",
    request,
    interruption: new Interruption(transport.clock, timeout, 0, signal),
    started: transport.clock.now(),
    secrets: [...secrets],
  };
}
