import { checkHeaders, layHeaders } from "./input/headers.js";
import { checkMaxRetries, checkSignal, checkTimeout } from "./input/limits.js";
import type { JudgedBody } from "./judge.js";
import { noContent, type Exchange, type ExchangedResponse } from "./openapi-fetch-client.js";
import type { CallOptions } from "./options.js";
import { send } from "./transport.js";
import type { Answer, CallTerms, TransportSettings } from "./transport-request.js";

/** What a client was told, checked. */
export interface ClientSettings {
  readonly transport: TransportSettings;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeout: number;
  readonly maxRetries: number;
}

/** A request body that was judged, as what is sent of it. */
type Sendable = Pick<JudgedBody<unknown>, "text" | "secrets">;

/** The names of the options that every call takes. */
export const callOptionNames = ["signal", "timeout", "maxRetries", "headers"] as const;

/**
 * One call on its way through openapi-fetch, which is told no more than that it ended: how is kept
 * here, judged already, for a rejection's reason may be anything.
 */
export class GatewayCall<Value> implements Exchange {
  readonly send: (url: string) => Promise<ExchangedResponse>;
  #answer: Answer<Value> | undefined;
  #reason: unknown;

  /** @throws GatewayInputError when an option cannot be used */
  constructor(
    settings: ClientSettings,
    terms: CallTerms<Value>,
    { text: body, secrets }: Sendable,
    options: CallOptions,
  ) {
    const { timeout = settings.timeout, maxRetries = settings.maxRetries } = options;
    const headers = layHeaders(settings.headers, checkHeaders(options.headers));
    const signal = checkSignal(options.signal);
    checkTimeout(timeout);
    checkMaxRetries(maxRetries);
    this.send = (url) => {
      // Field by field: what is set after a spread copy costs Node 20 a fifth of a whole call.
      const request = { terms, url, headers, body, signal, timeout, maxRetries, secrets };
      return send(settings.transport, request).then(
        (answer) => {
          this.#answer = answer;
          return noContent;
        },
        (reason: unknown) => {
          this.#reason = reason;
          return noContent;
        },
      );
    };
  }

  /**
   * How the server answered.
   *
   * @throws what the call was rejected with, where it did not
   */
  answer(): Answer<Value> {
    if (this.#answer === undefined) throw this.#reason;
    return this.#answer;
  }
}
