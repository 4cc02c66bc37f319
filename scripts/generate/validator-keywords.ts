import { fieldsOf, itemsOf, textOf, type Json, type JsonObject } from "../lib/json.js";
import { formatPatterns } from "./formats.js";
import * as composing from "./validator/keywords.js";
import * as nesting from "./validator/members.js";
import * as choosing from "./validator/tagged.js";
import * as remaining from "./validator/unevaluated.js";

/** A keyword, and the module of validator/ that has it. */
export interface Keyword {
  readonly module: string;
  readonly name: string;
}

const modules: readonly (readonly [string, object])[] = [
  ["keywords", composing],
  ["members", nesting],
  ["tagged", choosing],
  ["unevaluated", remaining],
];

/** Sorted, since the order of a namespace's names differs between loaders. */
const namesIn = (module: object): string[] => Object.keys(module).toSorted();

/** Names of the modules of validator/ that have keywords. */
export const keywordModules: readonly string[] = modules.map(([name]) => name);

/** The order in which keywords are checked, and with it the violation that is reported: the plainest first. */
const order = [
  "$ref",
  "type",
  "types",
  "int32",
  "const",
  "enum",
  "required",
  ...namesIn(composing),
  ...namesIn(nesting),
  ...namesIn(choosing),
  ...namesIn(remaining),
  // Read by other keywords.
  "then",
  "else",
  "minContains",
  "maxContains",
];

/** Tells whether the interpreter knows a keyword; some it reads beside others only. */
export const isKnown = (keyword: string): boolean => order.includes(keyword);

/** Those keywords that have code of their own, with its modules. */
export const modulesOf = (keywords: ReadonlySet<string>): Keyword[] =>
  modules.flatMap(([module, known]) =>
    namesIn(known)
      .filter((name) => keywords.has(name))
      .map((name) => ({ module, name })),
  );

const byOrder = ([one]: readonly [string, Json], [other]: readonly [string, Json]): number =>
  order.indexOf(one) - order.indexOf(other);

/** The keywords of a schema as the interpreter has them, in the order in which it checks them. */
export const keywordsIn = (schema: JsonObject): [string, Json][] =>
  Object.entries(withOwnKeywords(schema)).filter(hasEffect).toSorted(byOrder);

/** Replaces keywords for which the interpreter has several, so that the plain ones stay small. */
function withOwnKeywords({ discriminator, anyOf, ...given }: JsonObject): JsonObject {
  const { type, items, format, ...schema } = given;
  const { length } = itemsOf(schema["prefixItems"]);
  const types = itemsOf(type);
  const is32Bits = type === "integer" && format === "int32";
  const isPlainType = typeof type === "string" && type !== "integer" && type !== "number";
  const isPlainList = items !== false && length === 0;
  return {
    ...schema,
    ...(discriminator === undefined
      ? anyOf !== undefined && { anyOf }
      : { tagged: { discriminator, anyOf: anyOf ?? [] } }),
    ...(is32Bits ? { int32: true } : format !== undefined && { format }),
    ...(type !== undefined &&
      !is32Bits &&
      (isPlainType ? { type } : { types: types.length > 0 ? types : [type] })),
    ...(items !== undefined && (isPlainList ? { items } : { itemsAfter: [length, items] })),
  };
}

/** The tags of an alternative, as validator-schemas.ts makes it. */
export const tagsIn = (branch: Json, name: string): Json | undefined =>
  fieldsOf(fieldsOf(fieldsOf(branch)["properties"])[name])["enum"];

/** Tells if a keyword can make a difference: most formats are mere hints. */
function hasEffect([keyword, value]: readonly [string, Json]): boolean {
  if (keyword === "format") return formatPatterns.has(textOf(value));
  if (keyword === "properties" || keyword === "required") return !isEmpty(value);
  return !(keyword === "uniqueItems" && value === false);
}

const isEmpty = (value: Json): boolean =>
  Object.keys(fieldsOf(value)).length + itemsOf(value).length === 0;
