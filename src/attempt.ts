import { readConnectionFailure } from "./connection-failure.js";
import { readErrorBody } from "./error-body.js";
import { GatewayApiError } from "./errors/gateway-api-error.js";
import { GatewayConnectionError } from "./errors/gateway-connection-error.js";
import type { GatewayError } from "./errors/gateway-error.js";
import { GatewayInputError } from "./errors/gateway-input-error.js";
import { GatewayProtocolError } from "./errors/gateway-protocol-error.js";
import { codeOfStatus } from "./google-rpc.js";
import type { Redact } from "./redact.js";
import { discardBody, readBody, type BodyOutcome } from "./response-body.js";
import { readRetryAfter } from "./retry-after.js";
import type { FailureKind } from "./retry.js";

/** What a `fetch` is called with beside the URL: plain values, so that any wrapper can read them. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly redirect: "manual";
  readonly signal: AbortSignal;
}

/** A `fetch` as this package calls it; the platform's own fits. */
export type Fetch = (url: string, init: FetchInit) => Promise<Response>;

/** Makes a value of a success's body, or says what is wrong with it. */
export type ReadSuccess<Value> = (body: Uint8Array) => { value: Value } | string;

/** One sending of a request. */
export interface Attempt<Value> {
  /** Old runtimes and some test environments have none. */
  readonly fetch: Fetch | undefined;
  readonly url: string;
  readonly init: FetchInit;
  readonly terms: {
    readonly readSuccess: ReadSuccess<Value>;
    /** What a success that cannot be read most likely means, in words. */
    readonly likelyOutcome: string;
  };
  readonly redact: Redact;
  /** Whether an earlier attempt of the same call may have succeeded. */
  readonly mayHaveSucceeded: boolean;
  /** Milliseconds since 1970. */
  readonly date: () => number;
  /** Is handed what cancels the reading of the body. */
  readonly hold: (cancel: () => void) => void;
}

/** The server did what was asked. */
export interface Success<Value> {
  readonly response: Response;
  readonly value: Value;
  readonly redact: Redact;
}

/** It did not, or nobody can tell. */
export interface Failure {
  readonly kind: FailureKind;
  readonly error: GatewayError;
  readonly response?: Response;
  readonly errorAnswer?: ErrorAnswer;
}

/** The server answered with an error status. */
export interface ErrorAnswer {
  readonly response: Response;
  readonly error: GatewayApiError;
  /** Writes the body, scrubbed. */
  readonly text: () => string;
  readonly redact: Redact;
}

/** Sends once and judges what comes back. Never rejects. */
export async function sendAttempt<Value>(
  attempt: Attempt<Value>,
): Promise<Success<Value> | Failure> {
  // Browsers and Workers refuse their own fetch when it is called as another object's method.
  const { fetch, mayHaveSucceeded } = attempt;
  if (!fetch) {
    const problem = "is missing: pass one";
    return { kind: "final", error: new GatewayInputError("fetch", problem, mayHaveSucceeded) };
  }
  let response: Response;
  try {
    response = await fetch(attempt.url, attempt.init);
  } catch (error) {
    return connectionFailure(attempt, error);
  }
  try {
    checkResponse(response);
    const { ok, status, redirected } = response;
    if (redirected || !(ok || (status >= 400 && status < 600))) {
      discardBody(response);
      return redirectFailure(attempt, response);
    }
    const body = await readBody(response, attempt.hold);
    return ok ? readSuccess(attempt, response, body) : apiFailure(attempt, response, body);
  } catch {
    const message = "fetch returned something that cannot be read as a Response";
    return { kind: "final", error: new GatewayProtocolError(message, true, 0, undefined) };
  }
}

/** A custom fetch may resolve with anything. */
function checkResponse({ status, headers }: Response): void {
  const isReadable = typeof headers.get === "function" && Symbol.iterator in headers;
  if (typeof status !== "number" || !isReadable) throw new TypeError("not a Response");
}

/** Reads the request's id for the vendor's support; not one in which a secret is echoed. */
export function requestIdOf(response: Response, redact: Redact): string | undefined {
  const header = headerReader(response, redact);
  return header("x-request-id") ?? header("x-fireworks-request-id") ?? header("cf-ray");
}

function headerReader(response: Response, redact: Redact): (name: string) => string | undefined {
  return (name) => {
    const value = response.headers.get(name);
    return typeof value === "string" && redact(value) === value ? value : undefined;
  };
}

function connectionFailure<Value>(attempt: Attempt<Value>, error: unknown): Failure {
  const { notSent, harmless, cause } = readConnectionFailure(error, attempt.redact);
  const when = harmless ? "before the request was sent" : "before an answer came";
  const detail = cause.message || cause.code;
  const message = `the connection failed ${when}${detail ? `: ${detail}` : ""}`;
  return {
    kind: notSent ? "notSent" : harmless ? "final" : "connection",
    error: new GatewayConnectionError(message, attempt.mayHaveSucceeded || !harmless, cause),
  };
}

function readSuccess<Value>(
  attempt: Attempt<Value>,
  response: Response,
  body: BodyOutcome,
): Success<Value> | Failure {
  const result = typeof body === "string" ? `its body ${body}` : attempt.terms.readSuccess(body);
  if (typeof result === "object") return { response, value: result.value, redact: attempt.redact };
  const { status } = response;
  // The names of fields that the server made up stand in the problem.
  const problem = attempt.redact(result) || "its body breaks the spec";
  const message = `${status}, but ${problem}: ${attempt.terms.likelyOutcome}`;
  const requestId = requestIdOf(response, attempt.redact);
  return {
    kind: body === "breaks off" ? "connection" : "final",
    error: new GatewayProtocolError(message, true, status, requestId),
    response,
  };
}

const harmlessRedirects = new Set([301, 302, 307, 308]);

function redirectFailure<Value>(attempt: Attempt<Value>, response: Response): Failure {
  const { status, redirected } = response;
  const message = redirected
    ? "fetch followed a redirect, which it must not: the request may have gone elsewhere"
    : `${status}: a redirect or no final answer; redirects are not followed, for they could carry the secret elsewhere (is baseUrl right?)`;
  const harmless = harmlessRedirects.has(status) && !redirected;
  const requestId = requestIdOf(response, attempt.redact);
  const mayHaveSucceeded = attempt.mayHaveSucceeded || !harmless;
  return {
    kind: "final",
    error: new GatewayProtocolError(message, mayHaveSucceeded, status, requestId),
    response,
  };
}

function apiFailure<Value>(
  attempt: Attempt<Value>,
  response: Response,
  body: BodyOutcome,
): Failure {
  const { status } = response;
  const wireText = typeof body === "string" ? "" : new TextDecoder().decode(body);
  const errorBody = readErrorBody(wireText, attempt.redact);
  const { code = codeOfStatus(status), message, details, text } = errorBody;
  const header = headerReader(response, attempt.redact);
  const fields = {
    status,
    code,
    details,
    requestId: requestIdOf(response, attempt.redact),
    retryAfter: readRetryAfter(header, attempt.date()),
  };
  const harmless = status === 501 || (status < 500 && status !== 499);
  const error = new GatewayApiError(fields, message, attempt.mayHaveSucceeded || !harmless);
  const errorAnswer = { response, error, text, redact: attempt.redact };
  return { kind: status, error, response, errorAnswer };
}
