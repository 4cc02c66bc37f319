import { ownOptions } from "../input/option-checks.js";
import type { Secret } from "../secrets/secret.js";
import { responseOf, type FakeAnswer } from "./fake-answer.js";
import { receive, type RecordedRequest } from "./recorded-request.js";
import { SecretStore } from "./secret-store.js";
import { validateRequest } from "./validate-request.js";

/** Options of `createFakeGateway`. */
export interface FakeGatewayOptions {
  /**
   * The only API key accepted.
   * @default every key
   */
  readonly apiKey?: string | undefined;
  /**
   * The only account accepted.
   * @default every account
   */
  readonly accountId?: string | undefined;
}

/** A fake gateway inside this process, without a port or a network. */
export interface FakeGateway {
  /**
   * Answers in place of the platform's `fetch`. Pass it to a client as `fetch`, or call it in a
   * request handler of your own with the `Request`.
   */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /**
   * Every request received, in order; those with a queued response or failure included. Of a body
   * beyond 1 MiB only that much is kept, as text.
   */
  readonly requests: readonly RecordedRequest[];
  /** The secrets of all accounts, in the order of creation, without their values. */
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

/**
 * Creates a gateway for tests. It validates requests against the document, keeps secrets by account,
 * lists them in pages (50 by default, 200 at most), and answers as the gateway does: never with a
 * value, and with errors in the gateway's own form.
 *
 * | answer | to                                                                        |
 * | ------ | ------------------------------------------------------------------------- |
 * | 200    | a valid request                                                           |
 * | 400    | an invalid body, path or query, or a `name` of another account            |
 * | 401    | no bearer token, or one that is not `apiKey`                              |
 * | 403    | an account that is not `accountId`                                        |
 * | 404    | another path, or a secret that does not exist                             |
 * | 405    | another method                                                            |
 * | 409    | the creation of a secret that exists                                      |
 * | 415    | a body that is not declared to be JSON in UTF-8                           |
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
  const store = new SecretStore();
  const plans: ({ readonly answer: FakeAnswer } | { readonly error: unknown })[] = [];

  return {
    requests,
    get secrets() {
      return store.secrets;
    },
    async fetch(input, init) {
      const request = new Request(input, init);
      const { received, record } = await receive(request);
      request.signal.throwIfAborted();
      requests.push(record);
      const plan = plans.shift();
      if (plan && "error" in plan) throw plan.error;
      if (plan) return responseOf(plan.answer);
      const valid = validateRequest(received, own);
      return responseOf("status" in valid ? valid : store.answer(valid));
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

function connectionReset(): TypeError {
  const cause = Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" });
  return new TypeError("fetch failed", { cause });
}
