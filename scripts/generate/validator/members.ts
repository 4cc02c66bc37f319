/** The keywords for the members of arrays and objects. */
import type { Check, Finding, Schema } from "./check.js";
import { at, first, has, isArray, isEqual, isObject } from "./values.js";

type SchemaMap = Readonly<Record<string, Schema>>;
type PatternList = readonly (readonly [RegExp, Schema])[];

/** Other keywords of the same schema that a keyword reads. */
interface Siblings {
  readonly properties?: SchemaMap;
  readonly patternProperties?: PatternList;
  readonly minContains?: number;
  readonly maxContains?: number;
}

export const prefixItems = (
  value: readonly Schema[],
  data: unknown,
  path: string,
  _schema: Schema,
  check: Check,
): Finding =>
  isArray(data)
    ? first(value.slice(0, data.length), (item, index) => check(item, data[index], at(path, index)))
    : undefined;

export const items = (
  value: Schema,
  data: unknown,
  path: string,
  _schema: Schema,
  check: Check,
): Finding =>
  isArray(data) ? first(data, (item, index) => check(value, item, at(path, index))) : undefined;

/** The keyword `items` beside `prefixItems`, and `items: false`: the number of the latter, and the schema. */
export const itemsAfter = (
  [count, value]: readonly [number, Schema | false],
  data: unknown,
  path: string,
  _schema: Schema,
  check: Check,
): Finding => {
  if (!isArray(data)) return undefined;
  if (value === false) {
    return data.length <= count
      ? undefined
      : { keyword: "items", message: `must NOT have more than ${count} items` };
  }
  return first(data.slice(count), (item, index) => check(value, item, at(path, count + index)));
};

export const contains = (
  value: Schema,
  data: unknown,
  path: string,
  { minContains = 1, maxContains = Infinity }: Siblings,
  check: Check,
): Finding => {
  if (!isArray(data)) return undefined;
  const { length } = data.filter((item) => !check(value, item, path));
  return length >= minContains && length <= maxContains
    ? undefined
    : { message: `must contain at least ${minContains} and at most ${maxContains} valid items` };
};

export const uniqueItems = (value: boolean, data: unknown): Finding =>
  value &&
  isArray(data) &&
  data.some((item, index) => data.slice(0, index).some(isEqual.bind(null, item)))
    ? { message: "must NOT have duplicate items" }
    : undefined;

export const required = (names: readonly string[], data: unknown): Finding => {
  const missingProperty = isObject(data) ? names.find((name) => !has(data, name)) : undefined;
  return missingProperty === undefined
    ? undefined
    : { message: "is missing", params: { missingProperty } };
};

export const dependentRequired = (
  value: Readonly<Record<string, readonly string[]>>,
  data: unknown,
): Finding => {
  if (!isObject(data)) return undefined;
  return first(Object.entries(value), ([name, names]) =>
    has(data, name) && names.some((other) => !has(data, other))
      ? { message: `must have ${names.join(", ")} when property ${name} is present` }
      : undefined,
  );
};

export const dependentSchemas = (
  value: SchemaMap,
  data: unknown,
  path: string,
  _schema: Schema,
  check: Check,
): Finding =>
  isObject(data)
    ? first(Object.entries(value), ([name, inner]) =>
        has(data, name) ? check(inner, data, path) : undefined,
      )
    : undefined;

export const propertyNames = (
  value: Schema,
  data: unknown,
  path: string,
  _schema: Schema,
  check: Check,
): Finding =>
  isObject(data) ? first(Object.keys(data), (name) => check(value, name, path)) : undefined;

export const properties = (
  value: SchemaMap,
  data: unknown,
  path: string,
  _schema: Schema,
  check: Check,
): Finding =>
  isObject(data)
    ? first(Object.entries(value), ([name, inner]) =>
        has(data, name) ? check(inner, data[name], at(path, name)) : undefined,
      )
    : undefined;

export const patternProperties = (
  value: PatternList,
  data: unknown,
  path: string,
  _schema: Schema,
  check: Check,
): Finding =>
  isObject(data)
    ? first(value, ([name, inner]) =>
        first(Object.keys(data), (key) =>
          name.test(key) ? check(inner, data[key], at(path, key)) : undefined,
        ),
      )
    : undefined;

export const additionalProperties = (
  value: Schema | false,
  data: unknown,
  path: string,
  { properties: named = {}, patternProperties: patterns = [] }: Siblings,
  check: Check,
): Finding => {
  if (!isObject(data)) return undefined;
  const isOther = (name: string): boolean =>
    !Object.hasOwn(named, name) && !patterns.some(([matching]) => matching.test(name));
  return first(Object.keys(data).filter(isOther), (name) =>
    value === false
      ? { message: "must NOT have additional properties" }
      : check(value, data[name], at(path, name)),
  );
};
