import type { Fetch } from "./attempt.js";
import type { ApiKey } from "./input/api-key.js";
import type { GatewayHeaders } from "./input/headers.js";
import type { AttemptReport } from "./attempt-report.js";

/** What each call may set for itself. */
export interface CallOptions {
  /** Ends the call: it rejects with `signal.reason`. Once begun, the call may have succeeded. */
  readonly signal?: AbortSignal | undefined;
  /**
   * For the whole call, in milliseconds: attempts, waits, the key function and the body.
   * @default the client's
   */
  readonly timeout?: number | undefined;
  /**
   * How often a failed attempt is repeated at most; 0 turns retries off.
   * @default the client's
   */
  readonly maxRetries?: number | undefined;
  /** Headers to add to this call's requests, over the client's; `null` removes one. */
  readonly headers?: GatewayHeaders | undefined;
}

/** What a call of `createSecret` may set for itself. */
export interface CreateSecretOptions extends CallOptions {
  /**
   * The account to create the secret in: the bare id, `acme`, not `accounts/acme`. It is the
   * operation's path parameter `account_id`.
   * @default the client's
   */
  readonly accountId?: string | undefined;
}

/**
 * What a client can be told. Everything has a default; an option beats the environment, where a
 * blank variable counts as unset.
 *
 * @example
 * ```ts
 * import { createGatewayClient } from "fireworks-gateway-client";
 *
 * const gateway = createGatewayClient({
 *   apiKey: process.env["FIREWORKS_API_KEY"],
 *   accountId: "acme",
 *   timeout: 10_000,
 *   onAttempt: ({ operation, attempt, status, durationMs }) => {
 *     console.error(`${operation} #${attempt}: ${status ?? "no answer"} in ${durationMs} ms`);
 *   },
 * });
 * ```
 */
export interface GatewayClientOptions {
  /**
   * The API key, or a function that gives it and is asked again for each attempt. Blanks around it
   * are trimmed, for mounted files end in a newline.
   * @default the environment's FIREWORKS_API_KEY, read at each attempt
   */
  readonly apiKey?: ApiKey | undefined;
  /**
   * The account that secrets are created in: the bare id, `acme`, not `accounts/acme`.
   * @default the environment's FIREWORKS_ACCOUNT_ID, read at each call
   */
  readonly accountId?: string | undefined;
  /**
   * Where the gateway is: https, or http on loopback; a path prefix is kept.
   * @default the environment's FIREWORKS_BASE_URL, else the spec's server
   */
  readonly baseUrl?: string | URL | undefined;
  /**
   * For a whole call, in milliseconds: attempts, waits, the key function and the body.
   * @default 60000
   */
  readonly timeout?: number | undefined;
  /**
   * How often a failed attempt is repeated at most; 0 turns retries off.
   * @default 2
   */
  readonly maxRetries?: number | undefined;
  /**
   * Headers to add to each request; `null` removes one. `authorization`, `content-type`, `host` and
   * `content-length` are not yours to set.
   */
  readonly headers?: GatewayHeaders | undefined;
  /**
   * What sends: called as `fetch(url, init)` with plain values.
   * @default globalThis.fetch, looked up at each attempt
   */
  readonly fetch?: Fetch | undefined;
  /**
   * Called after each attempt, for logs, metrics and traces. It never sees the key or a value; what
   * it throws is ignored.
   */
  readonly onAttempt?: ((report: AttemptReport) => void) | undefined;
  /**
   * Allows a page with a DOM, where every visitor can read the API key.
   * @default false
   */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}
