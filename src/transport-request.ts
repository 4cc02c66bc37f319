import type { ErrorAnswer, Fetch, ReadSuccess, Success } from "./attempt.js";
import type { AttemptReport } from "./attempt-report.js";
import type { GatewayInputError } from "./errors/gateway-input-error.js";
import type { RetryPolicy } from "./retry.js";
import type { Runtime } from "./runtime.js";

/** Gives the key for an attempt, or the error that says why there is none. */
export type ApiKeySource = (
  mayHaveSucceeded: boolean,
) => string | GatewayInputError | Promise<string | GatewayInputError>;

/** What all calls of a client share. */
export interface TransportSettings {
  readonly apiKey: ApiKeySource;
  /** Looks up the `fetch` to call. */
  readonly fetch: () => Fetch | undefined;
  readonly onAttempt: ((report: AttemptReport) => void) | undefined;
  readonly runtime: Runtime;
}

/** What is known of an operation before it is called. */
export interface CallTerms<Value> {
  readonly operation: string;
  /** In upper case, as fetch takes it. */
  readonly method: string;
  readonly retries: RetryPolicy;
  /** What a success that cannot be read most likely means. */
  readonly likelyOutcome: string;
  readonly readSuccess: ReadSuccess<Value>;
}

/** One call, checked and ready to send. */
export interface TransportRequest<Value> {
  readonly terms: CallTerms<Value>;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly timeout: number;
  readonly maxRetries: number;
  /** What, beside the key, nothing may show. */
  readonly secrets: readonly string[];
}

/** How a call ends when the server has answered. */
export type Answer<Value> = Success<Value> | ErrorAnswer;
