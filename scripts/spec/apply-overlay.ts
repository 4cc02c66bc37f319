import { openapiOverlay } from "openapi-format";
import { parse } from "yaml";
import {
  DocumentError,
  fieldsOf,
  itemsOf,
  parseOpenapi,
  textOf,
  type Json,
  type OpenapiDocument,
} from "./openapi-document.js";

/**
 * Applies an OpenAPI Overlay to a copy of a document.
 *
 * @throws DocumentError when an action has no effect, because its target is gone or it is not valid
 */
export async function applyOverlay(
  document: OpenapiDocument,
  overlayText: string,
): Promise<OpenapiDocument> {
  const overlay: Json = parse(overlayText);
  const { overlay: version, actions } = fieldsOf(overlay);
  if (typeof version !== "string" || !/^1\.0\.\d+$/.test(version) || !Array.isArray(actions)) {
    throw new DocumentError(
      "expected gateway.overlay.yaml to be an OpenAPI Overlay 1.0 with actions",
    );
  }
  const overlaySet = {
    overlay: version,
    actions: itemsOf(actions).map((action) => ({
      ...fieldsOf(action),
      target: textOf(fieldsOf(action)["target"]),
    })),
  };
  const { data, resultData } = await quietly(() =>
    openapiOverlay(structuredClone(document), { overlaySet }),
  );
  const unused: unknown = resultData["unusedActions"];
  if (Array.isArray(unused) && unused.length > 0) {
    const targets = unused.map((action: Json) => textOf(fieldsOf(action)["target"])).join(", ");
    throw new DocumentError(
      `expected each action of gateway.overlay.yaml to change something; these have no target any more, or are not valid: ${targets}`,
    );
  }
  return parseOpenapi(JSON.stringify(data));
}

/** openapi-format prints what is wrong with an action; the error above says it in one line. */
async function quietly<Result>(work: () => Promise<Result>): Promise<Result> {
  const { error } = console;
  console.error = () => {};
  try {
    return await work();
  } finally {
    console.error = error;
  }
}
