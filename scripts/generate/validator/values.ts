import type { Failure } from "./check.js";

type Fields = Readonly<Record<string, unknown>>;

export const isArray: (data: unknown) => data is readonly unknown[] = Array.isArray;

export const isObject = (data: unknown): data is Fields =>
  typeof data === "object" && data !== null && !isArray(data);

/** Inherited fields, such as `constructor`, are not data. */
export const has: (data: Fields, name: string) => boolean = Object.hasOwn;

/** The failure of a member, as one of what contains it. */
export const within = (name: string | number, failure: Failure | undefined): Failure | undefined =>
  failure && { ...failure, path: [String(name), ...failure.path] };

/** Finds the first thing that is found at an item. */
export function first<Item, Found>(
  items: readonly Item[],
  find: (item: Item, index: number) => Found | undefined,
): Found | undefined {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found) return found;
  }
  return undefined;
}

/** Compares JSON data by content. */
export function isEqual(one: unknown, other: unknown): boolean {
  if (isArray(one) && isArray(other)) {
    return one.length === other.length && one.every((item, index) => isEqual(item, other[index]));
  }
  if (!isObject(one) || !isObject(other)) return one === other;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => has(other, name) && isEqual(one[name], other[name]))
  );
}
