import { GatewayApiError } from "../errors/gateway-api-error.js";
import { GatewayProtocolError } from "../errors/gateway-protocol-error.js";
import type { GoogleRpcCode } from "../errors/google-rpc-code.js";
import { mayResendRequests } from "../input/environment.js";
import { codeOfStatus, uncertainCodes } from "./google-rpc.js";
import type { Failure, Outcome } from "./outcome.js";
import { printable } from "./printable.js";
import type { BodyOutcome } from "./read-body.js";
import { readErrorBody } from "./read-error-body.js";
import type { PendingRequest, TransportRequest } from "./request.js";
import { readRetryAfter } from "./retry-after.js";
import type { Withhold } from "./withhold.js";

/** Request id for the vendor's support; `undefined` if it must be withheld. */
export function requestIdOf(headers: Headers, withhold: Withhold): string | undefined {
  const id = ["x-request-id", "x-fireworks-request-id", "cf-ray"]
    .map((name) => headers.get(name))
    .find((value) => typeof value === "string" && !withhold(value));
  return id ? printable(id) : undefined;
}

/** Reads the value of a success. */
export function readSuccess<Value>(
  { readSuccess: read, policy }: TransportRequest<Value>["operation"],
  response: Response,
  bytes: BodyOutcome,
  withhold: Withhold,
): Outcome<Value> {
  const { status, headers } = response;
  const result = typeof bytes === "string" ? `the body ${bytes}` : read(bytes, status);
  if (typeof result === "object") {
    return { ok: true, status, headers, body: result.value, withhold };
  }
  // It may contain names of fields that the server made up.
  const problem = withhold(result) ?? printable(result);
  const message = `${status} with an invalid body (${problem}); ${policy.likelyOutcome}`;
  const failure = protocolFailure(message, response, withhold);
  return bytes === "ended early" ? { ...failure, kind: "connection" } : failure;
}

const harmlessRedirects = new Set([301, 302, 307, 308]);

/** Describes a redirect, or another status that is no final answer. */
export function redirectFailure(response: Response, withhold: Withhold): Failure {
  const { status, redirected } = response;
  const message = redirected
    ? 'the custom fetch followed a redirect; it must honour redirect: "manual"'
    : `${status}: redirects are not followed, since they could send the secret to another host; check baseUrl`;
  const harmless = harmlessRedirects.has(status) && !redirected;
  return { ...protocolFailure(message, response, withhold), harmless };
}

/** Describes a response that does not match the spec. */
export function protocolFailure(
  message: string,
  response?: Response,
  withhold?: Withhold,
): Failure {
  const requestId = response && withhold && requestIdOf(response.headers, withhold);
  const error = (mayHaveSucceeded: boolean): unknown =>
    new GatewayProtocolError(message, mayHaveSucceeded, response?.status ?? 0, requestId);
  return { kind: "final", harmless: false, response, error };
}

/** Describes an error response. */
export function apiFailure(
  { transport }: PendingRequest<unknown>,
  response: Response,
  bytes: BodyOutcome,
  withhold: Withhold,
): Failure {
  const { status, headers } = response;
  // Before the body, whose length may use up what can be searched for secrets.
  const requestId = requestIdOf(headers, withhold);
  const { code, message, details, content } = readErrorBody(bytes, withhold);
  const retryAfter = readRetryAfter(headers, transport.clock.date());
  const fields = { status, code: code ?? codeOfStatus(status), details, requestId, retryAfter };
  return {
    kind: status,
    harmless: status === 501 || (status < 500 && status !== 499 && !isUncertain(status, code)),
    response,
    retryAfter,
    error: (mayHaveSucceeded) => new GatewayApiError(fields, message, mayHaveSucceeded),
    content,
  };
}

/** Tests whether a 4xx leaves open that the request took effect. */
function isUncertain(status: number, code: GoogleRpcCode | undefined): boolean {
  // The first of two requests that the runtime sent may have been the one that was done.
  const isAnswerToResent = (status === 409 || status === 404) && mayResendRequests();
  return uncertainCodes.has(code) || isAnswerToResent;
}
