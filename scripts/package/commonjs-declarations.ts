import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * Writes each declaration file and its map once more for CommonJS, since TypeScript takes a `.d.ts` of
 * this package for an ES module, which a CommonJS module must not `require`.
 */
export async function writeCommonJsDeclarations(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  const declarations = names.filter((name) => /\.d\.ts(\.map)?$/.test(name));
  await Promise.all(
    declarations.map(async (name) => {
      const text = await readFile(join(folder, name), "utf8");
      const target = name.replace(/\.d\.ts(\.map)?$/, ".d.cts$1");
      await writeFile(join(folder, target), name.endsWith(".map") ? ofMap(text) : ofModule(text));
    }),
  );
}

/** Only ends of lines move, so that the positions in the map still hold. */
const ofModule = (text: string): string =>
  text
    .replaceAll(/(?<=\b(?:from |import\()"\.[^"]+)\.js(?=")/g, ".cjs")
    .replace(/^(\/\/# sourceMappingURL=.*)\.d\.ts\.map$/m, "$1.d.cts.map");

const ofMap = (text: string): string => text.replace(/("file":"[^"]+)\.d\.ts"/, '$1.d.cts"');
