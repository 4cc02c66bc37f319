import { GatewayInputError } from "../errors/gateway-input-error.js";

/** Headers to add to a request; `null` removes one that would be sent otherwise. */
export type GatewayHeaders = Readonly<Record<string, string | null | undefined>>;

/** Headers as they are kept: names in lower case. */
export type CheckedHeaders = Readonly<Record<string, string | null>>;

// The first four are this package's to set; the others belong to the connection, not to a request;
// the last is no property that an object can be given.
const refused =
  /^(authorization|content-type|content-length|host|connection|expect|keep-alive|te|trailer|transfer-encoding|upgrade|__proto__)$/;

const token = /^[!#$%&'*+.^_`|~\w-]+$/;
const text = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Checks headers and brings their names to lower case.
 *
 * @throws GatewayInputError that names the header, never its value
 */
export function checkHeaders(headers: GatewayHeaders | undefined): CheckedHeaders {
  if (headers === undefined) return {};
  if (typeof headers !== "object" || headers === null || Symbol.iterator in headers) {
    throw new GatewayInputError("headers", "must be a plain object of names and values");
  }
  const given = Object.entries(headers).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]) => [checkName(name), checkValue(name, value)]),
  );
}

/** Lays headers over others; `null` takes one away. */
export function layHeaders(
  base: Readonly<Record<string, string>>,
  added: CheckedHeaders,
): Readonly<Record<string, string>> {
  const changes = Object.entries(added);
  if (changes.length === 0) return base;
  const headers = { ...base };
  for (const [name, value] of changes) {
    if (value === null) delete headers[name];
    else headers[name] = value;
  }
  return headers;
}

function checkName(name: string): string {
  if (!token.test(name)) throw new GatewayInputError("headers", "holds a name that is not allowed");
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
