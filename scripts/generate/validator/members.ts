/** The keywords for the members of arrays and objects. */
import type { Check, Finding, Schema } from "./check.js";
import { first, has, isArray, isEqual, isObject, within } from "./values.js";

type SchemaMap = Readonly<Record<string, Schema>>;
type PatternList = readonly (readonly [RegExp, Schema])[];

/** Other keywords of the same schema that a keyword reads. */
interface Siblings {
  readonly properties?: SchemaMap;
  readonly patternProperties?: PatternList;
  readonly minContains?: number;
  readonly maxContains?: number;
}

export const prefixItems = (value: readonly Schema[], data: unknown, check: Check): Finding =>
  isArray(data)
    ? first(value.slice(0, data.length), (item, index) => within(index, check(item, data[index])))
    : undefined;

export const items = (value: Schema, data: unknown, check: Check): Finding =>
  isArray(data) ? first(data, (item, index) => within(index, check(value, item))) : undefined;

/** The keyword `items` beside `prefixItems`, and `items: false`: the number of the latter, and the schema. */
export const itemsAfter = (
  [count, value]: readonly [number, Schema | false],
  data: unknown,
  check: Check,
): Finding => {
  if (!isArray(data)) return undefined;
  if (value === false) {
    return data.length <= count
      ? undefined
      : { keyword: "items", message: `must NOT have more than ${count} items` };
  }
  return first(data.slice(count), (item, index) => within(count + index, check(value, item)));
};

export const contains = (
  value: Schema,
  data: unknown,
  check: Check,
  { minContains = 1, maxContains = Infinity }: Siblings,
): Finding => {
  if (!isArray(data)) return undefined;
  const { length } = data.filter((item) => !check(value, item));
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

export const dependentSchemas = (value: SchemaMap, data: unknown, check: Check): Finding =>
  isObject(data)
    ? first(Object.entries(value), ([name, inner]) =>
        has(data, name) ? check(inner, data) : undefined,
      )
    : undefined;

export const propertyNames = (value: Schema, data: unknown, check: Check): Finding =>
  isObject(data) ? first(Object.keys(data), (name) => check(value, name)) : undefined;

export const properties = (value: SchemaMap, data: unknown, check: Check): Finding => {
  if (!isObject(data)) return undefined;
  // Not first and entries: each call validates with it, and few fail.
  for (const name of Object.keys(value)) {
    const inner = has(data, name) ? value[name] : undefined;
    const failure = inner && check(inner, data[name]);
    if (failure) return within(name, failure);
  }
  return undefined;
};

export const patternProperties = (value: PatternList, data: unknown, check: Check): Finding =>
  isObject(data)
    ? first(value, ([name, inner]) =>
        first(Object.keys(data), (key) =>
          name.test(key) ? within(key, check(inner, data[key])) : undefined,
        ),
      )
    : undefined;

export const additionalProperties = (
  value: Schema | false,
  data: unknown,
  check: Check,
  { properties: named = {}, patternProperties: patterns = [] }: Siblings,
): Finding => {
  if (!isObject(data)) return undefined;
  const isOther = (name: string): boolean =>
    !Object.hasOwn(named, name) && !patterns.some(([matching]) => matching.test(name));
  return first(Object.keys(data).filter(isOther), (name) =>
    value === false
      ? { message: "must NOT have additional properties" }
      : within(name, check(value, data[name])),
  );
};
