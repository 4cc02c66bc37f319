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

/** Options of `createFakeGateway`. */
export interface FakeGatewayOptions {
  /**
   * The only API key accepted.
   * @default every key
   */
  readonly apiKey?: string | undefined;
  /**
   * The only account that the key can access.
   * @default every account
   */
  readonly accountId?: string | undefined;
}

/** A fake gateway inside this process, without a port or a network. */
export interface FakeGateway {
  /**
   * Answers in place of the platform's `fetch`. Pass it to a client as `fetch`, or call it in your
   * own request handler with a `Request`.
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** Every request received, in order, including those with a queued response or failure. */
  readonly requests: readonly RecordedRequest[];
  /** The created secrets, in order, as the gateway returns them: without their values. */
  readonly secrets: readonly Secret[];
  /**
   * Queues a response for the next request, which then has no other effect. Queued responses and
   * failures are used in order.
   *
   * @throws RangeError or TypeError for a status or a header that no response can have
   */
  respondOnce(answer: FakeAnswer): void;
  /**
   * Makes the next request fail with this error, as `fetch` does when a connection fails. The
   * request has no effect.
   *
   * @param error a TypeError for a reset connection by default
   */
  failOnce(error?: unknown): void;
}

const optionNames = [
  "apiKey",
  "accountId",
] as const satisfies readonly (keyof FakeGatewayOptions)[];

const created: keyof operations["Gateway_CreateSecret"]["responses"] = 200;

/**
 * Creates a fake gateway for tests. It validates requests against the OpenAPI document, stores the
 * created secrets, and answers as the gateway does: never with a value, and with errors in the
 * gateway's format.
 *
 * | status | request                                              |
 * | ------ | ---------------------------------------------------- |
 * | 200    | a valid request                                      |
 * | 400    | an invalid body, path or query                       |
 * | 401    | no bearer token, or one that is not `apiKey`         |
 * | 403    | an account that is not `accountId`                   |
 * | 404    | another path                                         |
 * | 405    | another method                                       |
 * | 409    | a name that the account already has                  |
 * | 415    | a body that is not declared as JSON in UTF-8         |
 *
 * @throws GatewayInputError if an option is unknown
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
 * console.log(fake.requests[0]?.body); // with the value, as your code sent it
 * console.log(fake.secrets); // without the value
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
      // Made here once as well, so that an invalid answer fails the test and not the client.
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
  if (apiKey !== (options.apiKey ?? apiKey)) return unauthenticated("unknown API key");
  if (accountId !== (options.accountId ?? accountId)) {
    return refusal(403, "PERMISSION_DENIED", "the API key has no access to this account");
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
