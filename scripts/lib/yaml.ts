import { CORE_SCHEMA, load } from "js-yaml";
import { isScalar, parseDocument } from "yaml";
import { CommandError } from "./command-error.js";
import type { Json } from "./json.js";

/**
 * Parses YAML, of which JSON is a subset.
 *
 * Merge keys (`<<`) are merged.
 *
 * @throws CommandError on a syntax error, a duplicate key, or more aliases than any honest text has
 */
export function parseYaml(text: string): Json {
  return parseFast(text) ?? parseStrictly(text);
}

/** The text of a scalar as it stands in YAML, where a number may have lost zeros: `1.0`. */
export function scalarText(text: string, path: readonly string[]): string | undefined {
  const scalar = parseDocument(text).getIn(path, true);
  return isScalar(scalar) ? scalar.source : undefined;
}

/**
 * Parses YAML without aliases, or returns `undefined`. js-yaml takes a tenth of yaml's time, which would
 * be half of the generator's; but it does not limit aliases, and its error messages are less precise.
 */
function parseFast(text: string): Json | undefined {
  // js-yaml's core schema reads a merge key as a name.
  if (text.includes("<<")) return undefined;
  try {
    const data: unknown = load(text, { schema: CORE_SCHEMA });
    return isTree(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Tells whether a value is plain data in which no object occurs twice, as it would through an alias. */
function isTree(value: unknown, known = new Set<unknown>()): value is Json {
  if (typeof value !== "object" || value === null) return value !== undefined;
  if (known.has(value)) return false;
  known.add(value);
  return Object.values(value).every((part) => isTree(part, known));
}

function parseStrictly(text: string): Json {
  const document = parseDocument(text, { uniqueKeys: true, merge: true });
  const [error] = document.errors;
  if (error) throw new CommandError(`expected YAML, found: ${firstLine(error.message)}`);
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    const reason = cause instanceof Error ? firstLine(cause.message) : "it cannot be read";
    throw new CommandError(`expected plain YAML, found: ${reason}`, { cause });
  }
}

// The parser appends an excerpt of the text, over several lines.
const firstLine = (text: string): string => (text.split("\n", 1)[0] ?? "").replace(/:$/, "");
