import { isObject } from "../input/is-object.js";

/**
 * Path of a field: property names from the outside in; `*` stands for each item or property. A list in
 * it has paths of which any may follow, any number of times: a recursive schema leads back to itself.
 */
export type JsonPath = readonly (string | readonly JsonPath[])[];

type Fields = Record<string, unknown>;

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
  const [name] = path;
  if (!isObject(data) || !isObject(original) || name === undefined) return;
  if (Array.isArray(name)) {
    for (const way of [[], ...name.map((one: JsonPath) => [...one, name])]) {
      visitFields(data, [...way, ...path.slice(1)], visit, original);
    }
    return;
  }
  for (const key of name === "*" ? Object.keys(data) : [String(name)]) {
    if (path.length === 1) visit(data, key, original);
    else if (Object.hasOwn(data, key)) {
      visitFields(data[key], path.slice(1), visit, original[key]);
    }
  }
}

/** All texts inside plain JSON data. */
export function textsIn(data: unknown): string[] {
  if (typeof data === "string") return [data];
  if (typeof data === "number") return [String(data)];
  return isObject(data) ? Object.values(data).flatMap(textsIn) : [];
}
