import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The files to which the manifest of a package points. */
export async function entryPoints(unpacked: string): Promise<string[]> {
  const manifest = JSON.parse(await readFile(join(unpacked, "package.json"), "utf8"));
  const { exports, bin, main, types, typesVersions } = manifest;
  const targets = leavesOf([exports, bin, main, types, typesVersions]);
  return targets.map((path) => path.replace(/^\.\//, ""));
}

function leavesOf(value: unknown): string[] {
  return typeof value === "string" ? [value] : Object.values(Object(value)).flatMap(leavesOf);
}

/** The files that these import, directly or not, their source maps and what these are maps of. */
export async function reachedFrom(
  unpacked: string,
  roots: readonly string[],
): Promise<ReadonlySet<string>> {
  const reached = new Set(roots);
  for (const path of reached) {
    if (path.startsWith("src/")) continue;
    const text = await readFile(join(unpacked, path), "utf8");
    const targets = path.endsWith(".map")
      ? sourcesOf(text)
      : [...importsOf(path, text), ...mapsOf(text)];
    for (const target of targets) reached.add(join(dirname(path), target));
  }
  return reached;
}

function importsOf(path: string, text: string): string[] {
  const specifiers = text.matchAll(/\b(?:from|import\(?) ?"(\.[^"]+)"/g);
  return [...specifiers].map(([, specifier = ""]) =>
    /\.d\.c?ts$/.test(path) ? specifier.replace(/\.(c?)js$/, ".d.$1ts") : specifier,
  );
}

const mapsOf = (text: string): string[] =>
  [...text.matchAll(/\/\/# sourceMappingURL=(\S+)/g)].map(([, map = ""]) => map);

function sourcesOf(map: string): string[] {
  const { sources, sourcesContent }: { sources: string[]; sourcesContent?: string[] } =
    JSON.parse(map);
  return sourcesContent === undefined ? sources.filter((path) => path.startsWith(".")) : [];
}
