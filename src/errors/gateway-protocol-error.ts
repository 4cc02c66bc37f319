import { brand, GatewayError } from "./gateway-error.js";

/**
 * The answer is not what the spec promises: a success whose body is not JSON, has the wrong shape,
 * breaks off or passes 1 MiB; or a redirect, which is never followed.
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

  /** The HTTP status; 0 where the platform hides it. */
  readonly status: number;
  /** The request's id for the vendor's support, from the response's headers. */
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
