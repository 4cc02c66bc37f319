import type { Clock } from "../../src/transport/clock.js";

/**
 * Time that stands still while anything is under way. When a call does nothing but wait, it jumps
 * to the end of the wait.
 */
export class HeldClock implements Clock {
  /** The waits between attempts, in milliseconds, in order. */
  readonly waits: number[] = [];
  readonly #startDate: number;
  readonly #chance: number;
  readonly #timers = new Map<object, { due: number; callback: () => void }>();
  #now = 0;

  constructor({ chance = 0.5, date = Date.UTC(2023, 8, 29, 16, 26, 37) } = {}) {
    this.#chance = chance;
    this.#startDate = date;
  }

  /** How many timers have been set and neither fired nor been called off. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Jumps to the deadline of the call that is under way. */
  passDeadline(): void {
    const [deadline] = this.#timers.keys();
    if (deadline) this.#fire(deadline);
  }

  /** Lets time pass by hand, for a key function or a fetch that takes its time. */
  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  readonly now = (): number => this.#now;
  readonly date = (): number => this.#startDate + this.#now;
  readonly random = (): number => this.#chance;

  readonly schedule = (callback: () => void, delay: number): (() => void) => {
    const timer = {};
    this.#timers.set(timer, { due: this.#now + delay, callback });
    // The first timer is the call's deadline, and any beside it is a wait.
    if (this.#timers.size > 1) {
      this.waits.push(delay);
      setImmediate(() => this.#fire(timer));
    }
    return () => this.#timers.delete(timer);
  };

  #fire(timer: object): void {
    const { due, callback } = this.#timers.get(timer) ?? {};
    if (due === undefined) return;
    this.#timers.delete(timer);
    this.#now = due;
    callback?.();
  }
}
