/** Path of a field: property names from the outside in; `*` stands for each item or property. */
export type JsonPath = readonly string[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Visits each field that `path` leads to in plain JSON data. */
export function visitFields(
  data: unknown,
  path: JsonPath,
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

/** Tests whether a field of `original`, even an undefined one, is missing in its copy as JSON. */
export function isLost(original: unknown, copy: unknown, path: JsonPath, depth = 0): boolean {
  const name = path[depth];
  if (!isObject(original) || !isObject(copy) || name === undefined) return false;
  const isIn = (key: string): boolean => isLost(original[key], copy[key], path, depth + 1);
  if (name === "*") return Object.keys(copy).some(isIn);
  if (depth < path.length - 1) return isIn(name);
  return name in original && !Object.hasOwn(copy, name);
}

/** All texts inside plain JSON data. */
export function textsIn(data: unknown): string[] {
  if (typeof data === "string") return [data];
  if (typeof data === "number") return [String(data)];
  return isObject(data) ? Object.values(data).flatMap(textsIn) : [];
}
