import { GatewayInputError } from "../errors/gateway-input-error.js";

/** Where a platform's timers end: 2^31 - 1 milliseconds, 24.8 days. */
const longestTimeout = 2 ** 31 - 1;

/** @throws GatewayInputError unless it is a number of milliseconds that a timer can count */
export function checkTimeout(timeout: unknown): number {
  if (typeof timeout === "number" && timeout > 0 && timeout <= longestTimeout) return timeout;
  const problem = `must be milliseconds, more than 0 and at most ${longestTimeout}`;
  throw new GatewayInputError("timeout", problem);
}

/** @throws GatewayInputError unless it is a whole number, 0 or more */
export function checkMaxRetries(maxRetries: unknown): number {
  if (Number.isSafeInteger(maxRetries) && Number(maxRetries) >= 0) return Number(maxRetries);
  throw new GatewayInputError("maxRetries", "must be a whole number, 0 or more");
}

/** @throws GatewayInputError unless it is an AbortSignal or nothing */
export function checkSignal(signal: unknown): AbortSignal | undefined {
  // Not instanceof: a test environment or an iframe brings a class of its own.
  if (signal === undefined || isSignal(signal)) return signal;
  throw new GatewayInputError("signal", "must be an AbortSignal");
}

const isSignal = (value: unknown): value is AbortSignal =>
  typeof value === "object" && value !== null && "aborted" in value && "addEventListener" in value;

/**
 * Refuses options that do not exist: they would do nothing, where something was meant.
 *
 * @param field how the caller knows the options
 * @throws GatewayInputError that names the first of them
 */
export function checkOptionNames(
  options: unknown,
  known: readonly string[],
  field = "options",
): void {
  if (typeof options !== "object" || options === null) {
    throw new GatewayInputError(field, "must be an object");
  }
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new GatewayInputError(unknown, `is not an option here; these are: ${known.join(", ")}`);
  }
}
