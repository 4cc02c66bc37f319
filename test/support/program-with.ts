import { dirname, join, resolve } from "node:path";
import ts from "typescript";
import { projectRoot } from "../../scripts/lib/files.js";

/**
 * A program of the compiler's API with this project's options.
 *
 * @param root absolute path of its root file
 * @param replaced contents that replace files, by absolute path
 */
export function programWith(root: string, replaced: ReadonlyMap<string, string>): ts.Program {
  const path = join(projectRoot, "tsconfig.json");
  const { config } = ts.readConfigFile(path, (name) => ts.sys.readFile(name));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, dirname(path));
  const host = ts.createCompilerHost(options);
  host.fileExists = (name) => replaced.has(resolve(name)) || ts.sys.fileExists(name);
  host.readFile = (name) => replaced.get(resolve(name)) ?? ts.sys.readFile(name);
  return ts.createProgram([root], options, host);
}
