import { openapiOverlay } from "openapi-format";
import { CommandError, inFile } from "../lib/command-error.js";
import { fieldsOf, itemsOf, textOf, type Json } from "../lib/json.js";
import { parseYaml } from "../lib/yaml.js";
import { checkOpenapi, type OpenapiDocument } from "./document.js";
import { checkAction, type OverlayAction } from "./overlay-action.js";
import { problemOf } from "./overlay-problems.js";

/** An OpenAPI Overlay 1.0. */
export interface Overlay {
  /** Its path, for messages. */
  readonly name: string;
  readonly actions: readonly OverlayAction[];
}

/** An action that does not fit a document, and what to do. */
export interface OverlayProblem {
  /** Name of the overlay. */
  readonly overlay: string;
  readonly message: string;
}

/** A document to which overlays have been applied. */
export interface Overlaid {
  readonly document: OpenapiDocument;
  /** The actions that do not fit; they have not been applied. */
  readonly problems: readonly OverlayProblem[];
}

/**
 * Parses an overlay.
 *
 * @throws CommandError when it is not an overlay, or one of its actions is invalid
 */
export function parseOverlay(name: string, text: string): Promise<Overlay> {
  return inFile(name, () => {
    const { overlay: version, actions } = fieldsOf(parseYaml(text));
    if (typeof version !== "string" || !/^1\.0\.\d+$/.test(version)) {
      const found = version === undefined ? "none" : textOf(version);
      throw new CommandError(`expected an OpenAPI Overlay 1.0, found overlay: ${found}`);
    }
    const checked = itemsOf(actions).map(checkAction);
    if (checked.length > 0) return { name, actions: checked };
    throw new CommandError("expected an overlay with actions, found none");
  });
}

/**
 * Applies overlays to a copy of a document, in order.
 *
 * @throws CommandError when an action has no target, changes nothing or adds what the document has
 */
export async function applyOverlays(
  document: OpenapiDocument,
  overlays: readonly Overlay[],
): Promise<OpenapiDocument> {
  const { document: overlaid, problems } = await applyWhereTheyFit(document, overlays);
  const [first] = problems;
  if (!first) return overlaid;
  const inSameFile = problems.filter(({ overlay }) => overlay === first.overlay);
  const messages = inSameFile.map(({ message }) => message).join("; ");
  throw new CommandError(`${first.overlay}: ${messages}`);
}

/** Applies those actions of overlays that fit a document, which may be another than they were written for. */
export async function applyWhereTheyFit(
  document: OpenapiDocument,
  overlays: readonly Overlay[],
): Promise<Overlaid> {
  const problems: OverlayProblem[] = [];
  let current = document;
  for (const { name, actions } of overlays) {
    for (const [index, action] of actions.entries()) {
      const next = await applyAction(current, action);
      const problem = await problemOf(current, action, next, applyAction);
      if (problem === undefined) current = next;
      else problems.push({ overlay: name, message: `action ${index + 1} ${problem}` });
    }
  }
  return { document: current, problems };
}

/** Ids of the operations that an overlay describes. */
export function operationIdsIn({ actions }: Overlay): string[] {
  const idsIn = (value: Json): string[] =>
    typeof value === "object" && value !== null
      ? [
          ...[fieldsOf(value)["operationId"]].filter((id) => typeof id === "string"),
          ...Object.values(value).flatMap(idsIn),
        ]
      : [];
  return actions.flatMap((action) => ("update" in action ? idsIn(action.update) : []));
}

async function applyAction(
  document: OpenapiDocument,
  action: OverlayAction,
): Promise<OpenapiDocument> {
  const overlaySet = { overlay: "1.0.0", actions: [action] };
  const { data } = await openapiOverlay(structuredClone(document), { overlaySet });
  const applied: Json = JSON.parse(JSON.stringify(data));
  return checkOpenapi(applied);
}
