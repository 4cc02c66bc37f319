import { readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import ts from "typescript";

/** Removes declaration files that the given modules do not reach, and their maps. */
export async function pruneDeclarations(folder: string, roots: readonly string[]): Promise<void> {
  const reached = new Set(roots.map((name) => join(folder, `${name}.d.ts`)));
  for (const path of reached) {
    const { importedFiles } = ts.preProcessFile(await readFile(path, "utf8"));
    const relative = importedFiles.filter(({ fileName }) => fileName.startsWith("."));
    for (const { fileName } of relative) {
      reached.add(join(dirname(path), fileName.replace(/\.js$/, ".d.ts")));
    }
  }
  const names = await readdir(folder, { recursive: true });
  const declarations = names.filter((name) => /\.d\.ts(\.map)?$/.test(name));
  const strays = declarations
    .map((name) => join(folder, name))
    .filter((path) => !reached.has(path.replace(/\.map$/, "")));
  await Promise.all(strays.map((path) => rm(path)));
}
