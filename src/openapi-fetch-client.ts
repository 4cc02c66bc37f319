import createClient from "openapi-fetch";
import type { paths } from "./generated/schema.js";

/** What carries out a call once openapi-fetch has made its URL. It has the body already. */
export interface Exchange {
  /** Never rejects: openapi-fetch would swallow a reason that is falsy. */
  readonly send: (url: string) => Promise<ExchangedResponse>;
}

/** As much of a Response as openapi-fetch reads where there is no content. */
export interface ExchangedResponse {
  readonly ok: true;
  readonly status: 204;
  readonly headers: { readonly get: (name: string) => null };
}

/** What openapi-fetch gets of every exchange: it would parse again what has been judged. */
export const noContent: ExchangedResponse = { ok: true, status: 204, headers: { get: () => null } };

/** openapi-fetch over the vendored document's paths; each call must carry its `exchange`. */
export type OpenapiFetchClient = ReturnType<typeof createOpenapiFetchClient>;

export function createOpenapiFetchClient(baseUrl: string) {
  // openapi-fetch hands what it makes of `Request` to `fetch`, and reads of what comes back what
  // ExchangedResponse has; its types ask for the platform's whole classes.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- they have all that openapi-fetch reads of the whole classes
  const platform = { Request: PlainRequest, fetch: carryOut } as unknown as {
    Request: typeof Request;
    fetch: (request: Request) => Promise<Response>;
  };
  return createClient<paths>({ baseUrl, ...platform });
}

/**
 * Has openapi-fetch's types check a body that an exchange carries: serialising it once more, with
 * the headers merged for that, would cost a tenth of a call.
 */
export function carriedByExchange<Body>(_body: Body): Body {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- openapi-fetch checks its type, and is never to send it
  return undefined as Body;
}

/** Sends by a method and a path template that have been checked at run time. */
export function requestAt(
  client: OpenapiFetchClient,
  method: string,
  path: string,
  call: object,
): Promise<unknown> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- typed for literals alone; both were checked at run time
  const request = client.request as (...request: [string, string, object]) => Promise<unknown>;
  return request(method, path, call);
}

/** What openapi-fetch makes in place of a Request: the platform's would cost a third of a call. */
class PlainRequest {
  readonly url: string;
  readonly method: string;
  readonly exchange: Exchange;

  constructor(url: string, init: { method: string; exchange: Exchange }) {
    this.url = url;
    this.method = init.method;
    this.exchange = init.exchange;
  }
}

const carryOut = ({ url, exchange }: PlainRequest): Promise<ExchangedResponse> =>
  exchange.send(url);
