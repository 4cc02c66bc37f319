import { openapiOverlay } from "openapi-format";
import { CommandError } from "../lib/command-error.js";
import { fieldsOf, isObject, itemsOf, textOf, type Json, type JsonObject } from "../lib/json.js";
import { parseYaml } from "../lib/yaml.js";
import { checkOpenapi, type OpenapiDocument } from "./document.js";

type OverlayAction = { readonly target: string } & (
  { readonly update: JsonObject } | { readonly remove: true }
);

/** A document to which an overlay has been applied. */
export interface Overlaid {
  readonly document: OpenapiDocument;
  /** Targets that the document does not have. */
  readonly unused: readonly string[];
}

/**
 * Applies an OpenAPI Overlay 1.0 to a copy of a document.
 *
 * @throws CommandError when an action is not valid, or its target is not in the document
 */
export async function applyOverlay(
  document: OpenapiDocument,
  overlayText: string,
): Promise<OpenapiDocument> {
  const overlaid = await applyWhereItFits(document, overlayText);
  if (overlaid.unused.length === 0) return overlaid.document;
  const targets = overlaid.unused.join(", ");
  throw new CommandError(`expected each target in the document, found nothing at ${targets}`);
}

/**
 * Applies an overlay to a document for which it may not have been written.
 *
 * @throws CommandError when an action is not valid
 */
export async function applyWhereItFits(
  document: OpenapiDocument,
  overlayText: string,
): Promise<Overlaid> {
  const { overlay: version, actions } = fieldsOf(parseYaml(overlayText));
  if (typeof version !== "string" || !/^1\.0\.\d+$/.test(version)) {
    throw new CommandError(
      `expected an OpenAPI Overlay 1.0, found overlay: ${version === undefined ? "none" : textOf(version)}`,
    );
  }
  const overlaySet = { overlay: version, actions: itemsOf(actions).map(checkedAction) };
  if (overlaySet.actions.length === 0) {
    throw new CommandError("expected an overlay with actions, found none");
  }
  const { data, resultData } = await openapiOverlay(structuredClone(document), { overlaySet });
  const unused: unknown = resultData["unusedActions"];
  const applied: Json = JSON.parse(JSON.stringify(data));
  return {
    document: checkOpenapi(applied),
    unused: Array.isArray(unused)
      ? unused.map((action: Json) => textOf(fieldsOf(action)["target"]))
      : [],
  };
}

/** Checks an action: openapi-format only prints a warning about an invalid one. */
function checkedAction(action: Json, index: number): OverlayAction {
  const label = `action ${index + 1}`;
  const { target, update, remove } = fieldsOf(action);
  if (typeof target !== "string" || !/^\$[.[]/.test(target)) {
    throw new CommandError(
      `expected ${label} to have a target, a JSONPath below the root; found ${target === undefined ? "none" : textOf(target)}`,
    );
  }
  if (isObject(update) && remove === undefined) return { target, update };
  if (remove === true && update === undefined) return { target, remove };
  throw new CommandError(
    `expected ${label} on ${target} to have either an update object or remove: true, found neither or both`,
  );
}
