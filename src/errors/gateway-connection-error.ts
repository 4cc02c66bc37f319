import { brand, GatewayError } from "./gateway-error.js";

/** What is known of a failed connection: a fresh, scrubbed object, never the platform's own. */
export interface ConnectionFailureCause {
  readonly name: string;
  readonly message: string;
  /** Such as `ECONNREFUSED`; Deno and browsers give none. */
  readonly code: string | undefined;
}

/**
 * No answer came: refused, reset, DNS, TLS, a malformed status line.
 *
 * @example
 * ```ts
 * import { GatewayConnectionError } from "fireworks-gateway-client";
 *
 * export const refused = (error: unknown): boolean =>
 *   GatewayConnectionError.isInstance(error) && error.cause.code === "ECONNREFUSED";
 * ```
 */
export class GatewayConnectionError extends GatewayError {
  static {
    brand(this.prototype, "GatewayConnectionError");
  }

  declare readonly cause: ConnectionFailureCause;

  constructor(message: string, mayHaveSucceeded: boolean, cause: ConnectionFailureCause) {
    super(message, mayHaveSucceeded, { cause });
  }
}
