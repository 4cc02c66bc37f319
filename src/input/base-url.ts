import { GatewayInputError } from "../errors/gateway-input-error.js";

const loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Checks a base URL and brings it into the form that paths are appended to: no trailing slash.
 *
 * @throws GatewayInputError that never repeats the URL, for it may hold credentials
 */
export function checkBaseUrl(value: string | URL): string {
  const url = parse(value);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback.test(url.hostname))) {
    throw invalid("must be https, or http on loopback");
  }
  if (url.username || url.password) throw invalid("must not hold credentials");
  if (/[?#]/.test(url.href)) throw invalid("must not have a query or a fragment");
  return url.href.replace(/\/+$/, "");
}

function parse(value: unknown): URL {
  if (typeof value !== "string" && !(value instanceof URL)) throw invalid("must be a URL");
  try {
    return new URL(value);
  } catch {
    throw invalid("must be an absolute URL, such as https://api.fireworks.ai");
  }
}

const invalid = (problem: string): GatewayInputError => new GatewayInputError("baseUrl", problem);
