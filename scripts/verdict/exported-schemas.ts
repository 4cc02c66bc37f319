import type { Json } from "../lib/json.js";
import {
  componentsOf,
  componentsOfKind,
  pointerTo,
  referencesIn,
} from "../openapi/component-references.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { requestBodyOf, successesOf } from "../openapi/operations.js";
import { sortedText } from "../openapi/equivalence.js";
import { operationKinds } from "./operation-kinds.js";
import type { Pair } from "./pair.js";
import type { SchemaPair } from "./schema-pair.js";

/**
 * The schemas that differ between the documents and that no operation's request or success
 * response reaches. The others are compared with their operations.
 */
export function changedExports({ from, to }: Pair<OpenapiDocument>): SchemaPair[] {
  const before = componentsOfKind(from, "schemas");
  const after = componentsOfKind(to, "schemas");
  const changed = Object.keys(before).filter((name) => {
    const [one, other] = [before[name], after[name]];
    return other !== undefined && sortedText(one) !== sortedText(other);
  });
  const compared = [from, to].map(reachedByOperations);
  return changed
    .filter((name) => compared.some((pointers) => !pointers.has(pointerTo("schemas", name))))
    .map((name) => {
      const schema = { $ref: pointerTo("schemas", name) };
      return { side: "response", subject: `The exported schema ${name}`, from: schema, to: schema };
    });
}

function reachedByOperations(document: OpenapiDocument): ReadonlySet<string> {
  const components = componentsOf(document);
  const reached = new Set(
    operationKinds
      .flatMap(({ of }) => of(document))
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
