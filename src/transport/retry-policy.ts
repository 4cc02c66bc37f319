/** Kind of a failed attempt, for the decision whether to send the request again. */
export type FailureKind =
  /** HTTP status of an error response. */
  | number
  /** The connection failed, known to be before the request was sent. */
  | "notSent"
  /** The connection failed, and the request may have been sent. */
  | "connection"
  /** Another attempt would not help. */
  | "final";

/** The failures after which a request is sent again. */
export type RetryPolicy = ReadonlySet<FailureKind>;

/** Facts about an operation that decide what its failures mean. */
export interface OperationPolicy {
  readonly retries: RetryPolicy;
  /** Changes nothing on the server, so that a failed call never took effect. */
  readonly isRead: boolean;
  /** Deletes: a 404 after an attempt that may have arrived means that it did. */
  readonly isDeletion: boolean;
  /** Most likely outcome of a success that cannot be read, in words. */
  readonly likelyOutcome: string;
  /** Limit of a success's body, in bytes. */
  readonly bodyLimit: number;
}

/** For a write that is not known to be repeatable: only failures that certainly did nothing. */
export const cautiousRetries: RetryPolicy = new Set<FailureKind>([429, "notSent"]);

/** For a creation under a name: a second one conflicts, and never makes a duplicate. */
export const namedCreationRetries: RetryPolicy = new Set<FailureKind>([408, 429, 503, "notSent"]);

/** For reads, and for writes that have the same effect once or twice. */
export const idempotentRetries: RetryPolicy = new Set<FailureKind>([
  408, // Request Timeout
  429, // Too Many Requests
  500, // Internal Server Error
  502, // Bad Gateway
  503, // Service Unavailable
  504, // Gateway Timeout
  "notSent",
  "connection",
]);

const firstBackoff = 500;
const longestBackoff = 8000;

/**
 * The wait before a retry, in milliseconds: random up to a bound that doubles each time ("full
 * jitter"), so that clients that failed together do not come back together.
 *
 * @param retries number of earlier retries
 * @param random at least 0, below 1
 */
export function backoff(retries: number, random: number): number {
  return random * Math.min(longestBackoff, firstBackoff * 2 ** retries);
}

/** A wait that the server asked for, lengthened by up to a fifth for the same reason. */
export function jitteredRetryAfter(retryAfter: number, random: number): number {
  return retryAfter * (1 + random / 5);
}
