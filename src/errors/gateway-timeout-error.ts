import { brand, GatewayError } from "./gateway-error.js";

/**
 * The call took longer than its `timeout`, which covers attempts, waits, the key function and the
 * body.
 *
 * @example
 * ```ts
 * import { GatewayTimeoutError } from "fireworks-gateway-client";
 *
 * export const waited = (error: unknown): number =>
 *   GatewayTimeoutError.isInstance(error) ? error.timeout : 0;
 * ```
 */
export class GatewayTimeoutError extends GatewayError {
  static {
    brand(this.prototype, "GatewayTimeoutError");
  }

  /** The `timeout` that passed, in milliseconds. */
  readonly timeout: number;

  constructor(timeout: number, mayHaveSucceeded: boolean) {
    super(`timed out after ${timeout} ms`, mayHaveSucceeded);
    this.timeout = timeout;
  }
}
