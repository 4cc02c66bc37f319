import { openapiOverlay } from "openapi-format";
import {
  checkOpenapi,
  DocumentError,
  fieldsOf,
  isObject,
  itemsOf,
  parseYaml,
  textOf,
  type Json,
  type JsonObject,
  type OpenapiDocument,
} from "./openapi-document.js";

type OverlayAction = { readonly target: string } & (
  { readonly update: JsonObject } | { readonly remove: true }
);

/**
 * Applies an OpenAPI Overlay 1.0 to a copy of a document.
 *
 * @throws DocumentError when an action is not valid, or its target is not in the document
 */
export async function applyOverlay(
  document: OpenapiDocument,
  overlayText: string,
): Promise<OpenapiDocument> {
  const { overlay: version, actions } = fieldsOf(parseYaml(overlayText));
  if (typeof version !== "string" || !/^1\.0\.\d+$/.test(version)) {
    throw new DocumentError(
      `expected an OpenAPI Overlay 1.0, found overlay: ${version === undefined ? "none" : textOf(version)}`,
    );
  }
  const overlaySet = { overlay: version, actions: itemsOf(actions).map(checkedAction) };
  if (overlaySet.actions.length === 0) {
    throw new DocumentError("expected an overlay with actions, found none");
  }
  const { data, resultData } = await openapiOverlay(structuredClone(document), { overlaySet });
  const unused: unknown = resultData["unusedActions"];
  if (Array.isArray(unused) && unused.length > 0) {
    const targets = unused.map((action: Json) => textOf(fieldsOf(action)["target"])).join(", ");
    throw new DocumentError(`expected each target in the document, found nothing at ${targets}`);
  }
  const applied: Json = JSON.parse(JSON.stringify(data));
  return checkOpenapi(applied);
}

/** What openapi-format finds wrong with an action it prints, and carries on; this is told instead. */
function checkedAction(action: Json, index: number): OverlayAction {
  const label = `action ${index + 1}`;
  const { target, update, remove } = fieldsOf(action);
  if (typeof target !== "string" || !/^\$[.[]/.test(target)) {
    throw new DocumentError(
      `expected ${label} to have a target, a JSONPath below the root; found ${target === undefined ? "none" : textOf(target)}`,
    );
  }
  if (isObject(update) && remove === undefined) return { target, update };
  if (remove === true && update === undefined) return { target, remove };
  throw new DocumentError(
    `expected ${label} on ${target} to hold an update object or remove: true, found neither or both`,
  );
}
