/** Time and chance, so that tests can hold them still. */
export interface Runtime {
  /** Milliseconds on a clock that never goes back: for durations. */
  readonly now: () => number;
  /** Milliseconds since 1970: for dates that a server names. */
  readonly date: () => number;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** Calls back after `delay` milliseconds; what it returns calls it off. */
  readonly schedule: (callback: () => void, delay: number) => () => void;
}

export const systemRuntime: Runtime = {
  now: () => performance.now(),
  date: () => Date.now(),
  random: () => Math.random(),
  schedule: (callback, delay) => {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },
};
