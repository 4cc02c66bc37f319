import { isObject, textOf, type Json, type JsonObject } from "../lib/json.js";
import { errorAt, pointerToOperation } from "../openapi/bad-place.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { reachedParts } from "../openapi/document-parts.js";
import { operationsOf, type Operation } from "../openapi/operations.js";
import { readPattern } from "../openapi/patterns.js";

/**
 * Checks that validators can be made of the bodies of wrapped operations.
 *
 * @throws CommandError for the first schema of which none can, with its place and the operations that it
 * concerns: they can be left out of operations.json, or the schema corrected by an overlay
 */
export function checkSchemas(document: OpenapiDocument, wrapped: readonly string[]): void {
  const bodies = operationsOf(document)
    .filter(({ id }) => wrapped.includes(id))
    .flatMap(bodyParts);
  for (const { kind, value, pointer } of reachedParts(document, bodies)) {
    const problem = kind === "schema" ? problemOf(value) : undefined;
    if (problem === undefined) continue;
    throw errorAt(
      document,
      pointer,
      `expected a schema that a validator can check, found ${problem}`,
    );
  }
}

const bodyParts = (operation: Operation) =>
  ["requestBody", "responses"].flatMap((name) => {
    const held = operation.fields[name];
    const pointer = `${pointerToOperation(operation)}/${name}`;
    if (!isObject(held)) return [];
    const kind = "withContent" as const;
    return name === "requestBody"
      ? [{ kind, value: held, pointer }]
      : Object.entries(held).map(([status, value]) => ({
          kind,
          value,
          pointer: `${pointer}/${status}`,
        }));
  });

const isNumber = (value: Json): boolean => typeof value === "number";
const isCount = (value: Json): boolean => typeof value === "number" && value >= 0;
const isText = (value: Json): boolean => typeof value === "string";
const isList = (value: Json): boolean => Array.isArray(value);

const expected: readonly (readonly [readonly string[], (value: Json) => boolean])[] = [
  [["maximum", "minimum"], isNumber],
  [["multipleOf"], (value) => isCount(value) && value !== 0],
  [["exclusiveMaximum", "exclusiveMinimum"], (value) => isNumber(value) || isFlag(value)],
  [["maxLength", "minLength", "maxItems", "minItems"], isCount],
  [["maxProperties", "minProperties", "maxContains", "minContains"], isCount],
  [["allOf", "anyOf", "oneOf", "enum", "prefixItems"], isList],
  [["format", "pattern"], isText],
  [["properties", "patternProperties", "dependentSchemas"], isObject],
  [["type"], (value) => [value].flat().every((name) => types.has(textOf(name)))],
];

const isFlag = (value: Json): boolean => typeof value === "boolean";

const types = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);

function problemOf(schema: Json): string | undefined {
  if (typeof schema === "boolean") return undefined;
  if (!isObject(schema)) return JSON.stringify(schema);
  for (const keyword of ["$dynamicRef", "$recursiveRef"]) {
    if (schema[keyword] !== undefined) return `"${keyword}"`;
  }
  return valueProblem(schema) ?? patternProblem(schema);
}

function valueProblem(schema: JsonObject): string | undefined {
  for (const [keywords, isFine] of expected) {
    const wrong = keywords.find(
      (name) => schema[name] !== undefined && !isFine(schema[name] ?? null),
    );
    if (wrong !== undefined) return `"${wrong}: ${JSON.stringify(schema[wrong])}"`;
  }
  return undefined;
}

function patternProblem({ pattern, patternProperties }: JsonObject): string | undefined {
  const own = typeof pattern === "string" ? [pattern] : [];
  const others = isObject(patternProperties) ? Object.keys(patternProperties) : [];
  return [...own, ...others].map(readPattern).find((read) => typeof read === "string");
}
