/**
 * A text with something else in the place of what is there: of the first, or of all that a global pattern
 * finds. Throws where nothing is there, for then a test would test something else than it says.
 */
export function replaced(text: string, what: string | RegExp, by: string): string {
  const result = text.replace(what, () => by);
  if (result === text) throw new Error(`expected ${String(what)} in a text to change, found none`);
  return result;
}
