import { checkBodies } from "../../scripts/generate/check-bodies.js";
import { CommandError } from "../../scripts/lib/command-error.js";
import { checkOpenapi, type OpenapiDocument } from "../../scripts/openapi/document.js";

/** A document in which each field that may be a secret says whether it is one. */
interface MarkedDocument {
  readonly document: OpenapiDocument;
  readonly marks: number;
  /** Operations that can be wrapped as far as marks are concerned. */
  readonly usable: readonly string[];
  /** Why the others cannot. */
  readonly leftOut: readonly string[];
}

/** Marks what the errors of generation ask for as no secret, as the reader of one would. */
export function markAsAsked(original: OpenapiDocument, ids: readonly string[]): MarkedDocument {
  const document = checkOpenapi(JSON.parse(JSON.stringify(original)));
  const usable: string[] = [];
  const leftOut: string[] = [];
  let marks = 0;
  for (const id of ids) {
    let problem = problemOf(document, id);
    for (let target = targetIn(problem); target; target = targetIn(problem)) {
      Object.assign(at(document, target), { writeOnly: false });
      marks += 1;
      problem = problemOf(document, id);
    }
    if (problem === undefined) usable.push(id);
    else leftOut.push(problem);
  }
  return { document, marks, usable, leftOut };
}

function problemOf(document: OpenapiDocument, id: string): string | undefined {
  try {
    checkBodies(document, id);
    return undefined;
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
}

const targetIn = (message: string | undefined): string | undefined =>
  /\{ target: "(.*)", update: \{ writeOnly: true \} \}/.exec(message ?? "")?.[1];

/** The object at a JSONPath of names and indexes. */
function at(document: object, path: string): object {
  const segment = /\.(\w+)|\[(\d+)\]|\['((?:[^'\\]|\\.)*)'\]/g;
  let value: unknown = document;
  for (const [, name, index, quoted] of path.matchAll(segment)) {
    const key = name ?? index ?? quoted?.replaceAll(/\\(.)/g, "$1") ?? "";
    value = Reflect.get(Object(value), key);
  }
  return Object(value);
}
