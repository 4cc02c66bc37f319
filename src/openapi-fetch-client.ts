import createClient from "openapi-fetch";
import { GatewayInputError } from "./errors/gateway-input-error.js";
import type { paths } from "./generated/schema.js";

/** What carries out a call once openapi-fetch has made its URL and serialised its body. */
export interface Exchange {
  readonly send: (url: string, body: string | undefined) => Promise<ExchangedResponse>;
}

/** As much of a Response as openapi-fetch reads, its body judged already. */
export interface ExchangedResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { readonly get: (name: string) => string | null };
  readonly json: () => unknown;
  readonly text: () => string;
}

/** openapi-fetch over the vendored document's paths; each call must carry its `exchange`. */
export type OpenapiFetchClient = ReturnType<typeof createOpenapiFetchClient>;

export function createOpenapiFetchClient(baseUrl: string) {
  // openapi-fetch hands what it makes of `Request` to `fetch`, and reads of what comes back what
  // ExchangedResponse has; its types ask for the platform's whole classes.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the reason above
  const platform = { Request: PlainRequest, fetch: carryOut } as unknown as {
    Request: typeof Request;
    fetch: (request: Request) => Promise<Response>;
  };
  return createClient<paths>({ baseUrl, ...platform });
}

/** Sends by a method and a path template that have been checked at run time. */
export function requestAt(
  client: OpenapiFetchClient,
  method: string,
  path: string,
  call: object,
): Promise<unknown> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- its type only takes literals
  const request = client.request as (...request: [string, string, object]) => Promise<unknown>;
  return request(method, path, call);
}

/**
 * Waits for a call through openapi-fetch.
 *
 * @throws what its exchange rejected with, or a GatewayInputError where openapi-fetch itself could
 * not make the request
 */
export async function settle<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof Rejection) throw error.reason;
    throw new GatewayInputError("params.query", "cannot be written into a URL");
  }
}

/** A rejection on its way through openapi-fetch, which swallows reasons that are falsy. */
class Rejection {
  readonly reason: unknown;

  constructor(reason: unknown) {
    this.reason = reason;
  }
}

/** What openapi-fetch makes in place of a Request: the platform's would cost a third of a call. */
class PlainRequest {
  readonly url: string;
  readonly method: string;
  readonly body: string | undefined;
  readonly exchange: Exchange;

  constructor(url: string, init: { method: string; body?: string; exchange: Exchange }) {
    this.url = url;
    this.method = init.method;
    this.body = init.body;
    this.exchange = init.exchange;
  }
}

async function carryOut({ url, body, exchange }: PlainRequest): Promise<ExchangedResponse> {
  try {
    return await exchange.send(url, body);
  } catch (reason) {
    throw new Rejection(reason);
  }
}
