/** Where a field is: property names from the outside in; `*` stands for each item or property. */
export type FieldPath = readonly string[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Visits each place that `path` leads to in plain JSON data. */
export function visitFields(
  data: unknown,
  path: FieldPath,
  visit: (holder: Record<string, unknown>, name: string) => void,
  depth = 0,
): void {
  const name = path[depth];
  if (!isObject(data) || name === undefined) return;
  for (const key of name === "*" ? Object.keys(data) : [name]) {
    if (!Object.hasOwn(data, key)) continue;
    if (depth === path.length - 1) visit(data, key);
    else visitFields(data[key], path, visit, depth + 1);
  }
}

/** Whether a field that `original` has, be it `undefined`, is missing in its copy as JSON. */
export function isLost(original: unknown, copy: unknown, path: FieldPath, depth = 0): boolean {
  const name = path[depth];
  if (!isObject(original) || !isObject(copy) || name === undefined) return false;
  const isIn = (key: string): boolean => isLost(original[key], copy[key], path, depth + 1);
  if (name === "*") return Object.keys(copy).some(isIn);
  if (depth < path.length - 1) return isIn(name);
  return name in original && !Object.hasOwn(copy, name);
}

/** Beyond this many levels protobuf parsers give up too; recursion over less cannot overflow. */
export const deepestNesting = 100;

/** Whether plain JSON data is nested deeper than that. */
export function isTooDeep(data: unknown, levels = deepestNesting): boolean {
  if (!isObject(data)) return false;
  if (levels === 0) return true;
  // A loop over names, for a list of values and a callback would cost as much as parsing the data.
  for (const name in data) if (isTooDeep(data[name], levels - 1)) return true;
  return false;
}

/** All texts inside plain JSON data. */
export function textsIn(data: unknown): string[] {
  if (typeof data === "string") return [data];
  if (typeof data === "number") return [String(data)];
  return isObject(data) ? Object.values(data).flatMap(textsIn) : [];
}
