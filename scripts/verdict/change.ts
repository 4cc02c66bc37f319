/** How much a change of the document concerns those who use the package. */
export const verdicts = ["none", "patch", "minor", "major"] as const;

/**
 * `major`: a caller's program may stop compiling or its call may stop working. `minor`: compatible.
 * `patch`: prose, examples or the version alone. `none`: the same contract and the same prose.
 */
export type Verdict = (typeof verdicts)[number];

/** One thing that changed. */
export interface Change {
  readonly verdict: Verdict;
  /** A sentence for whoever has to deal with it. */
  readonly reason: string;
}

/** The gravest of some verdicts; `none` of none. */
export function gravest(all: readonly Verdict[]): Verdict {
  return verdicts.findLast((verdict) => all.includes(verdict)) ?? "none";
}

/** What may stop a caller's program from compiling, or its call from working. */
export const major = (reason: string): Change => ({ verdict: "major", reason });

/** What is compatible. */
export const minor = (reason: string): Change => ({ verdict: "minor", reason });
