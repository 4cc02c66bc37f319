import { brand, GatewayError } from "./gateway-error.js";

/**
 * The response does not match the spec: a success whose body is not JSON, has the wrong shape, ended
 * early or is too large; or a redirect, which is never followed.
 *
 * @example
 * ```ts
 * import { GatewayProtocolError } from "fireworks-gateway-client";
 *
 * export const unreadable = (error: unknown): boolean =>
 *   GatewayProtocolError.isInstance(error) && error.status === 200;
 * ```
 */
export class GatewayProtocolError extends GatewayError {
  static {
    brand(this.prototype, "GatewayProtocolError");
  }

  /** HTTP status; 0 for an opaque response. */
  readonly status: number;
  /** Request id for the vendor's support, from the response's headers. */
  readonly requestId: string | undefined;

  constructor(
    message: string,
    mayHaveSucceeded: boolean,
    status: number,
    requestId: string | undefined,
  ) {
    super(message, mayHaveSucceeded);
    this.status = status;
    this.requestId = requestId;
  }
}
