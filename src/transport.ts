import { requestIdOf, sendAttempt, type Attempt, type Failure, type Success } from "./attempt.js";
import { tell, type AttemptReport } from "./attempt-report.js";
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
  return new Call(settings, request).run();
}

const json = { "content-type": "application/json" };

class Call<Value> {
  readonly #settings: TransportSettings;
  readonly #request: TransportRequest<Value>;
  readonly #started: number;
  /** Keys of earlier attempts included: the server may still echo them. */
  readonly #secrets: string[];
  readonly #redact: Redact;
  #attempt = 0;
  #attemptStarted = 0;
  #isReported = true;
  #mayHaveSucceeded = false;
  /** From the moment that fetch is called until its outcome is judged. */
  #sending = false;
  #interrupted = false;
  /** Lets go of the timer and of the caller's signal. */
  #release: (() => void) | undefined;
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
        this.#release?.();
        reject(reason);
        this.#interrupt(reason);
      };
      const cancelTimer = this.#settings.runtime.schedule(() => {
        interrupt(new GatewayTimeoutError(timeout, this.#mayHaveSucceeded || this.#sending));
      }, timeout);
      const unsubscribe = signal && onAbort(signal, () => interrupt(signal.reason));
      this.#release = () => {
        cancelTimer();
        unsubscribe?.();
      };
      this.#repeat().then(resolve, reject);
    });
  }

  /** Ends at once what is under way; nobody waits for it any more. */
  #interrupt(reason: unknown): void {
    this.#interrupted = true;
    if (!this.#isReported) this.#report({ error: reason });
    this.#controller?.abort(reason);
    this.#cancelBody?.();
    this.#cancelWait?.();
  }

  async #repeat(): Promise<Answer<Value>> {
    try {
      for (;;) {
        const outcome = await this.#outcome();
        this.#endIfInterrupted();
        this.#sending = false;
        const answer = this.#answerOf(outcome);
        if (typeof answer !== "number") return answer;
        await this.#wait(answer);
      }
    } finally {
      this.#release?.();
    }
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

  async #outcome(): Promise<Success<Value> | Failure> {
    const { apiKey, runtime } = this.#settings;
    this.#attempt += 1;
    this.#attemptStarted = runtime.now();
    this.#isReported = false;
    const key = await apiKey(this.#mayHaveSucceeded);
    if (typeof key === "object") return { kind: "final", error: key };
    this.#endIfInterrupted();
    if (!this.#secrets.includes(key)) this.#secrets.push(key);
    this.#sending = true;
    return await sendAttempt(this.#attemptWith(key));
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
    const report: AttemptReport = {
      operation: this.#request.terms.operation,
      attempt: this.#attempt,
      status: end.response?.status,
      requestId: end.response && requestIdOf(end.response, this.#redact),
      durationMs: runtime.now() - this.#attemptStarted,
      error: end.error,
      retryInMs: end.wait,
    };
    tell(onAttempt, report);
  }
}
