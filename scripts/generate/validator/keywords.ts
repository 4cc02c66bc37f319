/**
 * The keywords of JSON Schema 2020-12, with the verdicts of ajv. Those that a document uses are bundled
 * into validators.ts. Regular expressions stand in schemas as such; `true` and `false` stand as `{}` and
 * `{ not: {} }`, except where a keyword has a message of its own for `false`.
 */
import type { Check, Finding, Schema } from "./check.js";
import { first, isArray, isEqual, isObject } from "./values.js";

const typeOf = (data: unknown): string =>
  data === null ? "null" : isArray(data) ? "array" : typeof data;

/** One type that is no kind of number. */
export const type = (name: string, data: unknown): Finding =>
  typeOf(data) === name ? undefined : { message: `must be ${name}` };

/** The keyword `type` with any types. */
export const types = (names: readonly string[], data: unknown): Finding => {
  const isOneOf = names.some((name) => {
    if (name === "integer") return Number.isInteger(data);
    return name === "number" ? Number.isFinite(data) : name === typeOf(data);
  });
  return isOneOf ? undefined : { keyword: "type", message: `must be ${names.join(" or ")}` };
};

/** The type `integer` with the format `int32`. */
export const int32 = (_value: true, data: unknown): Finding =>
  // oxlint-disable-next-line no-bitwise -- it cuts numbers to 32 bits
  (Number(data) | 0) === data ? undefined : { message: "must be a 32-bit integer" };

const equal = (value: unknown, data: unknown): Finding =>
  isEqual(value, data)
    ? undefined
    : { message: "must be equal to constant", params: { allowedValue: value } };
export { equal as const };

const oneOfValues = (allowedValues: readonly unknown[], data: unknown): Finding =>
  allowedValues.some((value) => isEqual(value, data))
    ? undefined
    : { message: "must be equal to one of the allowed values", params: { allowedValues } };
export { oneOfValues as enum };

// Numbers

const limit =
  (words: string, isWithin: (data: number, limit: number) => boolean) =>
  (value: number, data: unknown): Finding =>
    typeof data !== "number" || isWithin(data, value)
      ? undefined
      : { message: `must be ${words} ${value}` };

export const maximum = /* @__PURE__ */ limit("<=", (data, value) => data <= value);
export const minimum = /* @__PURE__ */ limit(">=", (data, value) => data >= value);
export const exclusiveMaximum = /* @__PURE__ */ limit("<", (data, value) => data < value);
export const exclusiveMinimum = /* @__PURE__ */ limit(">", (data, value) => data > value);
export const multipleOf = /* @__PURE__ */ limit("multiple of", (data, value) => {
  const times = data / value;
  // Three roundings: of the data, of the value and of the quotient. 19.99 is a multiple of 0.01.
  const tolerance = Number.isInteger(value) ? 0 : 3 * Number.EPSILON * Math.abs(times);
  return Math.abs(Math.round(times) - times) <= tolerance;
});

// Sizes

const size =
  (bound: "more" | "fewer", unit: string, sizeOf: (data: unknown) => number | undefined) =>
  (value: number, data: unknown): Finding => {
    const found = sizeOf(data);
    if (found === undefined || (bound === "more" ? found <= value : found >= value)) {
      return undefined;
    }
    return { message: `must NOT have ${bound} than ${value} ${unit}` };
  };

const lengthOf = (data: unknown): number | undefined =>
  typeof data === "string" ? Array.from(data).length : undefined;
const countOf = (data: unknown): number | undefined => (isArray(data) ? data.length : undefined);
const breadthOf = (data: unknown): number | undefined =>
  isObject(data) ? Object.keys(data).length : undefined;

export const maxLength = /* @__PURE__ */ size("more", "characters", lengthOf);
export const minLength = /* @__PURE__ */ size("fewer", "characters", lengthOf);
export const maxItems = /* @__PURE__ */ size("more", "items", countOf);
export const minItems = /* @__PURE__ */ size("fewer", "items", countOf);
export const maxProperties = /* @__PURE__ */ size("more", "properties", breadthOf);
export const minProperties = /* @__PURE__ */ size("fewer", "properties", breadthOf);

// Texts

export const pattern = (value: RegExp, data: unknown): Finding =>
  typeof data !== "string" || value.test(data)
    ? undefined
    : { message: `must match pattern "${value.source}"` };

export const format = ([name, value]: readonly [string, RegExp], data: unknown): Finding =>
  typeof data !== "string" || value.test(data)
    ? undefined
    : { message: `must match format "${name}"` };

// Compositions

type Schemas = readonly Schema[];

export const $ref = (target: () => Schema, data: unknown, check: Check): Finding =>
  check(target(), data);

export const not = (value: Schema, data: unknown, check: Check): Finding =>
  check(value, data) ? undefined : { message: "must NOT be valid" };

export const allOf = (value: Schemas, data: unknown, check: Check): Finding =>
  first(value, (branch) => check(branch, data));

export const anyOf = (value: Schemas, data: unknown, check: Check): Finding => {
  const failures = value.map((branch) => check(branch, data));
  return failures.includes(undefined) ? undefined : failures[0];
};

export const oneOf = (value: Schemas, data: unknown, check: Check): Finding => {
  const failures = value.map((branch) => check(branch, data));
  const matches = failures.filter((failure) => !failure).length;
  if (matches === 1) return undefined;
  return matches === 0 ? failures[0] : { message: "must match exactly one schema in oneOf" };
};

interface Branches {
  readonly then?: Schema;
  readonly else?: Schema;
}

const conditional = (value: Schema, data: unknown, check: Check, schema: Branches): Finding => {
  const branch = check(value, data) ? schema.else : schema.then;
  return branch && check(branch, data);
};
export { conditional as if };
