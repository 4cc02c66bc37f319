import ts from "typescript";
import type { Change } from "./change.js";
import { missingKeys } from "./missing-keys.js";

/** The types of one document: schema.ts as it is generated. */
export type Schema = string;

/** An operation by its id in each of two documents; it may have been renamed. */
export interface OperationPair {
  readonly from: string;
  readonly to: string;
}

const files = {
  from: "/from.ts",
  to: "/to.ts",
  comparison: "/comparison.ts",
};

/**
 * Asks the compiler, for each operation, whether what callers pass today fits tomorrow's input and
 * tomorrow's result fits what they read today; and whether any key that they may name is gone.
 *
 * @returns the changes of each pair, in the order of the pairs
 */
export function compareTypes(
  from: Schema,
  to: Schema,
  pairs: readonly OperationPair[],
): Change[][] {
  const program = programOf(
    new Map([
      [files.from, from],
      [files.to, to],
      [files.comparison, comparisonOf(pairs)],
    ]),
  );
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(files.comparison);
  if (!source) throw new Error("the comparison was not compiled");
  const complaints = complaintsByName(program, source);
  const types = typesByName(checker, source);
  return pairs.map((_pair, index) => {
    const type = (name: string): ts.Type => types.get(`${name}${index}`) ?? checker.getAnyType();
    const fits = (name: string): string[] => complaints.get(`${name}${index}`) ?? [];
    const input = { from: type("inputFrom"), to: type("inputTo") };
    const result = { from: type("resultFrom"), to: type("resultTo") };
    const gone = [
      ...missingKeys(checker, input.from, input.to).map(
        (key) => `The input's ${key} is gone: a literal that sets it would stop compiling.`,
      ),
      ...missingKeys(checker, result.from, result.to).map((key) => `The result's ${key} is gone.`),
    ];
    const misfits = [
      ...fits("tomorrowTakes").map((words) => `What callers pass no longer fits: ${words}`),
      ...fits("todayReads").map((words) => `What callers read is no longer there: ${words}`),
    ];
    const added = [
      ...missingKeys(checker, input.to, input.from).map((key) => `The input may have ${key}.`),
      ...missingKeys(checker, result.to, result.from).map((key) => `The result has ${key}.`),
    ];
    const eased = [
      ...fits("todayTakes").map((words) => `The input takes more: ${words}`),
      ...fits("tomorrowReads").map((words) => `The result promises more: ${words}`),
    ];
    const major = [...misfits, ...gone].map((reason): Change => ({ verdict: "major", reason }));
    const kept = added.length > 0 ? added : eased;
    const minor = kept.map((reason): Change => ({ verdict: "minor", reason }));
    // What is new and required is among the misfits already, in the checker's words.
    return major.length > 0 ? major : minor;
  });
}

const prelude = `
import type * as From from "./from.js";
import type * as To from "./to.js";
type Content<Part> = Part extends { content: infer Types } ? Types[keyof Types] : undefined;
type Body<Operation> = Operation extends { requestBody: infer Part } ? Content<Part>
  : Operation extends { requestBody?: infer Part } ? Content<NonNullable<Part>> | undefined
  : undefined;
type Parameters<Operation> = Operation extends { parameters: infer Places } ? Places : {};
type Success<Operation> = Operation extends { responses: infer Responses }
  ? { [Status in keyof Responses]: \`\${Status & (string | number)}\` extends \`2\${string}\`
      ? Content<Responses[Status]> : never }[keyof Responses]
  : undefined;
type InputFrom<Operation> = { parameters: Parameters<Operation>; body: From.Writable<Body<Operation>> };
type InputTo<Operation> = { parameters: Parameters<Operation>; body: To.Writable<Body<Operation>> };
`;

function comparisonOf(pairs: readonly OperationPair[]): string {
  const lines = pairs.flatMap(({ from, to }, index) => {
    const [before, after] = [from, to].map((id) => JSON.stringify(id));
    return [
      `declare const inputFrom${index}: InputFrom<From.operations[${before}]>;`,
      `declare const inputTo${index}: InputTo<To.operations[${after}]>;`,
      `declare const resultFrom${index}: From.Readable<Success<From.operations[${before}]>>;`,
      `declare const resultTo${index}: To.Readable<Success<To.operations[${after}]>>;`,
      `export const tomorrowTakes${index}: typeof inputTo${index} = inputFrom${index};`,
      `export const todayTakes${index}: typeof inputFrom${index} = inputTo${index};`,
      `export const todayReads${index}: typeof resultFrom${index} = resultTo${index};`,
      `export const tomorrowReads${index}: typeof resultTo${index} = resultFrom${index};`,
    ];
  });
  return [prelude, ...lines].join("\n");
}

const options: ts.CompilerOptions = {
  exactOptionalPropertyTypes: true,
  // The oldest library has all that the generated types use, and is read ten times as fast.
  lib: ["lib.es5.d.ts"],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  noEmit: true,
  noErrorTruncation: true,
  skipLibCheck: true,
  strict: true,
  target: ts.ScriptTarget.ES2022,
  types: [],
};

function programOf(texts: ReadonlyMap<string, string>): ts.Program {
  const host = ts.createCompilerHost(options);
  host.fileExists = (name) => texts.has(name) || ts.sys.fileExists(name);
  host.readFile = (name) => texts.get(name) ?? ts.sys.readFile(name);
  return ts.createProgram([...texts.keys()], options, host);
}

/** What the checker says of each constant, in the words that name the place that does not fit. */
function complaintsByName(program: ts.Program, source: ts.SourceFile): Map<string, string[]> {
  const complaints = new Map<string, string[]>();
  for (const { start = 0, messageText } of program.getSemanticDiagnostics(source)) {
    const line = source.text.slice(start).split(":", 1)[0] ?? "";
    const words = ts.flattenDiagnosticMessageText(messageText, "\n").split("\n");
    complaints.set(line, [...(complaints.get(line) ?? []), pointOf(words)]);
  }
  return complaints;
}

/** The checker begins with whole types; what is wrong stands at the end. */
function pointOf(words: readonly string[]): string {
  const last = words.at(-1)?.trim() ?? "";
  return last.startsWith("Property ")
    ? last
    : words.slice(1).slice(-2).join(" ").replaceAll(/\s+/g, " ").trim() || last;
}

function typesByName(checker: ts.TypeChecker, source: ts.SourceFile): Map<string, ts.Type> {
  const types = new Map<string, ts.Type>();
  for (const statement of source.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name } of statement.declarationList.declarations) {
      types.set(name.getText(source), checker.getTypeAtLocation(name));
    }
  }
  return types;
}
