import type { ApiKeySource } from "../input/api-key.js";
import type { AttemptReport } from "./attempt-report.js";
import type { Clock } from "./clock.js";
import type { Interruption } from "./interruption.js";
import type { ReadSuccess } from "./outcome.js";
import type { OperationPolicy } from "./retry-policy.js";

/** Second argument of a `fetch`: plain values, so that any wrapper can read them. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly redirect: "manual";
  readonly signal: AbortSignal;
}

/** The part of a response that is read. Those of the platform, undici and node-fetch fit. */
export interface FetchResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly redirected: boolean;
  readonly headers: { get(name: string): string | null };
  /** A web stream is read up to a limit, anything else as a whole by `arrayBuffer`. */
  readonly body: unknown;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A `fetch` as this package calls it. Those of the platform, undici and node-fetch fit. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/**
 * Settings shared by all requests of a client.
 *
 * @internal
 */
export interface Transport {
  readonly apiKey: ApiKeySource;
  /** Looks up the `fetch` to call. */
  readonly fetch: () => Fetch | undefined;
  readonly onAttempt: ((report: AttemptReport) => void) | undefined;
  readonly clock: Clock;
}

/**
 * One request, checked and ready to send.
 *
 * @internal
 */
export interface TransportRequest<Value> {
  readonly operation: {
    /** The spec's operation id. */
    readonly id: string;
    /** In upper case. */
    readonly method: string;
    /** Of its request body. */
    readonly contentType: string;
    readonly policy: OperationPolicy;
    readonly readSuccess: ReadSuccess<Value>;
  };
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly signal: AbortSignal | undefined;
  readonly timeout: number;
  readonly maxRetries: number;
  /** Texts that no error may repeat, besides the key. */
  readonly secrets: readonly string[];
  readonly earlier?: EarlierRequests | undefined;
}

/**
 * Requests before this one that belong to the same call: they share its deadline and its errors.
 *
 * @internal
 */
export interface EarlierRequests {
  /** Time at which the call started, on the clock's `now`. */
  readonly started: number;
  mayHaveSucceeded: boolean;
}

/**
 * A request that is under way, over all of its attempts.
 *
 * @internal
 */
export interface PendingRequest<Value> {
  readonly transport: Transport;
  readonly url: string;
  readonly request: TransportRequest<Value>;
  readonly interruption: Interruption;
  readonly started: number;
  /** With the keys of earlier attempts, which the server may still echo. */
  readonly secrets: string[];
}
