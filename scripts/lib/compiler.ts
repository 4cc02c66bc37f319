import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { projectRoot } from "./files.js";

/** A diagnostic of the compiler, ready to print. */
export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/**
 * The TypeScript compiler, in this process and with this project's options. Files are parsed once and
 * reused, most of all the standard library.
 */
export class Compiler {
  readonly #options: ts.CompilerOptions;
  readonly #parsed = new Map<string, ts.SourceFile | undefined>();
  #previous: ts.Program | undefined;

  /** @param options overrides of this project's tsconfig.json */
  constructor(options: ts.CompilerOptions = {}) {
    this.#options = { ...readOptions(), ...options };
  }

  /**
   * Compiles without emitting.
   *
   * @param roots absolute paths of the root files
   * @param replaced contents that replace files, by absolute path
   */
  program(roots: readonly string[], replaced: ReadonlyMap<string, string>): ts.Program {
    const host = ts.createCompilerHost(this.#options);
    host.fileExists = (name) => replaced.has(resolve(name)) || ts.sys.fileExists(name);
    host.readFile = (name) => replaced.get(resolve(name)) ?? ts.sys.readFile(name);
    host.getSourceFile = (name, languageVersion) => {
      const text = replaced.get(resolve(name));
      if (text !== undefined) return ts.createSourceFile(name, text, languageVersion, true);
      if (!this.#parsed.has(name)) this.#parsed.set(name, parse(host, name, languageVersion));
      return this.#parsed.get(name);
    };
    const options = this.#options;
    const oldProgram = this.#previous;
    const program = ts.createProgram({
      rootNames: roots,
      options,
      host,
      ...(oldProgram && { oldProgram }),
    });
    this.#previous = program;
    return program;
  }

  /** Diagnostics of the files outside node_modules. */
  diagnostics(program: ts.Program): Diagnostic[] {
    return program
      .getSourceFiles()
      .filter(({ fileName }) => !fileName.includes("/node_modules/"))
      .flatMap((file) => [
        ...program.getSyntacticDiagnostics(file),
        ...program.getSemanticDiagnostics(file),
      ])
      .map(diagnosticOf);
  }
}

function readOptions(): ts.CompilerOptions {
  const path = join(projectRoot, "tsconfig.json");
  const { config } = ts.readConfigFile(path, (name) => ts.sys.readFile(name));
  return ts.parseJsonConfigFileContent(config, ts.sys, dirname(path)).options;
}

function parse(
  host: ts.CompilerHost,
  name: string,
  languageVersion: ts.ScriptTarget | ts.CreateSourceFileOptions,
): ts.SourceFile | undefined {
  const text = host.readFile(name);
  return text === undefined ? undefined : ts.createSourceFile(name, text, languageVersion, true);
}

function diagnosticOf({ file, start = 0, messageText }: ts.Diagnostic): Diagnostic {
  return {
    file: file?.fileName ?? "",
    line: (file?.getLineAndCharacterOfPosition(start).line ?? 0) + 1,
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
  };
}
