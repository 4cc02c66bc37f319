/** Report of one attempt, after it has ended. It never contains the key or a secret's value. */
export interface AttemptReport {
  /** The spec's operation id. */
  readonly operation: string;
  /** Number of the attempt, from 1. */
  readonly attempt: number;
  /** HTTP status; `undefined` if no response arrived. */
  readonly status: number | undefined;
  /** Request id for the vendor's support, from the response's headers. */
  readonly requestId: string | undefined;
  /** Duration of the attempt, in milliseconds. */
  readonly durationMs: number;
  /** Reason of its failure: one of this package's errors, or the reason of the caller's abort. */
  readonly error: unknown;
  /** The wait before the next attempt, in milliseconds; `undefined` if none follows. */
  readonly retryInMs: number | undefined;
}

/** Calls a listener; its errors and rejections are ignored. */
export function notify(onAttempt: (report: AttemptReport) => void, report: AttemptReport): void {
  try {
    // An async function is allowed too, and its rejection must not go unhandled.
    Promise.resolve(onAttempt(report)).catch(() => {});
  } catch {
    // A broken logger must not change how a call ends.
  }
}
