import type { GoogleRpcCode } from "../google-rpc.js";
import { brand, GatewayError } from "./gateway-error.js";

/** What a {@link GatewayApiError} carries besides its message. */
export interface ApiErrorFields {
  readonly status: number;
  readonly code: GoogleRpcCode;
  readonly details: readonly unknown[];
  readonly requestId: string | undefined;
  readonly retryAfter: number | undefined;
}

/**
 * The server answered with an error status (4xx or 5xx), whatever its body.
 *
 * @example
 * ```ts
 * import { GatewayApiError } from "fireworks-gateway-client";
 *
 * export const alreadyExists = (error: unknown): boolean =>
 *   GatewayApiError.isInstance(error) && error.code === "ALREADY_EXISTS";
 * ```
 */
export class GatewayApiError extends GatewayError implements ApiErrorFields {
  static {
    brand(this.prototype, "GatewayApiError");
  }

  /** The HTTP status: 400 to 599. */
  readonly status: number;
  /** The google.rpc code that the body names; where it names none, the one that fits the status. */
  readonly code: GoogleRpcCode;
  /** The body's `details`, scrubbed; empty where it has none. */
  readonly details: readonly unknown[];
  /** The request's id for the vendor's support, from the response's headers. */
  readonly requestId: string | undefined;
  /** How long the server asks to wait before the next try, in milliseconds. */
  readonly retryAfter: number | undefined;

  constructor(fields: ApiErrorFields, serverMessage: string, mayHaveSucceeded: boolean) {
    const text = serverMessage && `: ${serverMessage}`;
    const id = fields.requestId === undefined ? "" : ` (request id ${fields.requestId})`;
    super(`${fields.status} ${fields.code}${text}${id}`, mayHaveSucceeded);
    this.status = fields.status;
    this.code = fields.code;
    this.details = fields.details;
    this.requestId = fields.requestId;
    this.retryAfter = fields.retryAfter;
  }
}
