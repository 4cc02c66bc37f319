import { operations, server, version as specVersion } from "./generated/spec.js";
import { validators } from "./generated/validators.js";
import { GatewayInputError } from "./errors/gateway-input-error.js";
import { callOptionNames, GatewayCall, type ClientSettings } from "./gateway-call.js";
import { createHttp } from "./http.js";
import type { GatewayHttp } from "./http-types.js";
import { accountIdSource } from "./input/account-id.js";
import { apiKeySource } from "./input/api-key.js";
import { checkBaseUrl } from "./input/base-url.js";
import { environmentVariable, isBrowser, isPage } from "./input/environment.js";
import { checkHeaders, layHeaders } from "./input/headers.js";
import { checkMaxRetries, checkOptionNames, checkTimeout } from "./input/limits.js";
import { judgeRequestBody, successReader } from "./judge.js";
import { carriedByExchange, createOpenapiFetchClient } from "./openapi-fetch-client.js";
import { contractAt } from "./operation-contract.js";
import { termsOf } from "./operation-terms.js";
import type { CreateSecretOptions, GatewayClientOptions } from "./options.js";
import { systemRuntime, type Runtime } from "./runtime.js";
import type { CreateSecretBody, Secret } from "./types.js";
import { packageVersion } from "./version.js";

/** A client of the gateway. It holds nothing that could be printed: no key, no options. */
export interface GatewayClient {
  /**
   * Creates a secret: the spec's operation `Gateway_CreateSecret`.
   *
   * @param secret the operation's request body, as the spec has it. It is copied once; what was
   * judged is what is sent. `value` is never trimmed or looked into.
   * @param options what this call sets for itself
   * @returns the created secret without `value`, which is write-only: it is removed even where the
   * server echoes it
   * @throws GatewayInputError before any request, when an argument cannot be used
   * @throws GatewayApiError when the server answers with an error status
   * @throws GatewayConnectionError when no answer comes
   * @throws GatewayTimeoutError when `timeout` passes
   * @throws GatewayProtocolError when the answer is not what the spec promises
   *
   * @example
   * ```ts
   * import { createGatewayClient, secretName } from "fireworks-gateway-client";
   *
   * const gateway = createGatewayClient({ accountId: "acme" });
   * const secret = await gateway.createSecret({
   *   name: secretName("acme", "wolfram-alpha-api-key"),
   *   keyName: "WOLFRAM_ALPHA_API_KEY",
   *   value: "sk-1234567890abcdef",
   * });
   * console.log(secret.name);
   * ```
   */
  createSecret(secret: CreateSecretBody, options?: CreateSecretOptions): Promise<Secret>;

  /** Every operation of the vendored document, by method and path. */
  readonly http: GatewayHttp;
}

const clientOptionNames = [
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

const createSecretOptionNames = [
  "accountId",
  ...callOptionNames,
] as const satisfies readonly (keyof CreateSecretOptions)[];

/**
 * Makes a client. It costs next to nothing and opens no connection.
 *
 * @throws GatewayInputError when an option cannot be used, or in a page with a DOM
 *
 * @example
 * ```ts
 * import { createGatewayClient } from "fireworks-gateway-client";
 *
 * const gateway = createGatewayClient({ accountId: "acme", maxRetries: 0 });
 * ```
 */
export function createGatewayClient(options: GatewayClientOptions = {}): GatewayClient {
  return createClientWith(systemRuntime, options);
}

/** The same with time and chance in the caller's hands. */
export function createClientWith(runtime: Runtime, options: GatewayClientOptions): GatewayClient {
  checkOptionNames(options, clientOptionNames);
  if (isPage() && options.dangerouslyAllowBrowser !== true) {
    throw new GatewayInputError(
      "dangerouslyAllowBrowser",
      "is not set, and this is a page: each of its visitors could read the API key",
    );
  }
  const settings = settingsOf(runtime, options);
  const { baseUrl = environmentVariable("FIREWORKS_BASE_URL") ?? server } = options;
  const client = createOpenapiFetchClient(checkBaseUrl(baseUrl));
  const accountIdOf = accountIdSource(options.accountId);

  const operation = "Gateway_CreateSecret";
  const { path, method, writeOnly } = operations[operation];
  const { request, response } = validators[operation];
  const rules = { validator: request, writeOnly: writeOnly.request };
  const terms = {
    operation,
    method: method.toUpperCase(),
    ...termsOf(operation, method),
    readSuccess: successReader({ validator: response, writeOnly: writeOnly.response }),
  };

  return Object.freeze<GatewayClient>({
    async createSecret(secret, callOptions = {}) {
      checkOptionNames(callOptions, createSecretOptionNames);
      const account_id = accountIdOf(callOptions.accountId);
      const judged = judgeRequestBody("secret", secret, rules);
      const exchange = new GatewayCall(settings, terms, judged, callOptions);
      const params = { path: { account_id } };
      const body = carriedByExchange(judged.body);
      await client.POST(path, { params, body, exchange });
      const answer = exchange.answer();
      if ("error" in answer) throw answer.error;
      return answer.value;
    },
    http: createHttp(client, settings, contractAt),
  });
}

function settingsOf(runtime: Runtime, options: GatewayClientOptions): ClientSettings {
  const { fetch: ownFetch, onAttempt, timeout = 60_000, maxRetries = 2 } = options;
  checkFunction("fetch", ownFetch);
  checkFunction("onAttempt", onAttempt);
  const userAgent = `fireworks-gateway-client/${packageVersion} (spec ${specVersion})`;
  const defaults = {
    accept: "application/json",
    ...(!isBrowser() && { "user-agent": userAgent }),
  };
  return {
    transport: {
      apiKey: apiKeySource(options.apiKey),
      fetch: () => ownFetch ?? globalThis.fetch,
      onAttempt,
      runtime,
    },
    headers: layHeaders(defaults, checkHeaders(options.headers)),
    timeout: checkTimeout(timeout),
    maxRetries: checkMaxRetries(maxRetries),
  };
}

function checkFunction(name: string, value: unknown): void {
  if (value === undefined || typeof value === "function") return;
  throw new GatewayInputError(name, "must be a function");
}
