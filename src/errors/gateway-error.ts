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
    brand(this.prototype, "GatewayError");
  }

  /**
   * `false`: the server did not do what was asked. `true`: it may have. It speaks of the whole
   * call, over all its attempts; what cannot be decided counts as `true`.
   */
  readonly mayHaveSucceeded: boolean;

  constructor(message: string, mayHaveSucceeded: boolean, options?: ErrorOptions) {
    super(message, options);
    this.mayHaveSucceeded = mayHaveSucceeded;
  }

  /**
   * Whether `error` is of this class. Unlike `instanceof` it also knows the errors of another copy
   * of this package.
   */
  static isInstance<Instance extends GatewayError>(
    this: { readonly prototype: Instance },
    error: unknown,
  ): error is Instance {
    const { prototype } = this;
    const symbol = symbolOf(prototype.name);
    // A class that someone derived from one of these has no brand, nor a twin in another copy.
    return Object.hasOwn(prototype, symbol)
      ? symbol in Object(error)
      : Object.prototype.isPrototypeOf.call(prototype, Object(error));
  }
}

/** Names a class of errors, and marks it so that other copies of this package know it. */
export function brand(prototype: GatewayError, name: string): void {
  prototype.name = name;
  Object.defineProperty(prototype, symbolOf(name), { value: true });
}

function symbolOf(name: string): symbol {
  return Symbol.for(`fireworks-gateway-client.${name}`);
}
