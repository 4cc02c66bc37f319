import { CommandError } from "../lib/command-error.js";
import { itemsOf } from "../lib/json.js";
import { parseYaml } from "../lib/yaml.js";

/**
 * Parses operations.json: the ids of the operations that the package wraps.
 *
 * @throws CommandError when it is not a list of unique strings
 */
export function readOperationIds(text: string): string[] {
  const items = itemsOf(parseYaml(text));
  const ids = items.filter((id) => typeof id === "string");
  if (ids.length > 0 && new Set(ids).size === items.length) return ids;
  throw new CommandError("expected a list of operation ids, each once, and at least one");
}
