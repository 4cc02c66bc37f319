import { GatewayInputError } from "../errors/gateway-input-error.js";

/** No control character and no lone surrogate. */
const sendable = /^[ -~\xa0-\ud7ff\ue000-\u{10ffff}]+$/u;

/**
 * Checks a value that becomes one segment of a path. Everything else is percent-encoded once.
 *
 * @param field path of the value in the input
 * @throws GatewayInputError if it cannot be a segment
 */
export function checkPathParameter(field: string, value: unknown): string {
  if (value === undefined || value === null) throw new GatewayInputError(field, "is missing");
  const segment = typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  if (typeof segment !== "string") {
    throw new GatewayInputError(field, `must be a string, got ${typeof segment}`);
  }
  const problem = problemOf(segment);
  if (problem !== undefined) throw new GatewayInputError(field, problem);
  return segment;
}

function problemOf(segment: string): string | undefined {
  if (segment === "") return "is empty";
  if (segment.includes("/")) return "must not contain a slash";
  if (segment === "." || segment === "..") return 'must not be "." or ".."';
  if (!sendable.test(segment)) return "contains a control character or a lone surrogate";
  return undefined;
}
