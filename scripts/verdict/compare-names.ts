import { fieldsOf, type JsonObject } from "../lib/json.js";
import { componentsOfKind } from "../openapi/component-references.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { operationsOf } from "../openapi/operations.js";
import { securitySchemesOf } from "../openapi/security-schemes.js";
import { major, minor, type Change } from "./change.js";

const kinds = ["schemas", "responses", "parameters", "requestBodies", "headers"];

/** Compares the names of components, which users of the types write in their programs. */
export function compareNames(from: OpenapiDocument, to: OpenapiDocument): Change[] {
  return kinds.flatMap((kind): Change[] => {
    const [before, after] = [namesOf(from, kind), namesOf(to, kind)];
    const gone = before.filter((name) => !after.includes(name));
    const added = after.filter((name) => !before.includes(name));
    return [
      ...gone.map((name) => major(`The exported ${kind} name ${name} is gone.`)),
      ...added.map((name) => minor(`The exported ${kind} name ${name} is new.`)),
    ];
  });
}

/** Compares the security schemes that an operation requires. */
export function compareSecuritySchemes(from: OpenapiDocument, to: OpenapiDocument): Change[] {
  const [before, after] = [contractsOf(from), contractsOf(to)];
  const asked = new Set(operationsOf(from).flatMap(schemesOf));
  return [...asked]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => major(`The security scheme ${name} changed or is gone.`));
}

const schemesOf = ({ security }: { readonly security: unknown }): string[] =>
  Array.isArray(security) ? security.flatMap((alternative) => Object.keys(alternative)) : [];

/** Leaves out bearerFormat, which is a hint for people. */
function contractsOf(document: OpenapiDocument): JsonObject {
  return Object.fromEntries(
    Object.entries(securitySchemesOf(document)).map(([name, scheme]) => {
      const { bearerFormat: _hint, ...contract } = fieldsOf(scheme);
      return [name, contract];
    }),
  );
}

const namesOf = (document: OpenapiDocument, kind: string): string[] =>
  Object.keys(componentsOfKind(document, kind));
