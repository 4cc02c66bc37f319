import { GatewayInputError } from "../errors/gateway-input-error.js";
import { isObject } from "./is-object.js";

/** A platform's timers end at 2^31 - 1 milliseconds, 24.8 days. */
const longestTimeout = 2 ** 31 - 1;

/** @throws GatewayInputError unless it is a number of milliseconds that a timer can count */
export function checkTimeout(timeout: unknown): number {
  if (typeof timeout === "number" && timeout > 0 && timeout <= longestTimeout) return timeout;
  const problem = `must be milliseconds, more than 0 and at most ${longestTimeout}`;
  throw new GatewayInputError("timeout", problem);
}

/** @throws GatewayInputError unless it is a whole number, 0 or more */
export function checkWholeNumber(field: string, value: unknown): number {
  if (Number.isSafeInteger(value) && Number(value) >= 0) return Number(value);
  throw new GatewayInputError(field, "must be a whole number, 0 or more");
}

/** @throws GatewayInputError unless it is a string that a URL can encode, or `undefined` */
export function checkQueryText(field: string, value: unknown): void {
  if (value === undefined) return;
  if (typeof value !== "string") {
    throw new GatewayInputError(field, `must be a string, got ${typeof value}`);
  }
  if (/[\ud800-\udfff]/u.test(value)) {
    throw new GatewayInputError(field, "contains a lone surrogate, which UTF-8 cannot encode");
  }
}

/** @throws GatewayInputError unless it is an AbortSignal or `undefined` */
export function checkSignal(signal: unknown): AbortSignal | undefined {
  // Not instanceof: a test environment or an iframe brings a class of its own.
  if (signal === undefined || isSignal(signal)) return signal;
  throw new GatewayInputError("signal", "must be an AbortSignal");
}

const isSignal = (value: unknown): value is AbortSignal =>
  isObject(value) && "aborted" in value && "addEventListener" in value;

/** @throws GatewayInputError unless it is a function or `undefined` */
export function checkFunction(field: string, value: unknown): void {
  if (value === undefined || typeof value === "function") return;
  throw new GatewayInputError(field, "must be a function");
}

const none: object = Object.freeze({ __proto__: null });

/**
 * Copies the own properties of an options object, so that a polluted `Object.prototype` sets
 * nothing, and rejects unknown names.
 *
 * @param parent path of the options object in the input; empty at the top
 * @throws GatewayInputError that names the first unknown option by its path
 */
export function ownOptions<Options extends object>(
  options: Options | undefined,
  known: readonly string[],
  parent = "",
): Options {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of options, each of which is optional
  if (options === undefined) return none as Options;
  if (!isObject(options)) {
    throw new GatewayInputError(parent || "options", "must be an object");
  }
  checkNames(options, known, "a known option", parent);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a copy has the type of its original
  return { __proto__: null, ...options } as object as Options;
}

/**
 * @param what what each name has to be, with its article
 * @param parent path of the object in the input; empty at the top
 * @throws GatewayInputError that names the first property which is not known
 */
export function checkNames(
  fields: object,
  known: readonly string[],
  what: string,
  parent: string,
): void {
  const unknown = Object.keys(fields).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const problem = `is not ${what}; expected one of: ${known.join(", ")}`;
  throw new GatewayInputError(parent ? `${parent}.${unknown}` : unknown, problem);
}
