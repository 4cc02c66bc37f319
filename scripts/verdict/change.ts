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
  /** One sentence for the changelog, of at most 200 characters. */
  readonly reason: string;
  /** Path of the field that changed, such as `body.limits.cores`; absent if it is not about a field. */
  readonly place?: string;
}

/** The most severe verdict of a list; `none` if it is empty. */
export function mostSevere(all: readonly Verdict[]): Verdict {
  return verdicts.findLast((verdict) => all.includes(verdict)) ?? "none";
}

/** A change that may stop a caller's program from compiling, or its call from working. */
export const major = (reason: string, place?: string): Change => change("major", reason, place);

/** A compatible change. */
export const minor = (reason: string, place?: string): Change => change("minor", reason, place);

/** A change whose reason is cut to the length that a reader takes in. */
export function change(verdict: Verdict, reason: string, place?: string): Change {
  return { verdict, reason: brief(reason, longest), ...(place !== undefined && { place }) };
}

const longest = 200;

/** Shortens a text. */
export const brief = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;

/** The same change with a sentence's last words: which body it is about. */
export const changeIn = ({ verdict, reason, place }: Change, where: string): Change =>
  where === ""
    ? { verdict, reason, ...(place !== undefined && { place }) }
    : change(
        verdict,
        `${brief(reason, longest - where.length - 3).replace(/\.$/, "")} (${where}).`,
        place,
      );

/** Joins values to lists of limited length, so that each of them is named. */
export function inShortLists(values: readonly string[], length: number): string[] {
  const lists: string[] = [];
  for (const value of values) {
    const joined = [...lists.slice(-1), value].join(", ");
    if (lists.length > 0 && joined.length <= length) lists[lists.length - 1] = joined;
    else lists.push(brief(value, length));
  }
  return lists;
}
