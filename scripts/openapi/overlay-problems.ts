import { fieldsOf, isObject, type Json, type JsonObject } from "../lib/json.js";
import type { OpenapiDocument } from "./document.js";
import { methods, operationsOf } from "./operations.js";
import type { OverlayAction } from "./overlay-action.js";

type ApplyAction = (document: OpenapiDocument, action: OverlayAction) => Promise<OpenapiDocument>;

/**
 * Finds what is wrong with an action on a document: it has no target, it changes nothing, or it adds an
 * operation or a schema that the document has itself. The document always wins.
 *
 * @param after the document with the action applied
 * @returns the problem and what to do about it; `undefined` if there is none
 */
export async function problemOf(
  document: OpenapiDocument,
  action: OverlayAction,
  after: OpenapiDocument,
  apply: ApplyAction,
): Promise<string | undefined> {
  const { target } = action;
  const targets = await targetsOf(document, target, apply);
  if (targets.length === 0) {
    return `has nothing to change at ${target}: correct its target, or remove it`;
  }
  if (!("update" in action)) return undefined;
  const known = targets.flatMap((path) => knownAdditions(document, path, action.update));
  if (known.length > 0) {
    return `adds ${[...new Set(known)].join(" and ")}, which the document has itself: remove it`;
  }
  return JSON.stringify(after) === JSON.stringify(document)
    ? `changes nothing at ${target}, since the document says the same itself: remove it`
    : undefined;
}

type Path = readonly string[];

const mark = "x-overlay-target";

/** Paths of a JSONPath's targets, found by marking them: openapi-format does not tell them. */
async function targetsOf(
  document: OpenapiDocument,
  target: string,
  apply: ApplyAction,
): Promise<Path[]> {
  const marked = await apply(document, { target, update: { [mark]: true } });
  return markedIn(marked, []);
}

function markedIn(value: Json, path: Path): Path[] {
  if (typeof value !== "object" || value === null) return [];
  const here = isObject(value) && value[mark] === true ? [path] : [];
  const below = Object.entries(value).flatMap(([name, part]) => markedIn(part, [...path, name]));
  return [...here, ...below];
}

/** Operations and schemas that an update adds as a whole below its target, and that the document already has. */
function knownAdditions(document: OpenapiDocument, target: Path, update: JsonObject): string[] {
  // A target that is an operation or a schema is changed on purpose.
  if (target.length >= depth) return [];
  const operations = operationsOf(document);
  return additionsIn(update, target).flatMap(({ path, part }) => {
    const [kind, place, name = ""] = path;
    if (kind === "components") {
      const schemas = fieldsOf(fieldsOf(document["components"])["schemas"]);
      return Object.hasOwn(schemas, name) ? [`the schema ${name}`] : [];
    }
    const known = operations.find(
      (operation) =>
        operation.id === part["operationId"] ||
        (operation.path === place && operation.method === name),
    );
    return known ? [`the operation ${known.id}`] : [];
  });
}

interface Addition {
  readonly path: Path;
  readonly part: JsonObject;
}

/** Depth of an operation and of a schema: `paths./things.get`, `components.schemas.thing`. */
const depth = 3;

/** The operations and schemas that an update has in whole. */
function additionsIn(part: Json, path: Path): Addition[] {
  if (!isObject(part) || path.length > depth) return [];
  if (path.length < depth) {
    return Object.entries(part).flatMap(([name, inner]) => additionsIn(inner, [...path, name]));
  }
  return isWhole(part, path) ? [{ path, part }] : [];
}

const wholeSchema = ["$ref", "allOf", "anyOf", "const", "enum", "oneOf", "type"];

/** Tells a definition from some more fields for one that is there. */
function isWhole(part: JsonObject, [kind, holder, name]: Path): boolean {
  if (kind === "paths") {
    return methods.some((method) => method === name) && part["responses"] !== undefined;
  }
  const isSchema = kind === "components" && holder === "schemas";
  return isSchema && wholeSchema.some((keyword) => part[keyword] !== undefined);
}
