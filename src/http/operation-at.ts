import { operations as metadata } from "../generated/spec.js";
import type * as validators from "../generated/validators.js";
import { describeOperation, type Operation } from "../operations/operation.js";
import * as wrapped from "../operations/wrapped-operations.js";

/** Does not compile while an operation of openapi/operations.json is missing in that module. */
const wrappedOperations: readonly Operation[] = Object.values(
  wrapped satisfies Record<keyof typeof validators, Operation>,
);

/** The operation with this method at a path template; `undefined` if the spec has none. */
export function operationAt(method: string, path: string): Operation | undefined {
  const isAsked = (operation: Pick<Operation, "method" | "path">): boolean =>
    operation.path === path && operation.method.toUpperCase() === method;
  const known = wrappedOperations.find(isAsked);
  if (known) return known;
  const described = Object.values(metadata).find(isAsked);
  return described && describeOperation(described, {});
}
