import { brand, GatewayError } from "./gateway-error.js";

/**
 * The call took longer than its `timeout`: attempts, waits, the key function and the body together.
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
    super(`no outcome within ${timeout} ms`, mayHaveSucceeded);
    this.timeout = timeout;
  }
}
