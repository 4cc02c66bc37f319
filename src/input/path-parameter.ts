import { GatewayInputError } from "../errors/gateway-input-error.js";

/** No control character and no half of a surrogate pair. */
const carried = /^[ -~\xa0-\ud7ff\ue000-\u{10ffff}]+$/u;

/**
 * Checks a value that becomes one segment of a path. Everything else is percent-encoded once.
 *
 * @param field how the caller knows it
 * @throws GatewayInputError
 */
export function checkPathParameter(field: string, value: unknown): string {
  if (value === undefined || value === null) throw new GatewayInputError(field, "is missing");
  const segment = typeof value === "number" ? String(value) : value;
  if (typeof segment !== "string") {
    throw new GatewayInputError(field, `must be a string, got ${typeof segment}`);
  }
  const problem = problemOf(segment);
  if (problem !== undefined) throw new GatewayInputError(field, problem);
  return segment;
}

function problemOf(segment: string): string | undefined {
  if (segment === "") return "is empty";
  if (segment.includes("/")) return "must not hold a slash";
  if (segment === "." || segment === "..") return 'must not be "." or ".."';
  if (!carried.test(segment)) return "holds a control character or half a surrogate pair";
  return undefined;
}
