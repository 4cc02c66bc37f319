import {
  requestIdOf,
  sendAttempt,
  type ErrorAnswer,
  type Failure,
  type Fetch,
  type ReadSuccess,
  type Success,
} from "./attempt.js";
import type { GatewayInputError } from "./errors/gateway-input-error.js";
import { GatewayTimeoutError } from "./errors/gateway-timeout-error.js";
import { createRedactor, type Redact } from "./redact.js";
import { backoff, type RetryPolicy } from "./retry.js";
import type { Runtime } from "./runtime.js";
import { onAbort } from "./shared-abort.js";

/** What is told of an attempt when it has ended. It never holds the key or a secret's value. */
export interface AttemptReport {
  /** The spec's operation id. */
  readonly operation: string;
  /** Counts from 1. */
  readonly attempt: number;
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** The request's id for the vendor's support, from the response's headers. */
  readonly requestId: string | undefined;
  /** How long the attempt took, in milliseconds. */
  readonly durationMs: number;
  /** Why it failed: one of this package's errors, or the reason of the caller's abort. */
  readonly error: unknown;
  /** The wait before the next attempt, in milliseconds; `undefined` where none follows. */
  readonly retryInMs: number | undefined;
}

/** Gives the key for an attempt, or the error that says why there is none. */
export type ApiKeySource = (
  mayHaveSucceeded: boolean,
) => string | GatewayInputError | Promise<string | GatewayInputError>;

/** What all calls of a client share. */
export interface TransportSettings {
  readonly apiKey: ApiKeySource;
  /** Looks up the `fetch` to call. */
  readonly fetch: () => Fetch;
  readonly onAttempt: ((report: AttemptReport) => void) | undefined;
  readonly runtime: Runtime;
}

/** One call, checked and ready to send. */
export interface TransportRequest<Value> {
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly timeout: number;
  readonly maxRetries: number;
  readonly retries: RetryPolicy;
  /** What, beside the key, nothing may show. */
  readonly secrets: readonly string[];
  readonly readSuccess: ReadSuccess<Value>;
  readonly likelyOutcome: string;
}

/** How a call ends when the server has answered. */
export type Answer<Value> = Success<Value> | ErrorAnswer;

/**
 * Sends a request, again where its policy allows it, and settles within its `timeout` whatever the
 * network, the server, `fetch` or the key function does.
 *
 * Rejects with one of this package's errors, or with the reason of the caller's abort.
 */
export function send<Value>(
  settings: TransportSettings,
  request: TransportRequest<Value>,
): Promise<Answer<Value>> {
  return new Call(settings, request).run();
}

class Call<Value> {
  readonly #settings: TransportSettings;
  readonly #request: TransportRequest<Value>;
  readonly #started: number;
  /** Keys of earlier attempts included: the server may still echo them. */
  readonly #secrets: string[];
  readonly #redact: Redact;
  #attempt = 0;
  #attemptStarted: number | undefined;
  #mayHaveSucceeded = false;
  /** From the moment that fetch is called until its outcome is judged. */
  #sending = false;
  #interrupted = false;
  #controller: AbortController | undefined;
  #cancelBody: (() => void) | undefined;
  #cancelWait: (() => void) | undefined;

  constructor(settings: TransportSettings, request: TransportRequest<Value>) {
    this.#settings = settings;
    this.#request = request;
    this.#started = settings.runtime.now();
    this.#secrets = [...request.secrets];
    this.#redact = createRedactor(this.#secrets);
  }

  run(): Promise<Answer<Value>> {
    const { signal, timeout } = this.#request;
    // As fetch does: the caller's own reason, whatever it is.
    if (signal?.aborted) return Promise.reject(signal.reason);
    return new Promise((resolve, reject) => {
      const interrupt = (reason: unknown): void => {
        release();
        reject(reason);
        this.#interrupt(reason);
      };
      const cancelTimer = this.#settings.runtime.schedule(() => {
        interrupt(new GatewayTimeoutError(timeout, this.#mayHaveSucceeded || this.#sending));
      }, timeout);
      const unsubscribe = signal && onAbort(signal, () => interrupt(signal.reason));
      const release = (): void => {
        cancelTimer();
        unsubscribe?.();
      };
      this.#repeat().finally(release).then(resolve, reject);
    });
  }

  /** Ends at once what is under way; nobody waits for it any more. */
  #interrupt(reason: unknown): void {
    this.#interrupted = true;
    if (this.#attemptStarted !== undefined) this.#report({ error: reason });
    this.#controller?.abort(reason);
    this.#cancelBody?.();
    this.#cancelWait?.();
  }

  async #repeat(): Promise<Answer<Value>> {
    for (;;) {
      const outcome = await this.#send();
      if (this.#interrupted) throw new Error("interrupted");
      this.#sending = false;
      if ("value" in outcome) {
        this.#report({ response: outcome.response });
        return outcome;
      }
      const { error, response, errorAnswer } = outcome;
      this.#mayHaveSucceeded = error.mayHaveSucceeded;
      const wait = this.#waitAfter(outcome);
      this.#report({ response, error, wait });
      if (wait !== undefined) await this.#wait(wait);
      else if (errorAnswer) return errorAnswer;
      else throw error;
    }
  }

  async #send(): Promise<Success<Value> | Failure> {
    const { apiKey, fetch, runtime } = this.#settings;
    const { method, url, headers, body, readSuccess, likelyOutcome } = this.#request;
    const mayHaveSucceeded = this.#mayHaveSucceeded;
    this.#attempt += 1;
    this.#attemptStarted = runtime.now();
    const key = await apiKey(mayHaveSucceeded);
    if (typeof key === "object") return { kind: "final", error: key };
    if (this.#interrupted) throw new Error("interrupted");
    if (!this.#secrets.includes(key)) this.#secrets.push(key);
    this.#controller = new AbortController();
    this.#sending = true;
    return sendAttempt({
      fetch: fetch(),
      url,
      init: {
        method,
        headers: { ...headers, authorization: `Bearer ${key}` },
        ...(body === undefined ? {} : { body }),
        redirect: "manual",
        signal: this.#controller.signal,
      },
      readSuccess,
      likelyOutcome,
      redact: this.#redact,
      mayHaveSucceeded,
      date: runtime.date,
      hold: (cancel) => {
        // A fetch that ignores its signal answers even now.
        if (this.#interrupted) cancel();
        else this.#cancelBody = cancel;
      },
    });
  }

  /** How long to wait before another attempt; `undefined` where there is to be none. */
  #waitAfter({ kind, errorAnswer }: Failure): number | undefined {
    const { maxRetries, retries, timeout } = this.#request;
    const { now, random } = this.#settings.runtime;
    if (this.#attempt > maxRetries || !retries.has(kind)) return undefined;
    const wait = errorAnswer?.error.retryAfter ?? backoff(this.#attempt - 1, random());
    return now() - this.#started + wait < timeout ? wait : undefined;
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.#cancelWait = this.#settings.runtime.schedule(resolve, milliseconds);
    });
  }

  #report(end: { response?: Response | undefined; error?: unknown; wait?: number | undefined }) {
    const { onAttempt, runtime } = this.#settings;
    const started = this.#attemptStarted ?? 0;
    this.#attemptStarted = undefined;
    if (!onAttempt) return;
    const report: AttemptReport = {
      operation: this.#request.operation,
      attempt: this.#attempt,
      status: end.response?.status,
      requestId: end.response && requestIdOf(end.response, this.#redact),
      durationMs: runtime.now() - started,
      error: end.error,
      retryInMs: end.wait,
    };
    tell(onAttempt, report);
  }
}

function tell(onAttempt: (report: AttemptReport) => void, report: AttemptReport): void {
  try {
    // An async function is allowed too, and its rejection is as little of our business.
    Promise.resolve(onAttempt(report)).catch(() => {});
  } catch {
    // A broken logger must not change how a call ends.
  }
}
