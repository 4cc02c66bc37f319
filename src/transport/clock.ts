/** Time and chance, so that tests can control them. */
export interface Clock {
  /** Milliseconds on a clock that never goes back: for durations. */
  readonly now: () => number;
  /** Milliseconds since 1970: for dates in headers. */
  readonly date: () => number;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** Calls back after `delay` milliseconds; the returned function cancels that. */
  readonly schedule: (callback: () => void, delay: number) => () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => Date.now(),
  random: () => Math.random(),
  schedule: (callback, delay) => {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },
};
