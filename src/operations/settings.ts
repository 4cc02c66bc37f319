import { accept, server, version as specVersion } from "../generated/spec.js";
import { GatewayInputError } from "../errors/gateway-input-error.js";
import { accountIdSource } from "../input/account-id.js";
import { apiKeySource } from "../input/api-key.js";
import { checkBaseUrl } from "../input/base-url.js";
import { environmentVariable, isBrowser, isPage } from "../input/environment.js";
import { mergeHeaders } from "../input/headers.js";
import {
  checkFunction,
  checkTimeout,
  checkWholeNumber,
  ownOptions,
} from "../input/option-checks.js";
import type { GatewayClientOptions } from "../options.js";
import type { Clock } from "../transport/clock.js";
import type { Transport } from "../transport/request.js";
import { packageVersion } from "../version.js";

/** Checked options of a client. */
export interface Settings {
  readonly transport: Transport;
  /** Without a trailing slash. */
  readonly baseUrl: string;
  /** Looks up the account of a call. */
  readonly accountIdOf: (ofCall: string | undefined) => string;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeout: number;
  readonly maxRetries: number;
}

const optionNames = [
  "apiKey",
  "accountId",
  "baseUrl",
  "timeout",
  "maxRetries",
  "headers",
  "fetch",
  "onAttempt",
  "dangerouslyAllowBrowser",
] as const satisfies readonly (keyof GatewayClientOptions)[];

/** @throws GatewayInputError if an option is invalid, or in a page with a DOM */
export function checkClientOptions(clock: Clock, options: GatewayClientOptions): Settings {
  const own = ownOptions(options, optionNames);
  const { fetch: ownFetch, onAttempt, timeout = 60_000, maxRetries = 2 } = own;
  if (isPage() && own.dangerouslyAllowBrowser !== true) {
    throw new GatewayInputError(
      "dangerouslyAllowBrowser",
      "is not set, and this is a page: its visitors could read the API key (in tests, use the environment node)",
    );
  }
  checkFunction("fetch", ownFetch);
  checkFunction("onAttempt", onAttempt);
  const { baseUrl = environmentVariable("FIREWORKS_BASE_URL") ?? server } = own;
  return {
    transport: {
      apiKey: apiKeySource(own.apiKey),
      fetch: () => ownFetch ?? globalThis.fetch,
      onAttempt,
      clock,
    },
    baseUrl: checkBaseUrl(baseUrl),
    accountIdOf: accountIdSource(own.accountId),
    headers: mergeHeaders(defaultHeaders(), own.headers),
    timeout: checkTimeout(timeout),
    maxRetries: checkWholeNumber("maxRetries", maxRetries),
  };
}

function defaultHeaders(): Readonly<Record<string, string>> {
  const userAgent = `fireworks-gateway-client/${packageVersion} (spec ${specVersion})`;
  return { accept, ...(!isBrowser() && { "user-agent": userAgent }) };
}
