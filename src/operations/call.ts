import { GatewayInputError } from "../errors/gateway-input-error.js";
import { mergeHeaders } from "../input/headers.js";
import { checkSignal, checkTimeout, checkWholeNumber } from "../input/option-checks.js";
import type { CallOptions } from "../options.js";
import type { Answer } from "../transport/outcome.js";
import type { EarlierRequests, TransportRequest } from "../transport/request.js";
import { send } from "../transport/send.js";
import { createOpenapiFetchClient, requestThrough, type Parameters } from "./openapi-fetch.js";
import type { Operation, OperationInput, OperationValue, TypedOperationId } from "./operation.js";
import type { Settings } from "./settings.js";
import { validateBody } from "./validate-body.js";

/** Names of the options of every call. */
export const callOptionNames = [
  "signal",
  "timeout",
  "maxRetries",
  "headers",
] as const satisfies readonly (keyof CallOptions)[];

/** Options of a call, checked and merged over the client's. */
type CheckedOptions = Pick<
  TransportRequest<unknown>,
  "headers" | "signal" | "timeout" | "maxRetries"
>;

/** @throws GatewayInputError if an option is invalid */
export function checkCallOptions(settings: Settings, options: CallOptions): CheckedOptions {
  const { timeout = settings.timeout, maxRetries = settings.maxRetries } = options;
  return {
    headers: mergeHeaders(settings.headers, options.headers),
    signal: checkSignal(options.signal),
    timeout: checkTimeout(timeout),
    maxRetries: checkWholeNumber("maxRetries", maxRetries),
  };
}

/** Parameters that have been checked, and a body that has not. All given: none is inherited. */
interface Input extends Parameters {
  readonly body: unknown;
}

/** Context of a request within its call. */
interface RequestContext {
  /** Name of the body in the input. */
  readonly bodyName: string;
  readonly earlier?: EarlierRequests;
}

/** Calls an operation; resolves for every status, and rejects if there is no readable answer. */
export type Request = (
  operation: Operation,
  input: Input,
  options: CallOptions,
  context: RequestContext,
) => Promise<Answer<unknown>>;

/** Makes the one way that a call goes: check, validate, send through openapi-fetch, return. */
export function createRequest(settings: Settings): Request {
  const client = createOpenapiFetchClient(settings.baseUrl);
  return async function request(operation, { path, query, body }, options, context) {
    const { text, secrets } = validateBody(operation, body, context.bodyName);
    const checked = checkCallOptions(settings, options);
    const { signal } = checked;
    const { earlier } = context;
    let isSent = false;
    const sendTo = (url: string): Promise<Answer<unknown>> => {
      isSent = true;
      // One copy, and last: with a second one, Node 20 takes a third longer for the whole call.
      const sent = { operation, body: text, secrets, earlier, ...checked };
      return send(settings.transport, url, sent);
    };
    try {
      const { response } = await requestThrough(client, operation, { path, query }, sendTo);
      return response;
    } catch (error) {
      if (!isSent) throw new GatewayInputError("params.query", "cannot be serialized into a URL");
      // openapi-fetch swallows a reason that is falsy, and then fails without a response.
      throw signal?.aborted && !signal.reason ? signal.reason : error;
    }
  };
}

/** Calls an operation; resolves with the value of its success, rejects otherwise. */
export type Call = <Id extends TypedOperationId>(
  operation: Operation<Id>,
  input: OperationInput<Id>,
  options: CallOptions,
  context?: RequestContext,
) => Promise<OperationValue<Id>>;

const ofBody: RequestContext = { bodyName: "body" };

/** Makes the typed call that a client's methods stand on. */
export function createCall(request: Request): Call {
  return async function call<Id extends TypedOperationId>(
    operation: Operation<Id>,
    input: OperationInput<Id>,
    options: CallOptions,
    context = ofBody,
  ) {
    const answer = await request(operation, input, options, context);
    if (!answer.ok) throw answer.error;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- validated by this operation's own schema
    return answer.body as OperationValue<Id>;
  };
}
