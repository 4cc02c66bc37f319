import { GatewayTimeoutError } from "../errors/gateway-timeout-error.js";
import type { Clock } from "./clock.js";
import { onAbort } from "./on-abort.js";
import { cancelQuietly, type Cancellable } from "./read-body.js";

/** The one way to end a call early: its deadline or the caller's abort, whichever comes first. */
export class Interruption {
  /** Aborts when the call is interrupted. */
  readonly signal: AbortSignal;
  readonly #controller = new AbortController();
  readonly #timeout: number;
  readonly #caller: AbortSignal | undefined;
  readonly #unsubscribe: (() => void) | undefined;
  readonly #cancelTimer: () => void;
  #source: "deadline" | "caller" | undefined;
  #endWait: (() => void) | undefined;
  #body: Cancellable | undefined;

  /** @param elapsed part of the timeout that has passed already, in milliseconds */
  constructor(clock: Clock, timeout: number, elapsed: number, caller: AbortSignal | undefined) {
    this.signal = this.#controller.signal;
    this.#timeout = timeout;
    this.#caller = caller;
    // Before the timer: an odd signal throws here, and no timer must be left.
    this.#unsubscribe = caller && onAbort(caller, () => this.#interrupt("caller"));
    this.#cancelTimer = clock.schedule(() => this.#interrupt("deadline"), timeout - elapsed);
    if (elapsed >= timeout) this.#interrupt("deadline");
  }

  /** Settles as `promise` does, or with `undefined` as soon as the call is interrupted. */
  race<Value>(promise: Promise<Value>): Promise<Value | undefined> {
    return new Promise((resolve, reject) => {
      if (this.#source) return resolve(undefined);
      this.#endWait = () => resolve(undefined);
      promise.then(resolve, reject);
    });
  }

  /** Waits; resolves to false as soon as the call is interrupted. */
  wait(clock: Clock, milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#source) return resolve(false);
      const cancel = clock.schedule(() => resolve(true), milliseconds);
      this.#endWait = () => {
        cancel();
        resolve(false);
      };
    });
  }

  /** True once the deadline has passed or the caller has aborted. */
  get happened(): boolean {
    return this.#source !== undefined;
  }

  /**
   * Makes the error that an interrupted call rejects with. Called where the call is awaited, and not
   * in the timer, so that the error's stack names the caller.
   */
  error(mayHaveSucceeded: boolean): unknown {
    return this.#source === "deadline"
      ? new GatewayTimeoutError(this.#timeout, mayHaveSucceeded)
      : this.#caller?.reason;
  }

  /** Keeps the body that is being read, to cancel it for a fetch that ignores its signal. */
  holdBody(body: Cancellable): void {
    this.#body = body;
    if (this.#source) void cancelQuietly(body);
  }

  /** Ends what is still under way. */
  abort(reason: unknown): void {
    this.#controller.abort(reason);
    void cancelQuietly(this.#body);
  }

  /** Removes the timer and the listener on the caller's signal. */
  release(): void {
    this.#cancelTimer();
    this.#unsubscribe?.();
  }

  #interrupt(source: "deadline" | "caller"): void {
    this.#source ??= source;
    this.#endWait?.();
  }
}
