import type { Clock } from "../src/transport/clock.js";

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** Time that jumps to the next timer as soon as everything waits. */
export class SimulatedClock implements Clock {
  readonly #timers = new Set<Timer>();
  #now = 0;
  #state = 1;
  #isRunning = false;

  readonly now = (): number => this.#now;
  readonly date = (): number => this.#now;

  /** The same sequence in each run, so that runs can be compared. */
  readonly random = (): number => {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return this.#state / 2 ** 32;
  };

  readonly schedule = (callback: () => void, delay: number): (() => void) => {
    const timer = { due: this.#now + delay, callback };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  /** Lets time pass until the work is done. */
  async run(work: Promise<unknown>): Promise<void> {
    this.#isRunning = true;
    const ended = work.finally(() => (this.#isRunning = false));
    while (this.#isRunning) {
      // Streams of a response take a few turns.
      for (let turn = 0; turn < 5; turn += 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      this.#fireNext();
    }
    await ended;
  }

  #fireNext(): void {
    const [first, ...others] = [...this.#timers].toSorted((one, other) => one.due - other.due);
    if (!first) return;
    this.#now = first.due;
    for (const timer of [first, ...others].filter(({ due }) => due === first.due)) {
      if (this.#timers.delete(timer)) timer.callback();
    }
  }
}
