import type { operations } from "../generated/schema.js";
import { ownOptions } from "../input/option-checks.js";
import type { Secret } from "../secrets/secret.js";
import {
  validateCreateSecret,
  unauthenticated,
  type CreateSecretRequest,
} from "./create-secret.js";
import { refusal, responseOf, type FakeAnswer } from "./fake-answer.js";
import { recordRequest, type RecordedRequest } from "./recorded-request.js";

/** What a fake gateway can be told. */
export interface FakeGatewayOptions {
  /**
   * The only API key that is let in.
   * @default every key is
   */
  readonly apiKey?: string | undefined;
  /**
   * The only account that the key may act for.
   * @default every account
   */
  readonly accountId?: string | undefined;
}

/** A gateway inside this process: no port, no network. */
export interface FakeGateway {
  /**
   * Answers in place of the platform's `fetch`. Give it to a client as `fetch`, or call it in a
   * request handler of your own with the `Request` that came.
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Every request that came, in order; those with a planned answer or failure included. */
  readonly requests: readonly RecordedRequest[];
  /** The secrets that were created, in order, as the gateway gives them: without their values. */
  readonly secrets: readonly Secret[];
  /**
   * Plans the answer to the next request, whatever it asks; what it asks is not done. Plans are used
   * up in the order in which they were made.
   *
   * @throws RangeError or TypeError for a status or a header that no response can have
   */
  respondOnce(answer: FakeAnswer): void;
  /**
   * Has the next request fail with this error, as `fetch` does where a connection fails; what it
   * asks is not done.
   *
   * @param error by default a TypeError that says that the connection was reset
   */
  failOnce(error?: unknown): void;
}

const optionNames = [
  "apiKey",
  "accountId",
] as const satisfies readonly (keyof FakeGatewayOptions)[];

const created: keyof operations["Gateway_CreateSecret"]["responses"] = 200;

/**
 * Makes a gateway for tests. It judges requests by the spec, keeps the secrets that are created, and
 * answers as the gateway does: never with a value, and its errors in the gateway's own form.
 *
 * | answer | to                                                                        |
 * | ------ | ------------------------------------------------------------------------- |
 * | 200    | a request that keeps to the spec                                          |
 * | 400    | a body, a path or a query that breaks the spec                            |
 * | 401    | no bearer token, or one that is not `apiKey`                              |
 * | 403    | an account that is not `accountId`                                        |
 * | 404    | another path                                                              |
 * | 405    | another method                                                            |
 * | 409    | a name that the account has already                                       |
 * | 415    | a body that is not declared to be JSON in UTF-8                           |
 *
 * @throws GatewayInputError for an option that does not exist
 *
 * @example
 * ```ts
 * import { createGatewayClient } from "fireworks-gateway-client";
 * import { createFakeGateway } from "fireworks-gateway-client/testing";
 *
 * const fake = createFakeGateway();
 * const gateway = createGatewayClient({ apiKey: "test", accountId: "acme", fetch: fake.fetch });
 *
 * await gateway.createSecret({ name: "accounts/acme/secrets/db", keyName: "DB", value: "hush" });
 * console.log(fake.requests[0]?.body); // with the value: it is what your code sent
 * console.log(fake.secrets); // without
 *
 * fake.respondOnce({ status: 429, headers: { "retry-after": "1" } });
 * fake.failOnce(new TypeError("fetch failed", { cause: { code: "ECONNREFUSED" } }));
 * ```
 */
export function createFakeGateway(options: FakeGatewayOptions = {}): FakeGateway {
  const own = ownOptions(options, optionNames);
  const requests: RecordedRequest[] = [];
  const secrets = new Map<string, Secret>();
  const plans: ({ readonly answer: FakeAnswer } | { readonly error: unknown })[] = [];
  const answerTo = (request: RecordedRequest): FakeAnswer => {
    const validated = validateCreateSecret(request);
    return "status" in validated ? validated : createSecret(own, secrets, validated);
  };

  return {
    requests,
    get secrets() {
      return [...secrets.values()];
    },
    async fetch(input, init) {
      const request = new Request(input, init);
      const recorded = await recordRequest(request);
      request.signal.throwIfAborted();
      requests.push(recorded);
      const plan = plans.shift();
      if (plan && "error" in plan) throw plan.error;
      return responseOf(plan?.answer ?? answerTo(recorded));
    },
    respondOnce(answer) {
      // What no response can have is told to the test at once, not to the client as a failure.
      responseOf(answer);
      plans.push({ answer });
    },
    failOnce(error = connectionReset()) {
      plans.push({ error });
    },
  };
}

function createSecret(
  options: FakeGatewayOptions,
  secrets: Map<string, Secret>,
  { apiKey, accountId, body }: CreateSecretRequest,
): FakeAnswer {
  if (apiKey !== (options.apiKey ?? apiKey)) return unauthenticated("the API key is not known");
  if (accountId !== (options.accountId ?? accountId)) {
    return refusal(403, "PERMISSION_DENIED", "the API key is not for this account");
  }
  const { name, keyName } = body;
  const place = JSON.stringify([accountId, name]);
  if (secrets.has(place)) return refusal(409, "ALREADY_EXISTS", `${name} already exists`);
  const secret: Secret = { name, keyName };
  secrets.set(place, secret);
  return { status: created, body: secret };
}

function connectionReset(): TypeError {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  return new TypeError("fetch failed", { cause });
}
