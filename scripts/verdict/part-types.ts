import type ts from "typescript";
import type { SideTypes } from "../generate/emit-types.js";
import type { Side } from "../openapi/markers.js";
import type { Pair } from "./pair.js";
import { problemsByName, programOf, typesByName } from "./type-program.js";

/** Name of a part among a document's schemas. */
export const nameOfPart = (at: number): string => `part ${at}`;

interface CompiledParts {
  readonly checker: ts.TypeChecker;
  /** The types of each part, or why it has none. */
  readonly parts: readonly (Pair<ts.Type> | { readonly problem: string })[];
}

/**
 * Compiles the types of both documents together.
 *
 * @param sides the side of each part
 */
export function compileParts(types: Pair<SideTypes>, sides: readonly Side[]): CompiledParts {
  const program = programOf(
    new Map([
      ...modulesOf("from", types.from),
      ...modulesOf("to", types.to),
      ["/parts.ts", declarationsOf(sides)],
    ]),
  );
  const source = program.getSourceFile("/parts.ts");
  if (!source) throw new Error("expected the parts to be compiled, found nothing");
  const checker = program.getTypeChecker();
  const problems = problemsByName(program, source);
  const declared = typesByName(checker, source);
  const parts = sides.map((_side, at) => {
    const [from, to] = [declared.get(`from${at}`), declared.get(`to${at}`)];
    const problem = problems.get(`from${at}`) ?? problems.get(`to${at}`);
    if (problem !== undefined || !from || !to) return { problem: problem ?? "it has no type" };
    return { from, to };
  });
  return { checker, parts };
}

/** A module that declares a constant for each part and document: `from0`, `to0`. */
function declarationsOf(sides: readonly Side[]): string {
  const lines = (["from", "to"] as const).flatMap((version) => [
    `import type { components as ${version}request } from "./${version}-request.js";`,
    `import type { components as ${version}response } from "./${version}-response.js";`,
    ...sides.map((side, at) => {
      const type = `${version}${side}["schemas"][${JSON.stringify(nameOfPart(at))}]`;
      return `declare const ${version}${at}: ${type};`;
    }),
  ]);
  return lines.join("\n");
}

/** The modules of one document's types. */
function modulesOf(version: string, { request, response }: SideTypes): [string, string][] {
  const same = `export type { components } from "./${version}-request.js";`;
  return [
    [`/${version}-request.ts`, withEmptyObjects(request)],
    [`/${version}-response.ts`, request === response ? same : withEmptyObjects(response)],
  ];
}

/**
 * Replaces `Record<string, never>`, which openapi-typescript writes for an object without known
 * properties: as it is, adding the first property would count as breaking.
 */
const withEmptyObjects = (schema: string): string =>
  `${schema}\ntype Record<Key extends string, Value> = [Value] extends [never] ? {} : { [Name in Key]: Value };\n`;
