import { checkHeaders, layHeaders } from "./input/headers.js";
import { checkMaxRetries, checkSignal, checkTimeout } from "./input/limits.js";
import type { JudgedBody } from "./judge.js";
import type { Exchange, ExchangedResponse } from "./openapi-fetch-client.js";
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
 * One call on its way through openapi-fetch, which only sees that it worked or did not: how it
 * ended is kept here, for a rejection's reason may be anything.
 */
export class GatewayCall<Value> implements Exchange {
  /** The server's answer, once there is one. */
  answer: Answer<Value> | undefined;
  #reason: unknown;
  readonly send: (url: string) => Promise<ExchangedResponse>;

  /** @throws GatewayInputError when an option cannot be used */
  constructor(
    settings: ClientSettings,
    terms: CallTerms<Value>,
    { text: body, secrets }: Sendable,
    options: CallOptions,
  ) {
    const headers = layHeaders(settings.headers, checkHeaders(options.headers));
    const signal = checkSignal(options.signal);
    const timeout = checkTimeout(options.timeout ?? settings.timeout);
    const maxRetries = checkMaxRetries(options.maxRetries ?? settings.maxRetries);
    this.send = (url) => {
      const request = { terms, url, headers, body, signal, timeout, maxRetries, secrets };
      return send(settings.transport, request).then(
        (answer) => {
          this.answer = answer;
          return "error" in answer ? failed : new Succeeded(answer.value);
        },
        (reason: unknown) => {
          this.#reason = reason;
          return failed;
        },
      );
    };
  }

  /** Why the call failed: the error that the server answered with, or what it was rejected with. */
  get failure(): unknown {
    return this.answer && "error" in this.answer ? this.answer.error : this.#reason;
  }
}

// With a length openapi-fetch calls json(); without one it would parse the text once more.
const withLength = { get: () => "1" };

const failed: ExchangedResponse = {
  ok: false,
  status: 500,
  headers: withLength,
  text: () => "",
};

class Succeeded {
  readonly ok = true;
  readonly status = 200;
  readonly headers = withLength;
  readonly json: () => unknown;

  constructor(value: unknown) {
    this.json = () => value;
  }
}
