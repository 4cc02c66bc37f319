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

/** The checker's messages by the constant that they are about, reduced to the part that names the cause. */
export function messagesByName(
  program: ts.Program,
  source: ts.SourceFile,
): ReadonlyMap<string, readonly string[]> {
  const diagnostics = new Map<string, string[]>();
  for (const { start = 0, messageText } of program.getSemanticDiagnostics(source)) {
    const name = /\w*/.exec(source.text.slice(start))?.[0] ?? "";
    const words = ts.flattenDiagnosticMessageText(messageText, "\n").split("\n");
    diagnostics.set(name, [...(diagnostics.get(name) ?? []), pointOf(words)]);
  }
  return diagnostics;
}

/** Takes the end of a message: the checker prints whole types first and the cause last. */
function pointOf(words: readonly string[]): string {
  const last = words.at(-1)?.trim() ?? "";
  const isWhole = last.startsWith("Property ") || words.length < 3;
  const point = isWhole ? last : words.slice(-2).join(" ").replaceAll(/\s+/g, " ").trim();
  return point
    .replaceAll(/type '(From|To)\d+'/g, (_, name) => (name === "From" ? "today's" : "tomorrow's"))
    .replaceAll(/'(\{[^']{40})[^']{20,}'/g, "'$1...'");
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
