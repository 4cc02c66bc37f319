/**
 * Base class of every error that this package rejects with. A caller's abort rejects with
 * `signal.reason` instead, as `fetch` does.
 *
 * An error never contains the API key, a secret's value, a request, a response or a body.
 *
 * @example
 * ```ts
 * import { GatewayError } from "fireworks-gateway-client";
 *
 * export function advise(error: unknown): string {
 *   if (!GatewayError.isInstance(error)) throw error;
 *   return error.mayHaveSucceeded
 *     ? "The request may have taken effect: check before you try again."
 *     : "Nothing was changed: it is safe to try again.";
 * }
 * ```
 */
export class GatewayError extends Error {
  static {
    brand(this.prototype, "GatewayError");
  }

  /**
   * True if the request may have taken effect despite this error, over all attempts of the call.
   * `false` is certain; anything uncertain is `true`.
   */
  readonly mayHaveSucceeded: boolean;

  constructor(message: string, mayHaveSucceeded: boolean, options?: ErrorOptions) {
    super(message, options);
    this.mayHaveSucceeded = mayHaveSucceeded;
  }

  /**
   * Tests for this class. Unlike `instanceof`, it also recognizes errors of another copy of this
   * package.
   */
  static isInstance<Instance extends GatewayError>(
    this: { readonly prototype: Instance },
    error: unknown,
  ): error is Instance {
    const { prototype } = this;
    const symbol = symbolOf(prototype.name);
    // A class derived from one of these has no brand, nor a twin in another copy.
    return Object.hasOwn(prototype, symbol)
      ? symbol in Object(error)
      : Object.prototype.isPrototypeOf.call(prototype, Object(error));
  }
}

/** Names a class of errors, and marks it so that other copies of this package recognize it. */
export function brand(prototype: GatewayError, name: string): void {
  // Defined, because an assignment throws where Error.prototype is frozen.
  Object.defineProperties(prototype, {
    name: { value: name, writable: true, configurable: true },
    [symbolOf(name)]: { value: true },
  });
}

function symbolOf(name: string): symbol {
  return Symbol.for(`fireworks-gateway-client.${name}`);
}
