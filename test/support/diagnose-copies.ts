import { cp, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { diagnose } from "../../scripts/lib/compiler.js";
import { projectRoot } from "../../scripts/lib/files.js";

/** Texts of files that replace or join those of the project, by their paths in it. */
export type ChangedFiles = ReadonlyMap<string, string>;

/**
 * Type-checks a copy of the library for each set of changed files. All copies are one program, since most
 * of the time of a program goes into what they share.
 *
 * @param roots the files to check in each copy, by their paths in the project
 * @param options overrides of this project's compiler options
 * @returns the diagnostics of each copy, as text
 */
export async function diagnoseCopies(
  roots: readonly string[],
  changes: readonly ChangedFiles[],
  options: Readonly<Record<string, unknown>> = {},
): Promise<string[]> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "copies-")));
  try {
    await symlink(join(projectRoot, "node_modules"), join(folder, "node_modules"), "junction");
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    for (const [at, files] of changes.entries()) {
      await makeCopy(join(folder, String(at)), roots, files);
    }
    const project = join(folder, "tsconfig.json");
    const config = {
      extends: join(projectRoot, "tsconfig.json"),
      compilerOptions: { typeRoots: ["./node_modules/@types"], ...options },
      include: [],
      files: changes.flatMap((_, at) => roots.map((root) => `${at}/${root}`)),
    };
    await writeFile(project, JSON.stringify(config));
    const found = changes.map((): string[] => []);
    for (const { file, line, message } of await diagnose(project)) {
      const [copy = "", ...names] = relative(folder, file).split(sep);
      const messages = found[Number(copy)];
      if (!messages) throw new Error(`${file}:${line} ${message}`);
      messages.push(`${names.join("/")}:${line} ${message}`);
    }
    return found.map((messages) => messages.join("\n"));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Copies the entry points and what they need; the command line is no part of that. */
async function makeCopy(
  folder: string,
  roots: readonly string[],
  files: ChangedFiles,
): Promise<void> {
  const copy = (path: string): Promise<void> =>
    cp(join(projectRoot, path), join(folder, path), {
      recursive: true,
      filter: (name) => !/[\\/]cli(\.ts)?$/.test(name),
    });
  await copy("src");
  for (const root of roots.filter((path) => !files.has(path))) await copy(root);
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
