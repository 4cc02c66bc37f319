import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import type ts from "typescript";

const require = createRequire(import.meta.url);

/** The strictest options that a program may be compiled with. */
export const strict = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  target: "ES2022",
};

/** A program of somebody who uses the package, in the project where it is installed. */
interface ConsumerProgram {
  /** The name of its file, which decides between ES module and CommonJS. */
  readonly name: string;
  readonly code: string;
  /** As in tsconfig.json. */
  readonly compilerOptions: Readonly<Record<string, unknown>>;
}

/** Compiles with an installed TypeScript, and says what it has against the program. */
export type CompileConsumer = (folder: string, program: ConsumerProgram) => Promise<string[]>;

/**
 * A TypeScript with an API in JavaScript: the library's files are parsed once, and judged never, as
 * they are neither ours nor our dependency's. With `skipLibCheck: false` every other declaration is.
 */
export function compilerInProcess(name: string): CompileConsumer {
  const compiler: typeof ts = require(name);
  const parsed = new Map<string, ts.SourceFile | undefined>();
  return async (folder, program) => {
    await writeProgram(folder, program);
    const { made, errors } = createProgram(compiler, folder, program, parsed);
    const files = made.getSourceFiles().filter(({ fileName }) => !isPlatform(fileName));
    const diagnostics = [
      ...errors,
      ...made.getOptionsDiagnostics(),
      ...made.getGlobalDiagnostics(),
      ...files.flatMap((file) => [
        ...made.getSyntacticDiagnostics(file),
        ...made.getSemanticDiagnostics(file),
      ]),
    ];
    return diagnostics.map(
      ({ file, messageText }) =>
        `${file?.fileName ?? ""}: ${compiler.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  };
}

/** Counts the types that the compiler instantiates to check a program. */
export async function countInstantiations(
  folder: string,
  program: ConsumerProgram,
): Promise<number> {
  await writeProgram(folder, program);
  const { made } = createProgram(require("typescript"), folder, program, new Map());
  made.getSemanticDiagnostics(made.getSourceFile(join(folder, program.name)));
  return made.getInstantiationCount();
}

function createProgram(
  compiler: typeof ts,
  folder: string,
  program: ConsumerProgram,
  parsed: Map<string, ts.SourceFile | undefined>,
): { made: ts.Program; errors: readonly ts.Diagnostic[] } {
  const { compilerOptions, name } = program;
  const { options, errors } = compiler.convertCompilerOptionsFromJson(compilerOptions, folder);
  const host = compiler.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getCurrentDirectory = () => folder;
  host.getSourceFile = (path, languageVersion, ...rest) => {
    if (!isPlatform(path)) return getSourceFile(path, languageVersion, ...rest);
    if (!parsed.has(path)) parsed.set(path, getSourceFile(path, languageVersion, ...rest));
    return parsed.get(path);
  };
  return { made: compiler.createProgram([join(folder, name)], options, host), errors };
}

const isPlatform = (path: string): boolean =>
  /\/lib\/lib\.[^/]*\.d\.ts$|\/@types\/node\/|\/undici-types\//.test(path);

/** A TypeScript that is a program of its own and judges everything, the library included. */
export function compilerAsProcess(name: string): CompileConsumer {
  const tsc = join(dirname(require.resolve(`${name}/package.json`)), "bin", "tsc");
  return async (folder, program) => {
    await writeProgram(folder, program);
    const config = join(folder, `${program.name}.tsconfig.json`);
    const { compilerOptions, name: file } = program;
    await writeFile(config, JSON.stringify({ compilerOptions, files: [file] }));
    const command = [tsc, "--noEmit", "-p", config];
    try {
      await promisify(execFile)(process.execPath, command);
      return [];
    } catch (error) {
      return String(Reflect.get(Object(error), "stdout"))
        .trimEnd()
        .split("\n");
    }
  };
}

async function writeProgram(folder: string, { name, code }: ConsumerProgram): Promise<void> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, code);
}
