import { GatewayApiError } from "../errors/gateway-api-error.js";
import { GatewayError } from "../errors/gateway-error.js";
import { GatewayInputError } from "../errors/gateway-input-error.js";
import type { ApiKeyOutcome } from "../input/api-key.js";
import { sendOnce } from "./attempt.js";
import { notify } from "./attempt-report.js";
import { Interruption } from "./interruption.js";
import type { Answer, ErrorAnswer, Failure, Outcome } from "./outcome.js";
import { requestIdOf } from "./read-response.js";
import type { PendingRequest, Transport, TransportRequest } from "./request.js";
import { backoff, jitteredRetryAfter } from "./retry-policy.js";
import { createWithhold } from "./withhold.js";

/**
 * Sends a request, again if its policy allows it, and settles within its `timeout` whatever the
 * network, the server, `fetch` or the key function does.
 *
 * Rejects with an error of this package, or with the reason of the caller's abort.
 */
export async function send<Value>(
  transport: Transport,
  url: string,
  request: TransportRequest<Value>,
): Promise<Answer<Value>> {
  const { signal, timeout, secrets, operation, earlier } = request;
  const { clock } = transport;
  // As fetch does: the caller's own reason, whatever it is.
  if (signal?.aborted) throw signal.reason;
  const now = clock.now();
  const { started = now, mayHaveSucceeded: mayHaveBefore = false } = earlier ?? {};
  const interruption = new Interruption(clock, timeout, now - started, signal);
  const pending = { transport, url, request, interruption, started, secrets: [...secrets] };
  let mayHaveSucceeded = mayHaveBefore;
  try {
    if (interruption.happened) throw errorOf(interruption, mayHaveSucceeded, signal);
    for (let attempt = 1; ; attempt += 1) {
      const attemptStarted = attempt === 1 ? now : clock.now();
      const asked = transport.apiKey();
      const key = asked instanceof Promise ? await interruption.race(asked) : asked;
      const sent = (await attemptWith(key, pending)) ?? interrupted(interruption, false);
      const outcome: Outcome<Value> = mayHaveSucceeded ? orDeleted(sent, pending) : sent;
      if ("ok" in outcome) {
        report(pending, attempt, attemptStarted, outcome);
        return outcome;
      }
      mayHaveSucceeded ||= !operation.policy.isRead && !outcome.harmless;
      const error = errorOf(outcome, mayHaveSucceeded, signal);
      const wait = waitAfter(outcome, attempt, pending);
      report(pending, attempt, attemptStarted, outcome.response, error, wait);
      if (interruption.happened) interruption.abort(error);
      if (wait === undefined) return answerOf(outcome, error, pending);
      if (await interruption.wait(clock, wait)) continue;
      throw errorOf(interruption, mayHaveSucceeded, signal);
    }
  } finally {
    interruption.release();
  }
}

/**
 * Makes the error of a failure, without this module's frames in its stack. V8 keeps ten, so that
 * otherwise those of the package and of a timer would leave no room for the caller's.
 */
function errorOf(
  failure: Pick<Failure, "error">,
  mayHaveSucceeded: boolean,
  signal: AbortSignal | undefined,
): unknown {
  const error = failure.error(mayHaveSucceeded);
  const isOurs = error instanceof GatewayError && error !== signal?.reason;
  if (isOurs) Error.captureStackTrace?.(error, send);
  return error;
}

/** Starts an attempt; resolves to `undefined` if it is interrupted. */
function attemptWith<Value>(
  key: ApiKeyOutcome | undefined,
  pending: PendingRequest<Value>,
): Failure | Promise<Outcome<Value> | undefined> {
  const { transport, interruption, secrets } = pending;
  if (key === undefined) return interrupted(interruption, true);
  if (typeof key === "object") return invalid("apiKey", key.problem);
  const fetch = transport.fetch();
  if (!fetch) return invalid("fetch", "is not available in this runtime: pass options.fetch");
  // Without it no response could be read, and the outcome of a request that was sent would be lost.
  if (typeof TextDecoder === "undefined") {
    return invalid("TextDecoder", "is not available in this runtime: add a polyfill");
  }
  if (!secrets.includes(key)) secrets.push(key);
  return interruption.race(sendOnce(pending, fetch, key));
}

function interrupted(interruption: Interruption, harmless: boolean): Failure {
  return { kind: "final", harmless, error: (may) => interruption.error(may) };
}

function invalid(field: string, problem: string): Failure {
  const error = (may: boolean): unknown => new GatewayInputError(field, problem, may);
  return { kind: "final", harmless: true, error };
}

/** The wait before another attempt, in milliseconds; `undefined` if there is to be none. */
function waitAfter(
  { kind, retryAfter }: Failure,
  attempt: number,
  { request, transport, started }: PendingRequest<unknown>,
): number | undefined {
  const { operation, maxRetries, timeout } = request;
  const { now, random } = transport.clock;
  if (attempt > maxRetries || !operation.policy.retries.has(kind)) return undefined;
  const wait =
    retryAfter === undefined
      ? backoff(attempt - 1, random())
      : jitteredRetryAfter(retryAfter, random());
  return now() - started + wait < timeout ? wait : undefined;
}

/** @throws the error, unless it is the server's own answer */
function answerOf(
  { response, content = "" }: Failure,
  error: unknown,
  { secrets }: PendingRequest<unknown>,
): ErrorAnswer {
  if (!response || !GatewayApiError.isInstance(error)) throw error;
  const { status, headers } = response;
  const text = async (): Promise<string> => content;
  return { ok: false, status, headers, text, error, withhold: createWithhold(secrets) };
}

/** A success in place of the 404 to a deletion that an earlier attempt has probably done. */
function orDeleted<Value>(
  outcome: Outcome<Value>,
  { request, secrets }: PendingRequest<Value>,
): Outcome<Value> {
  if ("ok" in outcome || outcome.kind !== 404 || !outcome.response) return outcome;
  if (!request.operation.policy.isDeletion) return outcome;
  const { status, headers } = outcome.response;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a deletion's success has no content
  const body = undefined as Value;
  return { ok: true, status, headers, body, withhold: createWithhold(secrets) };
}

function report(
  { transport, request, secrets }: PendingRequest<unknown>,
  attempt: number,
  attemptStarted: number,
  response?: Pick<Response, "status" | "headers">,
  error?: unknown,
  wait?: number,
): void {
  const { onAttempt, clock } = transport;
  if (!onAttempt) return;
  notify(onAttempt, {
    operation: request.operation.id,
    attempt,
    status: response?.status,
    requestId: response && requestIdOf(response.headers, createWithhold(secrets)),
    durationMs: clock.now() - attemptStarted,
    error,
    retryInMs: wait,
  });
}
