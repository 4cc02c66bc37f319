import createClient, { createQuerySerializer } from "openapi-fetch";
import type { paths } from "../generated/schema.js";
import type { Answer } from "../transport/outcome.js";
import type { Operation } from "./operation.js";

/** Sends a request once openapi-fetch has made its URL. */
export type SendTo = (url: string) => Promise<Answer<unknown>>;

/** Parameters of a request by place. */
export interface Parameters {
  readonly path: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>> | undefined;
}

/** openapi-fetch over the document's paths. */
export type OpenapiFetchClient = ReturnType<typeof createOpenapiFetchClient>;

export function createOpenapiFetchClient(baseUrl: string) {
  const options: object = {
    ...nothingInherited,
    baseUrl,
    // They have everything that openapi-fetch reads of the platform's classes.
    Request: PlainRequest,
    fetch: carryOut,
    // Given here, it is not made for each call.
    querySerializer: createQuerySerializer(),
  };
  return createClient<paths>(options);
}

/**
 * Has openapi-fetch make the URL of an operation's request, send it and return the answer.
 *
 * The text of the body is sent beside it, since serializing the validated copy again takes a tenth
 * of a call.
 */
export function requestThrough(
  client: OpenapiFetchClient,
  { method, path, serializeQuery }: Operation,
  parameters: Parameters,
  send: SendTo,
): Promise<{ readonly response: Answer<unknown> }> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- typed for literals; method and path are an operation's of the same document, and "stream" returns the answer's own body
  const request = client[method as "POST"] as unknown as (
    path: string,
    init: object,
  ) => Promise<{ readonly response: Answer<unknown> }>;
  return request(path, {
    // openapi-fetch sets it too: to add it to its copy takes a twentieth of a call.
    method,
    params: {
      path: parameters.path,
      // It is iterated over, inherited properties included.
      query: { __proto__: null, ...parameters.query },
      header: undefined,
    },
    querySerializer: serializeQuery,
    parseAs: "stream",
    send,
    ...nothingInherited,
  });
}

/** Options that openapi-fetch would read from a polluted Object.prototype, and leak the secret. */
const nothingInherited = {
  baseUrl: undefined,
  fetch: undefined,
  Request: undefined,
  headers: undefined,
  body: undefined,
  middleware: undefined,
  bodySerializer: undefined,
  pathSerializer: undefined,
  requestInitExt: undefined,
};

/** A Request in form only: the platform's would take a third of a call. */
class PlainRequest {
  readonly url: string;
  readonly method: string;
  readonly send: SendTo;

  constructor(url: string, init: { method: string; send: SendTo }) {
    this.url = url;
    this.method = init.method;
    this.send = init.send;
  }
}

const carryOut = ({ url, send }: PlainRequest): Promise<Answer<unknown>> => send(url);
