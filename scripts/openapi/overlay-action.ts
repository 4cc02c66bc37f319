import { CommandError } from "../lib/command-error.js";
import { fieldsOf, isObject, textOf, type Json, type JsonObject } from "../lib/json.js";

/** An action of an overlay: what to change, and how. */
export type OverlayAction = { readonly target: string } & (
  { readonly update: JsonObject } | { readonly remove: true }
);

/**
 * Checks an action: openapi-format only prints a warning about an invalid one.
 *
 * @param index its position in the overlay
 * @throws CommandError when it is invalid
 */
export function checkAction(action: Json, index: number): OverlayAction {
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
