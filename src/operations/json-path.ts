/**
 * Path of a field: property names from the outside in; `*` stands for each item or property. A list in
 * it has paths of which any may follow, any number of times: a recursive schema leads back to itself.
 */
export type JsonPath = readonly (string | readonly JsonPath[])[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Visits each field that `path` leads to in plain JSON data. */
export function visitFields(
  data: unknown,
  path: JsonPath,
  visit: (holder: Record<string, unknown>, name: string) => void,
): void {
  const [name, ...rest] = path;
  if (!isObject(data) || name === undefined) return;
  if (isList(name)) return unrolled(name, rest).forEach((one) => visitFields(data, one, visit));
  for (const key of name === "*" ? Object.keys(data) : [name]) {
    if (!Object.hasOwn(data, key)) continue;
    if (rest.length > 0) visitFields(data[key], rest, visit);
    else visit(data, key);
  }
}

/** Tests whether a field of `original`, even an undefined one, is missing in its copy as JSON. */
export function isLost(original: unknown, copy: unknown, path: JsonPath): boolean {
  const [name, ...rest] = path;
  if (!isObject(original) || !isObject(copy) || name === undefined) return false;
  if (isList(name)) return unrolled(name, rest).some((one) => isLost(original, copy, one));
  const isIn = (key: string): boolean => isLost(original[key], copy[key], rest);
  if (name === "*") return Object.keys(copy).some(isIn);
  return rest.length > 0 ? isIn(name) : name in original && !Object.hasOwn(copy, name);
}

const isList: (part: unknown) => part is readonly JsonPath[] = Array.isArray;

/** The paths without any of the ways in front, and after each of them. */
const unrolled = (ways: readonly JsonPath[], rest: JsonPath): JsonPath[] => [
  rest,
  ...ways.map((way) => [...way, ways, ...rest]),
];

/** All texts inside plain JSON data. */
export function textsIn(data: unknown): string[] {
  if (typeof data === "string") return [data];
  if (typeof data === "number") return [String(data)];
  return isObject(data) ? Object.values(data).flatMap(textsIn) : [];
}
