/**
 * Path of a field: property names from the outside in; `*` stands for each item or property. A list in
 * it has paths of which any may follow, any number of times: a recursive schema leads back to itself.
 */
export type JsonPath = readonly (string | readonly JsonPath[])[];

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

/**
 * Visits each place that `path` leads to in plain JSON data, whether the field is there or not.
 *
 * @param original data that is followed beside it: what `data` is a copy of
 */
export function visitFields(
  data: unknown,
  path: JsonPath,
  visit: (holder: Fields, name: string, original: Fields) => void,
  original: unknown = data,
): void {
  const [name, ...rest] = path;
  if (!isObject(data) || !isObject(original) || name === undefined) return;
  if (isList(name)) {
    for (const one of unrolled(name, rest)) visitFields(data, one, visit, original);
    return;
  }
  for (const key of name === "*" ? Object.keys(data) : [name]) {
    if (rest.length === 0) visit(data, key, original);
    else if (Object.hasOwn(data, key)) visitFields(data[key], rest, visit, original[key]);
  }
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
