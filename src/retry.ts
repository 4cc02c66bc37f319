/** How an attempt failed, as far as repeating it is concerned. */
export type FailureKind =
  /** The server answered with this status. */
  | number
  /** The connection failed, known to be before the request was sent. */
  | "notSent"
  /** The connection failed at a time that is not known to be before the request was sent. */
  | "connection"
  /** Whatever it was, doing it again changes nothing. */
  | "final";

/** Which failures a call repeats. */
export type RetryPolicy = ReadonlySet<FailureKind>;

/** For a POST of which nothing more is known: repeat what certainly did nothing. */
export const cautiousRetries: RetryPolicy = new Set<FailureKind>([429, "notSent"]);

/** For a creation under a name: a second one conflicts, it never doubles. */
export const namedCreationRetries: RetryPolicy = new Set<FailureKind>([408, 429, 503, "notSent"]);

/** For methods that HTTP declares idempotent. */
export const idempotentRetries: RetryPolicy = new Set<FailureKind>([
  408,
  429,
  500,
  502,
  503,
  504,
  "notSent",
  "connection",
]);

const firstBackoff = 500;
const longestBackoff = 8000;

/**
 * A wait before the next attempt, in milliseconds: anything up to a bound that doubles each time
 * ("full jitter"), so that clients that failed together do not come back together.
 *
 * @param retries how many attempts have been repeated before this one
 * @param random at least 0, below 1
 */
export function backoff(retries: number, random: number): number {
  return random * Math.min(longestBackoff, firstBackoff * 2 ** retries);
}
