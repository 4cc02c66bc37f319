import type { Clock } from "../../src/transport/clock.js";

/** Time that passes only by hand. */
export class SteppedClock implements Clock {
  readonly #timers = new Map<object, { due: number; callback: () => void }>();
  #now = 0;

  /** The number of timers that have neither fired nor been cancelled. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Lets time pass, and fires the timers that are due, in order. */
  pass(milliseconds: number): void {
    this.#now += milliseconds;
    const due = [...this.#timers].filter(([, timer]) => timer.due <= this.#now);
    for (const [id, { callback }] of due.toSorted(([, one], [, other]) => one.due - other.due)) {
      if (this.#timers.delete(id)) callback();
    }
  }

  readonly now = (): number => this.#now;
  readonly date = (): number => this.#now;
  readonly random = (): number => 0;

  readonly schedule = (callback: () => void, delay: number): (() => void) => {
    const id = {};
    this.#timers.set(id, { due: this.#now + delay, callback });
    return () => this.#timers.delete(id);
  };
}
