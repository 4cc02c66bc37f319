/** For a text that is read from its end: which endings of the sought text begin at a character. */
export interface EndingSearch {
  /** The longest ending that begins at this character, where one of `length` begins at the next. */
  readonly extended: (length: number, character: number) => number;
  /** All endings that begin where one of length `longest` does, down to the shortest asked for. */
  readonly within: (longest: number, shortest: number) => number[];
}

/**
 * The search of Knuth, Morris and Pratt, run backwards. Its time grows with the sum of the lengths;
 * that of `indexOf` with their product, where both texts repeat themselves.
 */
export function createEndingSearch(sought: string): EndingSearch {
  const nextShorter: (number | undefined)[] = [undefined, 0];
  const last = sought.length - 1;
  const extended = (length: number, character: number): number => {
    let ending: number | undefined = length;
    while (ending !== undefined && sought.charCodeAt(last - ending) !== character) {
      ending = nextShorter[ending];
    }
    return ending === undefined ? 0 : ending + 1;
  };
  let ending = 0;
  for (let at = last - 1; at >= 0; at -= 1) {
    ending = extended(ending, sought.charCodeAt(at));
    nextShorter.push(ending);
  }
  // One call in the other for each ending: whoever asks wants a few.
  const within = (longest: number | undefined, shortest: number): number[] =>
    longest === undefined || longest < shortest
      ? []
      : [longest, ...within(nextShorter[longest], shortest)];
  return { extended, within };
}
