import type { Readable, Writable } from "node:stream";

/** The world outside a command: a process passes its own streams, a test passes others. */
export interface Io {
  readonly stdin: InputStream;
  /** For results. */
  readonly stdout: OutputStream;
  /** For everything else. */
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends the command. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

type InputStream = Readable & {
  readonly isTTY?: boolean;
  readonly setRawMode?: (isRaw: boolean) => unknown;
};

export type OutputStream = Writable & { readonly isTTY?: boolean };

/** Time, so that tests need not wait. */
export interface Clock {
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Calls back after `delay` milliseconds, unless the returned function is called before. */
  readonly schedule: (callback: () => void, delay: number) => () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  schedule: (callback, delay) => {
    const timer = setTimeout(callback, delay);
    return () => clearTimeout(timer);
  },
};

/** A variable of the environment; a blank one counts as unset. */
export function variable({ env }: Io, name: string): string | undefined {
  return Object.hasOwn(env, name) ? env[name]?.trim() || undefined : undefined;
}

/** Waits for `delay` milliseconds, or until the signal aborts, which it has not yet. */
export function pause({ clock, signal }: Pick<Io, "clock" | "signal">, delay: number) {
  return new Promise<void>((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener("abort", end);
      resolve();
    };
    const cancel = clock.schedule(end, delay);
    signal.addEventListener("abort", end);
  });
}
