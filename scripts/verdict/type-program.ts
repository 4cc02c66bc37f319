import ts from "typescript";

const options: ts.CompilerOptions = {
  exactOptionalPropertyTypes: true,
  // lib.es5 has everything that generated types use, and loads ten times as fast as the default.
  lib: ["lib.es5.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  noEmit: true,
  skipLibCheck: true,
  strict: true,
  target: ts.ScriptTarget.ES2022,
  types: [],
};

/** Parsed library files, shared by all programs. */
const library = new Map<string, ts.SourceFile | undefined>();

/** Compiles in-memory modules, given by name. */
export function programOf(modules: ReadonlyMap<string, string>): ts.Program {
  const host = ts.createCompilerHost(options);
  const readLibrary = host.getSourceFile.bind(host);
  host.fileExists = (name) => modules.has(name) || ts.sys.fileExists(name);
  host.getSourceFile = (name, languageVersion) => {
    const text = modules.get(name);
    if (text !== undefined) return ts.createSourceFile(name, text, languageVersion);
    if (!library.has(name)) library.set(name, readLibrary(name, languageVersion));
    return library.get(name);
  };
  return ts.createProgram([...modules.keys()], options, host);
}

/** The first of the checker's messages about each constant of a module. */
export function problemsByName(
  program: ts.Program,
  source: ts.SourceFile,
): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  for (const { start = 0, messageText } of program.getSemanticDiagnostics(source)) {
    const line = source.text.slice(source.text.lastIndexOf("\n", start) + 1, start);
    const name = /(?:from|to)\d+/.exec(line)?.[0] ?? "";
    const [words = ""] = ts.flattenDiagnosticMessageText(messageText, "\n").split("\n");
    problems.set(name, problems.get(name) ?? words);
  }
  return problems;
}

/** Types of a module's constants, by name. */
export function typesByName(
  checker: ts.TypeChecker,
  source: ts.SourceFile,
): ReadonlyMap<string, ts.Type> {
  const types = new Map<string, ts.Type>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name } of statement.declarationList.declarations) {
      types.set(name.getText(source), checker.getTypeAtLocation(name));
    }
  }
  return types;
}
