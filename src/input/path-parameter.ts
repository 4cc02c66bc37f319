import { GatewayInputError } from "../errors/gateway-input-error.js";

/**
 * Checks a value that becomes one segment of a path. Everything else is percent-encoded once.
 *
 * @param field how the caller knows it
 * @throws GatewayInputError
 */
export function checkPathParameter(field: string, value: unknown): string {
  const segment = typeof value === "number" ? String(value) : value;
  const problem = problemOf(segment);
  if (typeof segment === "string" && problem === undefined) return segment;
  throw new GatewayInputError(field, problem ?? "is missing");
}

function problemOf(segment: unknown): string | undefined {
  if (segment === undefined || segment === null) return "is missing";
  if (typeof segment !== "string") return `must be a string, got ${typeof segment}`;
  if (segment === "") return "is empty";
  if (segment.includes("/")) return "must not hold a slash";
  if (segment === "." || segment === "..") return 'must not be "." or ".."';
  if (/[\p{Cc}\p{Cs}]/u.test(segment)) return "holds a control character or half a surrogate pair";
  return undefined;
}
