const marker = Symbol.for("fireworks-gateway-client.GatewayError");

/**
 * What every rejection of this package is, except a caller's own abort, which rejects with
 * `signal.reason` as fetch does.
 *
 * It never holds the API key, a secret's value, a request, a response or a body.
 *
 * @example
 * ```ts
 * import { GatewayError } from "fireworks-gateway-client";
 *
 * export function advise(error: unknown): string {
 *   if (!GatewayError.isInstance(error)) throw error;
 *   return error.mayHaveSucceeded
 *     ? "The secret may exist: look before you try again."
 *     : "Nothing was created: it is safe to try again.";
 * }
 * ```
 */
export class GatewayError extends Error {
  static {
    this.prototype.name = "GatewayError";
  }

  /**
   * `false`: the server did not do what was asked. `true`: it may have. It speaks of the whole
   * call, over all its attempts; what cannot be decided counts as `true`.
   */
  readonly mayHaveSucceeded: boolean;

  constructor(message: string, mayHaveSucceeded: boolean, options?: ErrorOptions) {
    super(message, options);
    this.mayHaveSucceeded = mayHaveSucceeded;
    Object.defineProperty(this, marker, { value: true });
  }

  /**
   * Whether `error` is of this class. Unlike `instanceof` it also knows the errors of another copy
   * of this package.
   */
  static isInstance<Instance extends GatewayError>(
    this: { readonly prototype: Instance },
    error: unknown,
  ): error is Instance {
    return (
      error instanceof Error &&
      marker in error &&
      (this.prototype.name === "GatewayError" || this.prototype.name === error.name)
    );
  }
}
