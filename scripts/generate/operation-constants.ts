/** Names that the generated files use themselves, beside those of the platform. */
const taken = ["Readable", "ValidationError", "Validator", "Writable"];

/**
 * Names the constant of each operation: its id, if that is an identifier with a capital letter first;
 * else its words in PascalCase. All else in the generated files has a small letter first.
 */
export function operationConstants(ids: readonly string[]): ReadonlyMap<string, string> {
  const used = new Set([...Object.getOwnPropertyNames(globalThis), ...taken]);
  return new Map(
    ids.map((id) => {
      let name = pascalCase(id);
      while (used.has(name)) name += "_";
      used.add(name);
      return [id, name];
    }),
  );
}

function pascalCase(id: string): string {
  if (/^[A-Z]\w*$/.test(id)) return id;
  const words = id.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[A-Z]/.test(name) ? name : `Operation${name}`;
}
