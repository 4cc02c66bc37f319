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

/** Tells a listener of an attempt; what it throws is ignored. */
export function tell(onAttempt: (report: AttemptReport) => void, report: AttemptReport): void {
  try {
    // An async function is allowed too, and its rejection is as little of our business.
    Promise.resolve(onAttempt(report)).catch(() => {});
  } catch {
    // A broken logger must not change how a call ends.
  }
}
