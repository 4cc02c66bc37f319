import type { Readable, Writable } from "node:stream";

/** What a command meets outside: a process has its own, a test brings others. */
export interface Surroundings {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** For results. */
  readonly stdout: Output;
  /** For everything that is said beside the results. */
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends what is under way. */
  readonly signal: AbortSignal;
}

export type Output = Writable & { readonly isTTY?: boolean };

/** A variable of the environment; blank counts as unset. */
export function variable({ env }: Surroundings, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}
