import { GatewayInputError } from "../errors/gateway-input-error.js";
import { isObject } from "./is-object.js";

/** Headers to add to a request; `null` removes one that would be sent otherwise. */
export type GatewayHeaders = Readonly<Record<string, string | null | undefined>>;

/** Checked headers, with names in lower case. */
export type CheckedHeaders = Readonly<Record<string, string | null>>;

// The first four are set by this package; the others are hop-by-hop; an object cannot be given a
// property of the last name.
const refused =
  /^(authorization|content-type|content-length|host|connection|expect|keep-alive|te|trailer|transfer-encoding|upgrade|__proto__)$/;

const token = /^[!#$%&'*+.^_`|~\w-]+$/;
const text = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Checks headers, and turns their names to lower case.
 *
 * @throws GatewayInputError that names the header, never its value
 */
export function checkHeaders(headers: Readonly<Record<string, unknown>>): CheckedHeaders {
  if (!isObject(headers) || Symbol.iterator in headers) {
    throw new GatewayInputError("headers", "must be a plain object of names and values");
  }
  const given = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [checkName(name), checkValue(name, value)]),
  );
}

/**
 * Checks headers, and merges them over others; `null` removes one.
 *
 * @throws GatewayInputError that names the header, never its value
 */
export function mergeHeaders(
  base: Readonly<Record<string, string>>,
  added: GatewayHeaders | undefined,
): Readonly<Record<string, string>> {
  if (added === undefined) return base;
  const headers = { ...base };
  for (const [name, value] of Object.entries(checkHeaders(added))) {
    if (value === null) delete headers[name];
    else headers[name] = value;
  }
  return headers;
}

function checkName(name: string): string {
  if (!token.test(name)) throw new GatewayInputError("headers", "contains an invalid header name");
  const lowerCase = name.toLowerCase();
  if (refused.test(lowerCase)) throw new GatewayInputError(`headers.${lowerCase}`, "cannot be set");
  return lowerCase;
}

function checkValue(name: string, value: unknown): string | null {
  if (value === null) return null;
  if (typeof value === "string" && text.test(value)) return value;
  const problem = "must be a string of Latin-1 characters without line breaks";
  throw new GatewayInputError(`headers.${name.toLowerCase()}`, problem);
}
