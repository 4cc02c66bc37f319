import type { JsonObject } from "../lib/json.js";
import type { OpenapiDocument } from "../openapi/document.js";
import type { Side } from "../openapi/markers.js";
import {
  contentTypesOf,
  requestBodyOf,
  successesOf,
  type Operation,
} from "../openapi/operations.js";
import type { Pair } from "./pair.js";

/** A pair of types to compare. */
export interface TypePair {
  /** Name for people: `The input`. */
  readonly name: string;
  /** Data of that type, for people: `What callers pass`. */
  readonly data: string;
  /** Side of the types: callers write the request and read the response. */
  readonly side: Side;
  readonly from: TypeExpression;
  readonly to: TypeExpression;
}

/** Prints a type, given the name by which the types of its document are imported. */
export type TypeExpression = (module: string) => string;

/** The types of an operation's parameters and body. */
export const inputPair = (
  documents: Pair<OpenapiDocument>,
  { from, to }: Pair<Operation>,
): TypePair => ({
  name: "The input",
  data: "What callers pass",
  side: "request",
  from: inputOf(documents.from, from),
  to: inputOf(documents.to, to),
});

/** The types of an operation's successful responses. */
export const resultPair = (
  documents: Pair<OpenapiDocument>,
  { from, to }: Pair<Operation>,
): TypePair => ({
  name: "The result",
  data: "What callers read",
  side: "response",
  from: resultOf(documents.from, from),
  to: resultOf(documents.to, to),
});

/** The types of a schema that is exported but used by no operation. */
export function schemaPair(schema: string): TypePair {
  const place: TypeExpression = (module) =>
    `${module}.components["schemas"][${JSON.stringify(schema)}]`;
  return {
    name: `The exported schema ${schema}`,
    data: `What is read as ${schema}`,
    side: "response",
    from: place,
    to: place,
  };
}

function inputOf(document: OpenapiDocument, operation: Operation): TypeExpression {
  const body = requestBodyOf(document, operation);
  const mark = body?.["required"] === true ? ":" : "?:";
  return (module) => {
    const place = placeOf(module, operation);
    const holder = `NonNullable<${place}["requestBody"]>`;
    const content = body ? ` body${mark} ${contentOf(holder, body)};` : "";
    return `{ parameters: ${place}["parameters"];${content} }`;
  };
}

function resultOf(document: OpenapiDocument, operation: Operation): TypeExpression {
  const successes = successesOf(document, operation);
  return (module) => {
    const place = `${placeOf(module, operation)}["responses"]`;
    const results = successes.map(([status, response]) => {
      const key = /^\d+$/.test(status) ? status : JSON.stringify(status);
      return contentOf(`${place}[${key}]`, response);
    });
    return results.join(" | ") || "undefined";
  };
}

function contentOf(holder: string, body: JsonObject): string {
  const types = contentTypesOf(body).map((type) => `${holder}["content"][${JSON.stringify(type)}]`);
  return types.join(" | ") || "undefined";
}

// An operation without operationId is typed under its path only.
const placeOf = (module: string, { path, method }: Operation): string =>
  `${module}.paths[${JSON.stringify(path)}][${JSON.stringify(method)}]`;

/**
 * Prints a module that assigns each pair both ways: `forth` fails if today's type is not assignable to
 * tomorrow's, `back` if tomorrow's is not assignable to today's.
 *
 * @param modules the names of the modules that hold the types of each document's sides
 */
export function comparisonOf(
  pairs: readonly TypePair[],
  modules: Pair<Readonly<Record<Side, string>>>,
): string {
  const imports = (["from", "to"] as const).flatMap((document) =>
    (["request", "response"] as const).map(
      (side) =>
        `import type * as ${document}_${side} from ${JSON.stringify(modules[document][side])};`,
    ),
  );
  const lines = pairs.flatMap(({ side, from, to }, index) => [
    `type From${index} = ${from(`from_${side}`)};`,
    `type To${index} = ${to(`to_${side}`)};`,
    `declare const from${index}: From${index};`,
    `declare const to${index}: To${index};`,
    `export const forth${index}: To${index} = from${index};`,
    `export const back${index}: From${index} = to${index};`,
  ]);
  return [...imports, ...lines].join("\n");
}
