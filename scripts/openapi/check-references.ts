import { CommandError } from "../lib/command-error.js";
import { fieldsOf, isObject } from "../lib/json.js";
import { errorAt } from "./bad-place.js";
import type { OpenapiDocument } from "./document.js";
import { partsOf } from "./document-parts.js";
import { mappedReferences } from "./mapped-references.js";
import { lookUp } from "./references.js";

/**
 * Checks that every reference leads to something in the document. Data, such as an example or an
 * extension, may contain a field called `$ref`.
 *
 * @throws CommandError for the first that does not, with its place and the operations that it concerns
 */
export function checkReferences(document: OpenapiDocument): void {
  for (const { kind, value, pointer } of partsOf(document)) {
    if (!isObject(value)) continue;
    const own = typeof value["$ref"] === "string" ? [value["$ref"]] : [];
    const mapped = kind === "schema" ? mappedReferences(fieldsOf(value["discriminator"])) : [];
    for (const reference of [...own, ...mapped]) {
      const problem = problemWith(document, reference);
      if (problem !== undefined) throw errorAt(document, pointer, problem);
    }
  }
}

function problemWith(document: OpenapiDocument, reference: string): string | undefined {
  try {
    lookUp(document, reference);
    return undefined;
  } catch (error) {
    if (error instanceof CommandError) return error.message;
    throw error;
  }
}
