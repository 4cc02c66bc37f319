/**
 * Tells if one version of a document is earlier than another. Versions that are not dotted numbers have
 * no order.
 */
export function isEarlier(one: string, other: string): boolean {
  const [left, right] = [numbersOf(one), numbersOf(other)];
  if (!left || !right) return false;
  const places = Array.from({ length: Math.max(left.length, right.length) }, (_, index) => index);
  const differing = places.find((index) => (left[index] ?? 0) !== (right[index] ?? 0));
  return differing !== undefined && (left[differing] ?? 0) < (right[differing] ?? 0);
}

const numbersOf = (version: string): number[] | undefined =>
  /^v?\d+(\.\d+)*$/.test(version) ? version.replace("v", "").split(".").map(Number) : undefined;
