/** The keywords for members that no other keyword of a schema describes. */
import type { Check, Finding, Schema } from "./check.js";
import { first, has, isArray, isObject, within } from "./values.js";

interface Compositions {
  readonly $ref?: () => Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly if?: Schema;
  readonly then?: Schema;
  readonly else?: Schema;
  readonly dependentSchemas?: Readonly<Record<string, Schema>>;
}

interface ObjectKeywords {
  readonly properties?: object;
  readonly patternProperties?: readonly (readonly [RegExp, Schema])[];
  readonly additionalProperties?: unknown;
  readonly unevaluatedProperties?: unknown;
}

interface ArrayKeywords {
  readonly prefixItems?: readonly Schema[];
  readonly items?: unknown;
  readonly itemsAfter?: unknown;
  readonly contains?: unknown;
  readonly unevaluatedItems?: unknown;
}

/** The schema, and those that apply to the same data because that is valid by them. */
function applicable(schema: Schema, data: unknown, check: Check): Schema[] {
  const isValid = (branch: Schema): boolean => !check(branch, data);
  const {
    $ref,
    allOf = [],
    anyOf = [],
    oneOf = [],
    dependentSchemas = {},
    ...other
  }: Compositions = schema;
  const test = other.if;
  const branches = [
    ...($ref ? [$ref()] : []),
    ...allOf,
    ...[...anyOf, ...oneOf].filter(isValid),
    ...(test && isValid(test) ? [test, other.then] : [other.else]),
    ...Object.entries(dependentSchemas).flatMap(([name, inner]) =>
      isObject(data) && has(data, name) ? [inner] : [],
    ),
  ];
  return [schema, ...branches.flatMap((branch) => (branch ? applicable(branch, data, check) : []))];
}

const describesName =
  (name: string) =>
  (schema: ObjectKeywords): boolean =>
    Object.hasOwn(schema.properties ?? {}, name) ||
    (schema.patternProperties ?? []).some(([pattern]) => pattern.test(name)) ||
    schema.additionalProperties !== undefined ||
    schema.unevaluatedProperties !== undefined;

const describesIndex =
  (index: number) =>
  (schema: ArrayKeywords): boolean =>
    index < (schema.prefixItems ?? []).length ||
    schema.items !== undefined ||
    schema.itemsAfter !== undefined ||
    schema.contains !== undefined ||
    schema.unevaluatedItems !== undefined;

export const unevaluatedProperties = (
  value: Schema | false,
  data: unknown,
  check: Check,
  schema: Schema,
): Finding => {
  if (!isObject(data)) return undefined;
  const all = applicable({ ...schema, unevaluatedProperties: undefined }, data, check);
  return first(Object.keys(data), (name) => {
    if (all.some(describesName(name))) return undefined;
    return value === false
      ? { message: "must NOT have unevaluated properties" }
      : within(name, check(value, data[name]));
  });
};

export const unevaluatedItems = (
  value: Schema | false,
  data: unknown,
  check: Check,
  schema: Schema,
): Finding => {
  if (!isArray(data)) return undefined;
  const all = applicable({ ...schema, unevaluatedItems: undefined }, data, check);
  return first(data, (item, index) => {
    if (all.some(describesIndex(index))) return undefined;
    return value === false
      ? { message: "must NOT have unevaluated items" }
      : within(index, check(value, item));
  });
};
