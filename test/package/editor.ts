import { join } from "node:path";
import ts from "typescript";

/** An editor's view of a program in a project. */
export interface Editor {
  /** The hover text at the first occurrence of a text, on one line. */
  hover(text: string): string;
  /** The prose that goes with it, tags included. */
  documentation(text: string): string;
}

/** Opens a file in a project, as an editor with TypeScript's language service does. */
export function openEditor(project: string, code: string): Editor {
  const path = join(project, "editor.ts");
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    strict: true,
    exactOptionalPropertyTypes: true,
    lib: ["lib.es2022.d.ts"],
    types: [],
  };
  const read = (name: string): string | undefined => (name === path ? code : ts.sys.readFile(name));
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getCurrentDirectory: () => project,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    getScriptFileNames: () => [path],
    getScriptVersion: () => "1",
    getScriptSnapshot: (name) => {
      const text = read(name);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    fileExists: (name) => name === path || ts.sys.fileExists(name),
    readFile: read,
  });
  const at = (text: string): ts.QuickInfo | undefined =>
    service.getQuickInfoAtPosition(path, code.indexOf(text));
  return {
    hover: (text) => ts.displayPartsToString(at(text)?.displayParts).replaceAll(/\s+/g, " "),
    documentation: (text) => {
      const { documentation, tags = [] } = at(text) ?? {};
      const parts = [documentation, ...tags.map((tag) => tag.text)];
      return parts.map((part) => ts.displayPartsToString(part)).join("\n");
    },
  };
}
