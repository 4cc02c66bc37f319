import { fieldsOf, itemsOf, textOf, type Json, type JsonObject, without } from "../lib/json.js";
import type { OpenapiDocument } from "./document.js";
import { methods, type Operation } from "./operations.js";
import { reachedComponents } from "./reached-components.js";
import { resolve } from "./references.js";

/**
 * Reduces a document to some operations, in the form of the vendor's pages: with the components that
 * they reach, and with `servers` and `security` at the root if all operations share them.
 *
 * @throws CommandError when one of them refers to an operation that is left out
 */
export function selectOperations(
  document: OpenapiDocument,
  selected: readonly Operation[],
): OpenapiDocument {
  const servers = commonOf(selected.map((operation) => serversOf(document, operation)));
  const security = commonOf(
    selected.map(({ fields }) => fields["security"] ?? document["security"]),
  );
  const hoisted = {
    ...(servers !== undefined && { servers }),
    ...(security !== undefined && { security }),
  };
  const paths = pathsOf(document, selected, Object.keys(hoisted));
  const usedTags = new Set(selected.flatMap(({ fields }) => itemsOf(fields["tags"])));
  const tags = itemsOf(document["tags"]).filter((tag) => usedTags.has(nameOf(tag)));
  const { openapi, info, jsonSchemaDialect } = document;
  const chosen = {
    openapi,
    info,
    ...(jsonSchemaDialect !== undefined && { jsonSchemaDialect }),
    ...rootOf(document),
    ...hoisted,
    ...(tags.length > 0 && { tags }),
    paths,
  };
  const components = reachedComponents({ ...chosen, components: document["components"] ?? {} });
  return Object.keys(components).length > 0 ? { ...chosen, components } : chosen;
}

/** Defaults for operations without servers or security of their own. */
function rootOf({ servers, security }: OpenapiDocument): JsonObject {
  return {
    ...(servers !== undefined && { servers }),
    ...(security !== undefined && { security }),
  };
}

const nameOf = (tag: Json): string => textOf(fieldsOf(tag)["name"]);

function serversOf(document: OpenapiDocument, { path, fields }: Operation): Json | undefined {
  const places = [fields, pathItemOf(document, path), document];
  return places.map(({ servers }) => servers).find((servers) => itemsOf(servers).length > 0);
}

const pathItemOf = (document: OpenapiDocument, path: string): JsonObject =>
  fieldsOf(resolve(document, document.paths[path] ?? {}));

/** The common value; `undefined` if they differ. */
function commonOf(values: readonly (Json | undefined)[]): Json | undefined {
  const [first, ...others] = values;
  const text = JSON.stringify(first);
  return others.every((other) => JSON.stringify(other) === text) ? first : undefined;
}

/** The paths with the selected operations only, and without the fields that moved to the root. */
function pathsOf(
  document: OpenapiDocument,
  selected: readonly Operation[],
  hoisted: readonly string[],
): JsonObject {
  const keptAt = (path: string): Map<string, Json> =>
    new Map(
      selected
        .filter((operation) => operation.path === path)
        .map(({ method, fields }) => [method, without(fields, hoisted)]),
    );
  return Object.fromEntries(
    [...new Set(selected.map(({ path }) => path))].map((path): [string, Json] => {
      const kept = keptAt(path);
      const item = Object.entries(without(pathItemOf(document, path), hoisted)).map(
        ([name, part]): [string, Json | undefined] =>
          isMethod(name) ? [name, kept.get(name)] : [name, part],
      );
      return [path, Object.fromEntries(item.flatMap(present))];
    }),
  );
}

const isMethod = (name: string): boolean => methods.some((method) => method === name);

const present = ([name, part]: readonly [string, Json | undefined]): [string, Json][] =>
  part === undefined ? [] : [[name, part]];
