import { brand, GatewayError } from "./gateway-error.js";

/**
 * Invalid input: an option, the account id, the key, a header, or a body that does not match the
 * spec's schema. The attempt that it ended sent nothing.
 *
 * @example
 * ```ts
 * import { GatewayInputError, secretName } from "fireworks-gateway-client";
 *
 * try {
 *   secretName("acme", "Not An Id");
 * } catch (error) {
 *   if (GatewayInputError.isInstance(error)) console.error(error.field, error.message);
 * }
 * ```
 */
export class GatewayInputError extends GatewayError {
  static {
    brand(this.prototype, "GatewayInputError");
  }

  /** Path of the invalid input: `accountId`, `headers.x-team`, `secret.keyName`. */
  readonly field: string;

  constructor(field: string, problem: string, mayHaveSucceeded = false) {
    super(`${field} ${problem}`, mayHaveSucceeded);
    this.field = field;
  }
}
