import { brand, GatewayError } from "./gateway-error.js";
import type { GoogleRpcCode } from "./google-rpc-code.js";

/** Fields of a {@link GatewayApiError} besides its message. */
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

  /** HTTP status, 400 to 599. */
  declare readonly status: number;
  /** The google.rpc code in the body, else the code that corresponds to the status. */
  declare readonly code: GoogleRpcCode;
  /** The body's `details`; empty if it has none, or if they repeat part of a secret. */
  declare readonly details: readonly unknown[];
  /** Request id for the vendor's support, from the response's headers. */
  declare readonly requestId: string | undefined;
  /** The wait that the server asks for before the next request, in milliseconds. */
  declare readonly retryAfter: number | undefined;

  constructor(fields: ApiErrorFields, serverMessage: string, mayHaveSucceeded: boolean) {
    const text = serverMessage && `: ${serverMessage}`;
    const id = fields.requestId === undefined ? "" : ` (request id ${fields.requestId})`;
    super(`${fields.status} ${fields.code}${text}${id}`, mayHaveSucceeded);
    Object.assign(this, fields);
  }
}
