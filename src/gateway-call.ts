import type { GatewayApiError } from "./errors/gateway-api-error.js";
import { checkHeaders, mergeHeaders, type CheckedHeaders } from "./input/headers.js";
import { checkMaxRetries, checkSignal, checkTimeout } from "./input/limits.js";
import type { Exchange, ExchangedResponse } from "./openapi-fetch-client.js";
import type { CallOptions } from "./options.js";
import { send, type Answer, type TransportRequest, type TransportSettings } from "./transport.js";

/** What a client was told, checked. */
export interface ClientSettings {
  readonly transport: TransportSettings;
  readonly headers: CheckedHeaders;
  readonly timeout: number;
  readonly maxRetries: number;
}

/** What is known of a call beside its options, before its URL is made. */
export type CallTerms<Value> = Pick<
  TransportRequest<Value>,
  "operation" | "method" | "retries" | "secrets" | "readSuccess" | "likelyOutcome"
>;

/** The names of the options that every call takes. */
export const callOptionNames = ["signal", "timeout", "maxRetries", "headers"] as const;

/** One call on its way through openapi-fetch; it keeps the answer that openapi-fetch sees part of. */
export class GatewayCall<Value> implements Exchange {
  /** How the call ended, once it has. */
  answer: Answer<Value> | undefined;
  readonly send: (url: string, body: string | undefined) => Promise<ExchangedResponse>;

  /** @throws GatewayInputError when an option cannot be used */
  constructor(settings: ClientSettings, terms: CallTerms<Value>, options: CallOptions) {
    const headers = mergeHeaders(settings.headers, checkHeaders(options.headers));
    const signal = checkSignal(options.signal);
    const timeout = checkTimeout(options.timeout ?? settings.timeout);
    const maxRetries = checkMaxRetries(options.maxRetries ?? settings.maxRetries);
    this.send = async (url, body) => {
      if (body !== undefined) headers["content-type"] = "application/json";
      const request = { ...terms, url, body, headers, signal, timeout, maxRetries };
      this.answer = await send(settings.transport, request);
      return exchangedResponse(this.answer);
    };
  }

  /** The error that the server answered with, if it did. */
  get apiError(): GatewayApiError | undefined {
    return this.answer && "error" in this.answer ? this.answer.error : undefined;
  }
}

// With a length openapi-fetch calls json(); without one it would parse the text once more.
const headers = { get: (name: string) => (name === "Content-Length" ? "1" : null) };

function exchangedResponse<Value>(answer: Answer<Value>): ExchangedResponse {
  if ("error" in answer) {
    return { ok: false, status: answer.error.status, headers, json: () => null, text: () => "" };
  }
  const { value } = answer;
  const status = value === undefined ? 204 : 200;
  return { ok: true, status, headers, json: () => value, text: () => JSON.stringify(value) };
}
