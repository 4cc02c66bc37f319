import { brand, GatewayError } from "./gateway-error.js";

/** Reason of a failed connection: an error of this package's own, never the platform's. */
export interface ConnectionFailureCause extends Error {
  /** Such as `ECONNREFUSED`; `undefined` on Deno and in browsers. */
  readonly code: string | undefined;
}

/**
 * No response arrived: refused, reset, DNS, TLS, a malformed status line.
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
