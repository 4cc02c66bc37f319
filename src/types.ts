/**
 * The types of the vendored document alone: no JavaScript, no dependency, no DOM.
 *
 * @module fireworks-gateway-client/types
 */

import type { operations as markedOperations, Readable, Writable } from "./generated/schema.js";

export type { components, operations, paths } from "./generated/reference.js";

type CreateSecret = markedOperations["Gateway_CreateSecret"];

/** Shows the fields where an editor would show how they were come by. */
type Plain<Fields> = { [Name in keyof Fields]: Fields[Name] };

/** What `Gateway_CreateSecret` takes: its request body as the spec has it. */
export type CreateSecretBody = Plain<
  Writable<CreateSecret["requestBody"]["content"]["application/json"]>
>;

/** A secret as it is read: what `Gateway_CreateSecret` answers, without its write-only fields. */
export type Secret = Plain<Readable<CreateSecret["responses"][200]["content"]["application/json"]>>;
