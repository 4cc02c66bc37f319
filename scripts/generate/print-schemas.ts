import { CommandError } from "../lib/command-error.js";
import { fieldsOf, isObject, itemsOf, textOf, type Json, type JsonObject } from "../lib/json.js";
import { printLiteral, printName } from "../lib/print-literal.js";
import { expressionOf } from "../openapi/patterns.js";
import { formatPatterns } from "./formats.js";
import { isKnown, keywordsIn, modulesOf, tagsIn, type Keyword } from "./validator-keywords.js";

/** Schemas as code for the interpreter in validator/. */
export interface PrintedSchemas {
  /** Declares a constant for each definition. */
  readonly declarations: readonly string[];
  /** Names of the constants, by reference. */
  readonly names: ReadonlyMap<string, string>;
  /** The keywords that a definition uses, with those of all that it refers to, by its reference. */
  readonly keywordsOf: (reference: string) => readonly Keyword[];
}

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
    const members = keywordsIn(schema);
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
    if (!isKnown(keyword)) {
      throw new CommandError(`expected keywords that a validator knows, found ${keyword}`);
    }
    current.keywords.add(keyword);
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

const regexOf = (pattern: string): string => String(expressionOf(pattern));
