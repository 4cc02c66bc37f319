import { fieldsOf, type OpenapiDocument } from "../spec/openapi-document.js";
import { operationsOf } from "../spec/operations.js";
import { securitySchemesOf } from "../spec/emit-spec.js";
import type { Change } from "./change.js";

/** The names that those who use the package as their type reference write down. */
export function compareNames(from: OpenapiDocument, to: OpenapiDocument): Change[] {
  const kinds = ["schemas", "responses", "parameters", "requestBodies", "headers"];
  const components = kinds.flatMap((kind) =>
    gone(`The exported ${kind} name`, componentsOf(from, kind), componentsOf(to, kind)),
  );
  return [...components, ...gone("The exported operation name", idsOf(from), idsOf(to))];
}

/** How a request proves who sends it. */
export function compareSecuritySchemes(from: OpenapiDocument, to: OpenapiDocument): Change[] {
  const [before, after] = [securitySchemesOf(from), securitySchemesOf(to)];
  const changed = Object.keys(before).filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
  return changed.map((name) => ({
    verdict: "major",
    reason: `The security scheme ${name} changed or is gone.`,
  }));
}

const idsOf = (document: OpenapiDocument): string[] => operationsOf(document).map(({ id }) => id);

const componentsOf = (document: OpenapiDocument, kind: string): string[] =>
  Object.keys(fieldsOf(fieldsOf(document["components"])[kind]));

function gone(what: string, from: readonly string[], to: readonly string[]): Change[] {
  return from
    .filter((name) => !to.includes(name))
    .map((name) => ({ verdict: "major", reason: `${what} ${name} is gone.` }));
}
