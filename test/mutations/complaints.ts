import { diagnoseCopies } from "../support/diagnose-copies.js";

/** Makes generated files, by name, or rejects with the generator's complaint. */
type Generate = () => Promise<ReadonlyMap<string, string>>;

/**
 * Returns what the generator or the compiler has against each of several generations.
 *
 * @param roots the files to compile against them, by their paths in the project
 */
export async function complaintsAbout(
  roots: readonly string[],
  generations: ReadonlyMap<string, Generate>,
): Promise<ReadonlyMap<string, string>> {
  const complaints = new Map<string, string>();
  const compiled = new Map<string, ReadonlyMap<string, string>>();
  for (const [name, generate] of generations) {
    try {
      compiled.set(name, inProject(await generate()));
    } catch (error) {
      complaints.set(name, String(error));
    }
  }
  const diagnostics = await diagnoseCopies(roots, [...compiled.values()]);
  for (const [at, name] of [...compiled.keys()].entries()) {
    complaints.set(name, diagnostics[at] ?? "not compiled");
  }
  return complaints;
}

const inProject = (files: ReadonlyMap<string, string>): ReadonlyMap<string, string> =>
  new Map([...files].map(([name, text]) => [`src/generated/${name}`, text]));
