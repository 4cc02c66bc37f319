import { GatewayInputError } from "../errors/gateway-input-error.js";

const loopback = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Checks a base URL, and removes its trailing slashes.
 *
 * @throws GatewayInputError that never repeats the URL, since it may contain credentials
 */
export function checkBaseUrl(value: unknown): string {
  const { protocol, hostname, username, password, href } = parse(value);
  if (protocol !== "https:" && !(protocol === "http:" && loopback.test(hostname))) {
    throw invalid("must be https, or http on loopback");
  }
  if (username || password) throw invalid("must not contain credentials");
  if (/[?#]/.test(href)) throw invalid("must not have a query or a fragment");
  let end = href.length;
  // Not a pattern: \/+$ takes quadratic time on slashes in the middle.
  while (href[end - 1] === "/") end -= 1;
  return href.slice(0, end);
}

function parse(value: unknown): URL {
  // By tag, because a URL of another realm is no instance of this one's class.
  const isUrl = Object.prototype.toString.call(value) === "[object URL]";
  if (typeof value !== "string" && !isUrl) throw invalid("must be a string or a URL");
  try {
    return new URL(String(value));
  } catch {
    throw invalid("must be an absolute URL, such as https://api.fireworks.ai");
  }
}

const invalid = (problem: string): GatewayInputError => new GatewayInputError("baseUrl", problem);
