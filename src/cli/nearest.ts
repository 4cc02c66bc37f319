/** The word that is meant by a mistyped one: at most two letters off, and one for each three. */
export function nearest(given: string, words: readonly string[]): string | undefined {
  // A secret is longer than any of these words, and would take long.
  if (given.length > 40) return undefined;
  const [best] = words
    .map((word) => ({ word, distance: distanceOf(given, word) }))
    .filter(({ word, distance }) => distance <= Math.min(2, Math.ceil(word.length / 3)))
    .toSorted((one, other) => one.distance - other.distance);
  return best?.word;
}

/** Counts the letters to insert, delete or replace. */
function distanceOf(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [index, letter] of Array.from(from).entries()) {
    const above = row;
    row = [index + 1];
    for (const [at, other] of Array.from(to).entries()) {
      const replaced = Number(above[at]) + (letter === other ? 0 : 1);
      row.push(Math.min(replaced, Number(above[at + 1]) + 1, Number(row[at]) + 1));
    }
  }
  return Number(row.at(-1));
}
