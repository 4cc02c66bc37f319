import { CommandError } from "../lib/command-error.js";
import { fieldsOf, isObject, itemsOf, textOf, type Json, type JsonObject } from "../lib/json.js";
import { printLiteral, printName } from "../lib/print-literal.js";
import { expressionOf } from "../openapi/patterns.js";
import { formatPatterns } from "./formats.js";
import * as composing from "./validator/keywords.js";
import * as nesting from "./validator/members.js";
import * as choosing from "./validator/tagged.js";
import * as remaining from "./validator/unevaluated.js";

/** Schemas as code for the interpreter in validator/. */
export interface PrintedSchemas {
  /** Declares a constant for each definition. */
  readonly declarations: readonly string[];
  /** Names of the constants, by reference. */
  readonly names: ReadonlyMap<string, string>;
  /** The keywords that a definition uses, with those of all that it refers to, by its reference. */
  readonly keywordsOf: (reference: string) => readonly Keyword[];
}

/** A keyword, and the module of validator/ that has it. */
interface Keyword {
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

const lists = new Set(["allOf", "anyOf", "oneOf", "prefixItems"]);
const maps = new Set(["properties", "dependentSchemas"]);
const single = new Set(["contains", "else", "if", "items", "not", "propertyNames", "then"]);
/** For these, the interpreter has a message of its own if they are `false`. */
const closing = new Set(["additionalProperties", "unevaluatedItems", "unevaluatedProperties"]);

/**
 * Prints definitions, each after those that it refers to.
 *
 * @param definitions schemas by the references to them
 * @param canonical the reference to use in the place of another
 * @param roots references of the definitions to print
 * @throws CommandError when the interpreter does not know a keyword
 */
export function printSchemas(
  definitions: ReadonlyMap<string, Json>,
  canonical: (reference: string) => string,
  roots: readonly string[],
): PrintedSchemas {
  const names = new Map<string, string>();
  const open = new Map<string, string>();
  const declarations: string[] = [];
  const uses = new Map<string, Uses>();
  let current: Uses = { keywords: new Set(), references: new Set() };

  /** Declares a definition unless it is declared; the code that leads to it. */
  const refer = (target: string): { readonly code: string; readonly isOpen: boolean } => {
    const reference = canonical(target);
    current.references.add(reference);
    const known = names.get(reference);
    if (known !== undefined) return { code: known, isOpen: false };
    const opened = open.get(reference);
    if (opened !== undefined) return { code: opened, isOpen: true };
    const name = `schema${open.size}`;
    open.set(reference, name);
    const outer = current;
    current = { keywords: new Set(), references: new Set() };
    uses.set(reference, current);
    const printed = print(definitions.get(reference) ?? true);
    current = outer;
    declarations.push(`const ${name} = ${printed};`);
    names.set(reference, name);
    return { code: name, isOpen: false };
  };

  const print = (schema: Json): string => {
    if (!isObject(schema)) return schema === false ? `{ ${printed("not", true)} }` : "{}";
    const members = Object.entries(inOwnKeywords(schema)).filter(hasEffect).toSorted(byOrder);
    const [[name, target] = [""], ...others] = members;
    if (name === "$ref" && others.length === 0) {
      const { code, isOpen } = refer(textOf(target));
      if (!isOpen) return code;
    }
    return `{ ${members.map(([keyword, value]) => printed(keyword, value)).join(", ")} }`;
  };

  const printed = (keyword: string, value: Json): string => {
    note(keyword);
    return `${printName(keyword)}: ${valueOf(keyword, value)}`;
  };

  const note = (keyword: string): void => {
    const [module] = modules.find(([, known]) => Object.hasOwn(known, keyword)) ?? [];
    if (module !== undefined) current.keywords.add(keyword);
    else if (!order.includes(keyword)) {
      throw new CommandError(`expected keywords that a validator knows, found ${keyword}`);
    }
  };

  const valueOf = (keyword: string, value: Json): string => {
    if (keyword === "$ref") return `() => ${refer(textOf(value)).code}`;
    if (keyword === "pattern") return regexOf(textOf(value));
    if (keyword === "format") {
      return `[${JSON.stringify(value)}, ${String(formatPatterns.get(textOf(value)))}]`;
    }
    if (keyword === "patternProperties") {
      const pairs = Object.entries(fieldsOf(value)).map(
        ([pattern, inner]) => `[${regexOf(pattern)}, ${print(inner)}]`,
      );
      return `[${pairs.join(", ")}]`;
    }
    if (keyword === "itemsAfter") {
      const [count = 0, inner = true] = itemsOf(value);
      return `[${textOf(count)}, ${inner === false ? "false" : print(inner)}]`;
    }
    if (keyword === "tagged") return printTagged(fieldsOf(value));
    if (lists.has(keyword)) return `[${itemsOf(value).map(print).join(", ")}]`;
    if (maps.has(keyword)) return printMap(fieldsOf(value));
    if (single.has(keyword)) return print(value);
    if (closing.has(keyword)) return value === false ? "false" : print(value);
    return printLiteral(value);
  };

  const printMap = (map: JsonObject): string =>
    `{ ${Object.entries(map)
      .map(([name, inner]) => `${printName(name)}: ${print(inner)}`)
      .join(", ")} }`;

  /** Prints alternatives that differ in their tags, each of which stands in its first property. */
  const printTagged = ({ discriminator = "", anyOf = [] }: JsonObject): string => {
    const isTagged = (branch: Json): boolean => tagsIn(branch, textOf(discriminator)) !== undefined;
    const tagged = itemsOf(anyOf).filter(isTagged);
    const pairs = tagged.map((branch) => {
      const tags = tagsIn(branch, textOf(discriminator)) ?? [];
      const [whole = true] = itemsOf(fieldsOf(branch)["allOf"]);
      return `[${printLiteral(tags)}, ${print(whole)}]`;
    });
    const others = itemsOf(anyOf).filter((branch) => !isTagged(branch));
    return `[${printLiteral(discriminator)}, [${pairs.join(", ")}], [${others.map(print).join(", ")}]]`;
  };

  for (const root of roots) refer(root);
  const namesByRoot = roots.map((root): [string, string] => [root, refer(root).code]);
  return {
    declarations,
    names: new Map(namesByRoot),
    keywordsOf: (reference) => modulesOf(allKeywords(uses, reference)),
  };
}

/** Keywords and references of one definition, without those of what it refers to. */
interface Uses {
  readonly keywords: Set<string>;
  readonly references: Set<string>;
}

function allKeywords(uses: ReadonlyMap<string, Uses>, root: string): ReadonlySet<string> {
  const reached = new Set([root]);
  // A set may grow while it is iterated over.
  for (const reference of reached) {
    for (const target of uses.get(reference)?.references ?? []) reached.add(target);
  }
  return new Set([...reached].flatMap((reference) => [...(uses.get(reference)?.keywords ?? [])]));
}

const modulesOf = (keywords: ReadonlySet<string>): Keyword[] =>
  modules.flatMap(([module, known]) =>
    namesIn(known)
      .filter((name) => keywords.has(name))
      .map((name) => ({ module, name })),
  );

const byOrder = ([one]: readonly [string, Json], [other]: readonly [string, Json]): number =>
  order.indexOf(one) - order.indexOf(other);

/** Replaces keywords for which the interpreter has several, so that the plain ones stay small. */
function inOwnKeywords({ discriminator, anyOf, ...given }: JsonObject): JsonObject {
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
const tagsIn = (branch: Json, name: string): Json | undefined =>
  fieldsOf(fieldsOf(fieldsOf(branch)["properties"])[name])["enum"];

/** Tells if a keyword can make a difference: most formats are mere hints. */
function hasEffect([keyword, value]: readonly [string, Json]): boolean {
  if (keyword === "format") return formatPatterns.has(textOf(value));
  if (keyword === "properties" || keyword === "required") return !isEmpty(value);
  return !(keyword === "uniqueItems" && value === false);
}

const isEmpty = (value: Json): boolean =>
  Object.keys(fieldsOf(value)).length + itemsOf(value).length === 0;

const regexOf = (pattern: string): string => String(expressionOf(pattern));
