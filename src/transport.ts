import { requestIdOf, sendAttempt, type Attempt, type Failure, type Success } from "./attempt.js";
import { tell } from "./attempt-report.js";
import type { GatewayInputError } from "./errors/gateway-input-error.js";
import { GatewayTimeoutError } from "./errors/gateway-timeout-error.js";
import { createRedactor, type Redact } from "./redact.js";
import { backoff } from "./retry.js";
import { onAbort } from "./shared-abort.js";
import type { Answer, TransportRequest, TransportSettings } from "./transport-request.js";

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
  const { signal } = request;
  // As fetch does: the caller's own reason, whatever it is.
  if (signal?.aborted) return Promise.reject(signal.reason);
  return new Promise((resolve, reject) => {
    void new Call(settings, request, resolve, reject).run();
  });
}

const json = { "content-type": "application/json" };

class Call<Value> {
  readonly #settings: TransportSettings;
  readonly #request: TransportRequest<Value>;
  readonly #resolve: (answer: Answer<Value>) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #cancelTimer: () => void;
  readonly #unsubscribe: (() => void) | undefined;
  readonly #started: number;
  /** Keys of earlier attempts included: the server may still echo them. */
  readonly #secrets: string[];
  readonly #redact: Redact;
  #attempt = 0;
  #attemptStarted: number;
  #isReported = true;
  #mayHaveSucceeded = false;
  /** From the moment that fetch is called until its outcome is judged. */
  #sending = false;
  #interrupted = false;
  #controller: AbortController | undefined;
  #cancelBody: (() => void) | undefined;
  #cancelWait: (() => void) | undefined;

  constructor(
    settings: TransportSettings,
    request: TransportRequest<Value>,
    resolve: (answer: Answer<Value>) => void,
    reject: (reason: unknown) => void,
  ) {
    const { signal, timeout, secrets } = request;
    this.#settings = settings;
    this.#request = request;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#started = settings.runtime.now();
    this.#attemptStarted = this.#started;
    this.#secrets = [...secrets];
    this.#redact = createRedactor(this.#secrets);
    this.#cancelTimer = settings.runtime.schedule(() => {
      const mayHaveSucceeded = this.#mayHaveSucceeded || this.#sending;
      this.#interrupt(new GatewayTimeoutError(timeout, mayHaveSucceeded));
    }, timeout);
    this.#unsubscribe = signal && onAbort(signal, () => this.#interrupt(signal.reason));
  }

  /** Settles the call. Never rejects itself. */
  async run(): Promise<void> {
    try {
      for (;;) {
        this.#attempt += 1;
        this.#isReported = false;
        const key = await this.#settings.apiKey(this.#mayHaveSucceeded);
        const outcome = await this.#outcome(key);
        this.#endIfInterrupted();
        this.#sending = false;
        const answer = this.#answerOf(outcome);
        if (typeof answer !== "number") return this.#resolve(answer);
        await this.#wait(answer);
        this.#attemptStarted = this.#settings.runtime.now();
      }
    } catch (error) {
      this.#reject(error);
    } finally {
      this.#release();
    }
  }

  /** Ends at once what is under way; nobody waits for it any more. */
  #interrupt(reason: unknown): void {
    this.#release();
    this.#reject(reason);
    this.#interrupted = true;
    if (!this.#isReported) this.#report({ error: reason });
    this.#controller?.abort(reason);
    this.#cancelBody?.();
    this.#cancelWait?.();
  }

  /** Lets go of the timer and of the caller's signal. */
  #release(): void {
    this.#cancelTimer();
    this.#unsubscribe?.();
  }

  /** Gives the answer that ends the call, or the wait before another attempt. */
  #answerOf(outcome: Success<Value> | Failure): Answer<Value> | number {
    if ("value" in outcome) {
      this.#report({ response: outcome.response });
      return outcome;
    }
    const { error, response, errorAnswer } = outcome;
    this.#mayHaveSucceeded = error.mayHaveSucceeded;
    const wait = this.#waitAfter(outcome);
    this.#report({ response, error, wait });
    if (wait !== undefined) return wait;
    if (errorAnswer) return errorAnswer;
    throw error;
  }

  #outcome(key: string | GatewayInputError): Failure | Promise<Success<Value> | Failure> {
    this.#endIfInterrupted();
    if (typeof key === "object") return { kind: "final", error: key };
    if (!this.#secrets.includes(key)) this.#secrets.push(key);
    this.#sending = true;
    return sendAttempt(this.#attemptWith(key));
  }

  #attemptWith(key: string): Attempt<Value> {
    const { fetch, runtime } = this.#settings;
    const { terms, url, headers, body } = this.#request;
    this.#controller = new AbortController();
    return {
      fetch: fetch(),
      url,
      init: {
        method: terms.method,
        // The copy comes last: what is set after one costs Node 20 six times as much.
        headers: { authorization: `Bearer ${key}`, ...(body !== undefined && json), ...headers },
        ...(body !== undefined && { body }),
        redirect: "manual",
        signal: this.#controller.signal,
      },
      terms,
      redact: this.#redact,
      mayHaveSucceeded: this.#mayHaveSucceeded,
      date: runtime.date,
      hold: (cancel) => {
        // A fetch that ignores its signal answers even now.
        if (this.#interrupted) cancel();
        else this.#cancelBody = cancel;
      },
    };
  }

  /** Whatever is thrown here reaches nobody: the call has been rejected already. */
  #endIfInterrupted(): void {
    if (this.#interrupted) throw new Error("interrupted");
  }

  /** How long to wait before another attempt; `undefined` where there is to be none. */
  #waitAfter({ kind, errorAnswer }: Failure): number | undefined {
    const { terms, maxRetries, timeout } = this.#request;
    const { now, random } = this.#settings.runtime;
    if (this.#attempt > maxRetries || !terms.retries.has(kind)) return undefined;
    const wait = errorAnswer?.error.retryAfter ?? backoff(this.#attempt - 1, random());
    return now() - this.#started + wait < timeout ? wait : undefined;
  }

  #wait(milliseconds: number): Promise<void> {
    // By the listener for attempts, perhaps: nothing would call off a wait that begins now.
    this.#endIfInterrupted();
    return new Promise((resolve) => {
      this.#cancelWait = this.#settings.runtime.schedule(resolve, milliseconds);
    });
  }

  #report(end: { response?: Response | undefined; error?: unknown; wait?: number | undefined }) {
    const { onAttempt, runtime } = this.#settings;
    this.#isReported = true;
    if (!onAttempt) return;
    tell(onAttempt, {
      operation: this.#request.terms.operation,
      attempt: this.#attempt,
      status: end.response?.status,
      requestId: end.response && requestIdOf(end.response, this.#redact),
      durationMs: runtime.now() - this.#attemptStarted,
      error: end.error,
      retryInMs: end.wait,
    });
  }
}
