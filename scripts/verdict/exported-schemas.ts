import type { Json } from "../lib/json.js";
import {
  componentsOf,
  componentsOfKind,
  pointerTo,
  referencesIn,
} from "../openapi/component-references.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { operationsOf, requestBodyOf, successesOf } from "../openapi/operations.js";
import { sortedText } from "../openapi/equivalence.js";

/**
 * Names of the schemas that differ between the documents and that no operation's request or success
 * response reaches. The others are compared with their operations.
 */
export function changedExports(from: OpenapiDocument, to: OpenapiDocument): string[] {
  const before = componentsOfKind(from, "schemas");
  const after = componentsOfKind(to, "schemas");
  const changed = Object.keys(before).filter((name) => {
    const [one, other] = [before[name], after[name]];
    return other !== undefined && sortedText(one) !== sortedText(other);
  });
  const compared = [from, to].map(reachedByOperations);
  return changed.filter((name) =>
    compared.some((pointers) => !pointers.has(pointerTo("schemas", name))),
  );
}

function reachedByOperations(document: OpenapiDocument): ReadonlySet<string> {
  const components = componentsOf(document);
  const reached = new Set(
    operationsOf(document)
      .flatMap((operation): (Json | undefined)[] => [
        ...operation.parameters,
        operation.fields["requestBody"],
        requestBodyOf(document, operation),
        ...successesOf(document, operation).map(([, response]) => response),
      ])
      .flatMap((part) => [...referencesIn(part)]),
  );
  for (const pointer of reached) {
    referencesIn(components.get(pointer)).forEach((other) => reached.add(other));
  }
  return reached;
}
