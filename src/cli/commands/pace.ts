import { pause, type Io } from "../io.js";

/** Share of the gap that a success takes off: a server that recovers is found out slowly. */
const recovery = 0.995;

/**
 * The pace of all workers together. A server that asks one to wait has all of them wait, and then
 * start at the rate that it took before.
 */
export class Pace {
  readonly #io: Pick<Io, "clock" | "signal">;
  #opensAt = 0;
  #nextStart = 0;
  #gap = 0;
  #windowStart: number;
  #successes = 0;

  constructor(io: Pick<Io, "clock" | "signal">) {
    this.#io = io;
    this.#windowStart = io.clock.now();
  }

  /** Waits for the next start, or until the signal aborts. */
  async turn(): Promise<void> {
    const { clock, signal } = this.#io;
    let start = this.#reserve();
    while (!signal.aborted && start > clock.now()) {
      await pause(this.#io, start - clock.now());
      // Another one was asked to wait meanwhile.
      if (this.#opensAt > start) start = this.#reserve();
    }
  }

  succeeded(): void {
    this.#successes++;
    this.#gap *= recovery;
  }

  /** @param delay milliseconds that the server asks to wait */
  limited(delay: number): void {
    const now = this.#io.clock.now();
    const opensAt = now + delay;
    // The others of a burst are told the same.
    if (now >= this.#opensAt) {
      this.#gap = (opensAt - this.#windowStart) / Math.max(1, this.#successes);
      this.#successes = 0;
      this.#windowStart = opensAt;
      this.#nextStart = opensAt;
    }
    this.#opensAt = Math.max(this.#opensAt, opensAt);
  }

  #reserve(): number {
    const start = Math.max(this.#io.clock.now(), this.#opensAt, this.#nextStart);
    this.#nextStart = start + this.#gap;
    return start;
  }
}
