import type { Fetch } from "./transport/request.js";
import type { ApiKey } from "./input/api-key.js";
import type { GatewayHeaders } from "./input/headers.js";
import type { AttemptReport } from "./transport/attempt-report.js";

/** Options of one call. Each overrides the client's. */
export interface CallOptions {
  /** Aborts the call, which rejects with `signal.reason`. The request may already have taken effect. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Timeout of the whole call, in milliseconds: attempts, waits, the key function and the body.
   * @default the client's
   */
  readonly timeout?: number | undefined;
  /**
   * Maximum number of retries; 0 disables them.
   * @default the client's
   */
  readonly maxRetries?: number | undefined;
  /** Headers to add to this call's requests; `null` removes one. */
  readonly headers?: GatewayHeaders | undefined;
}

/** Options of one call for the secrets of an account. */
export interface SecretOptions extends CallOptions {
  /**
   * Account of the secrets: the bare id, `acme`, not `accounts/acme`. It is the path parameter
   * `account_id` of the operation.
   * @default the client's
   */
  readonly accountId?: string | undefined;
}

/** Options of a call of `getSecret`. */
export interface GetSecretOptions extends SecretOptions {
  /**
   * Fields to return, separated by commas. They must include `name` and `keyName`, which every
   * secret has. The query parameter `readMask` of the operation.
   * @default all of them
   */
  readonly readMask?: string | undefined;
}

/** Options of a call of `listSecrets`. `timeout` and `maxRetries` apply to each page. */
export interface ListSecretsOptions extends GetSecretOptions {
  /**
   * Maximum number of secrets on a page; the server may return fewer. The query parameter `pageSize`
   * of the operation.
   * @default the server's
   */
  readonly pageSize?: number | undefined;
  /**
   * Page to start with: the `nextPageToken` of the page before it. The query parameter `pageToken` of
   * the operation.
   * @default the first page
   */
  readonly pageToken?: string | undefined;
}

/**
 * Options of `createGatewayClient`. All are optional; each overrides its environment variable, and a
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
   * API key, or a function that returns it or a promise of it, called before every attempt.
   * Surrounding whitespace is trimmed, since mounted files end in a newline.
   * @default the environment variable FIREWORKS_API_KEY, read at each attempt
   */
  readonly apiKey?: ApiKey | undefined;
  /**
   * Account of the secrets: the bare id, `acme`, not `accounts/acme`.
   * @default the environment variable FIREWORKS_ACCOUNT_ID, read at each call
   */
  readonly accountId?: string | undefined;
  /**
   * URL of the gateway: https, or http on loopback. It may have a path prefix, but no credentials,
   * query or fragment.
   * @default the environment variable FIREWORKS_BASE_URL, else the spec's server
   */
  readonly baseUrl?: string | URL | undefined;
  /**
   * Timeout of a whole call, in milliseconds: attempts, waits, the key function and the body.
   * @default 60000
   */
  readonly timeout?: number | undefined;
  /**
   * Maximum number of retries; 0 disables them.
   * @default 2
   */
  readonly maxRetries?: number | undefined;
  /**
   * Headers to add to each request; `null` removes one. `authorization`, `content-type`, `host`,
   * `content-length` and hop-by-hop headers cannot be set.
   */
  readonly headers?: GatewayHeaders | undefined;
  /**
   * Custom `fetch`. Called with a URL string and a plain init object. It must not retry by itself,
   * as fetch-retry and undici's RetryAgent do: `mayHaveSucceeded: false` would no longer be certain.
   * @default globalThis.fetch, looked up at each attempt
   */
  readonly fetch?: Fetch | undefined;
  /**
   * Callback after each attempt, for logs, metrics and traces. It never receives the key or a
   * value, and its errors are ignored.
   */
  readonly onAttempt?: ((report: AttemptReport) => void) | undefined;
  /**
   * Allows use in a page with a DOM, where every visitor can read the API key.
   * @default false
   */
  readonly dangerouslyAllowBrowser?: boolean | undefined;
}
