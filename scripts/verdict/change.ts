/** Verdicts on a change of the document, from harmless to breaking. */
export const verdicts = ["none", "patch", "minor", "major"] as const;

/**
 * `major`: a caller's program may stop compiling or its call may stop working. `minor`: compatible.
 * `patch`: prose, examples or the version alone. `none`: the same contract and the same prose.
 */
export type Verdict = (typeof verdicts)[number];

/** One thing that changed. */
export interface Change {
  readonly verdict: Verdict;
  /** One sentence for the changelog. */
  readonly reason: string;
}

/** The most severe verdict of a list; `none` if it is empty. */
export function mostSevere(all: readonly Verdict[]): Verdict {
  return verdicts.findLast((verdict) => all.includes(verdict)) ?? "none";
}

/** A change that may stop a caller's program from compiling, or its call from working. */
export const major = (reason: string): Change => ({ verdict: "major", reason });

/** A compatible change. */
export const minor = (reason: string): Change => ({ verdict: "minor", reason });
