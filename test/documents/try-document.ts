import { isDeepStrictEqual } from "node:util";
import { generateFrom, type GeneratedFiles } from "../../scripts/generate/generate-files.js";
import { CommandError } from "../../scripts/lib/command-error.js";
import { parseOpenapi, type OpenapiDocument } from "../../scripts/openapi/document.js";
import { operationsOf } from "../../scripts/openapi/operations.js";
import { compareDocuments } from "../../scripts/verdict/compare-documents.js";
import { diagnoseCopies } from "../support/diagnose-copies.js";

/** What became of a document. */
export interface Tried {
  readonly openapi: string;
  readonly operations: number;
  /** Why operations could not be wrapped. */
  readonly leftOut: readonly string[];
  /** The first problems; none if all is well. */
  readonly problems: readonly string[];
}

/** Wraps all operations of a document, checks what is generated, and compares the document with mutants. */
export async function tryDocument(yaml: string): Promise<Tried> {
  const document = parseOpenapi(yaml);
  const ids = operationsOf(document).map(({ id }) => id);
  const { files, wrapped, leftOut } = await generateAsMuch(document, ids);
  const again = await generateFrom(parseOpenapi(yaml), wrapped);
  return {
    openapi: document.openapi,
    operations: wrapped.length,
    leftOut,
    problems: [
      ...(await typeProblems(files)),
      ...(isDeepStrictEqual(files, again) ? [] : ["a second generation differs"]),
      ...(await verdictProblems(yaml, document)),
    ].slice(0, 3),
  };
}

interface Generated {
  readonly files: GeneratedFiles;
  readonly wrapped: readonly string[];
  readonly leftOut: readonly string[];
}

/** Leaves out the operations that an error names, as its reader would. */
async function generateAsMuch(
  document: OpenapiDocument,
  ids: readonly string[],
  leftOut: readonly string[] = [],
): Promise<Generated> {
  try {
    return { files: await generateFrom(document, ids), wrapped: ids, leftOut };
  } catch (error) {
    const named = error instanceof CommandError ? (error.message.split(", in ").at(-1) ?? "") : "";
    const remaining = ids.filter((id) => !named.split(", ").includes(id));
    if (remaining.length === ids.length || !(error instanceof CommandError)) throw error;
    return generateAsMuch(document, remaining, [...leftOut, error.message]);
  }
}

/** The validators' types are checked apart from their code, which is not TypeScript. */
async function typeProblems(files: GeneratedFiles): Promise<string[]> {
  const inProject = [...files].map(([name, text]): [string, string] => [
    `src/generated/${name}`,
    name === "validators.ts" ? withoutCode(text) : text,
  ]);
  const roots = inProject.map(([path]) => path);
  const [problems = ""] = await diagnoseCopies(roots, [new Map(inProject)], {
    // All import the markers, also where a document has no request body.
    noUnusedLocals: false,
  });
  return problems === "" ? [] : problems.split("\n");
}

const withoutCode = (validators: string): string =>
  validators
    .replace("// @ts-nocheck", "//")
    .replace(
      /(export interface Validator<Type> \{.*?\n\}\n).*?(?=\n\/\/ The validators of each)/s,
      "$1",
    )
    .replace(/^export const (?=\w+: \{)/gm, "export declare const ")
    .replace(/^\} = \{.*\};$/gm, "};");

/** The first operation may go, be renamed, or change in nothing but prose. */
async function verdictProblems(yaml: string, document: OpenapiDocument): Promise<string[]> {
  const [first] = operationsOf(document);
  if (!first) return [];
  const { path, method, fields } = first;
  const item = { ...parseOpenapi(yaml).paths };
  const withOperation = (operation: object | undefined): OpenapiDocument =>
    parseOpenapi(
      JSON.stringify({
        ...document,
        paths: { ...item, [path]: { ...Object(item[path]), [method]: operation } },
      }),
    );
  const cases = [
    ["major", withOperation(undefined)],
    [
      "major",
      withOperation({ ...fields, requestBody: undefined, responses: {}, parameters: [needed] }),
    ],
    ["patch", withOperation({ ...fields, description: "Other words." })],
  ] as const;
  const found: string[] = [];
  for (const [expected, mutant] of cases) {
    const { verdict } = await compareDocuments(document, mutant);
    if (verdict !== expected) found.push(`the verdict is ${verdict}, expected ${expected}`);
  }
  return found;
}

const needed = {
  name: "needed-from-now-on",
  in: "query",
  required: true,
  schema: { type: "string" },
};
