import { GatewayInputError } from "../errors/gateway-input-error.js";
import type * as validators from "../generated/validators.js";
import {
  describeOperation,
  type Operation,
  type OperationMetadata,
} from "../operations/operation.js";
import * as wrapped from "../operations/wrapped-operations.js";

/** Does not compile while an operation of openapi/operations.json is missing in that module. */
const wrappedOperations: readonly Operation[] = Object.values(
  wrapped satisfies Record<keyof typeof validators, Operation>,
);

/** An operation and what is special about its parameters. */
export interface FoundOperation {
  readonly operation: Operation;
  /** Path parameters that may be lists or objects. */
  readonly lists: readonly string[];
}

/**
 * The operation with this method at a path template.
 *
 * @param all metadata of the spec's operations
 * @throws GatewayInputError if the spec has none, or one that is not JSON
 */
export function operationAt(
  all: readonly OperationMetadata[],
  method: string,
  path: string,
): FoundOperation {
  const described = all.find(
    (operation) => operation.path === path && operation.method.toUpperCase() === method,
  );
  if (!described) {
    throw new GatewayInputError(
      "path",
      `is not a ${method} operation of the spec; pass the template, such as /v1/accounts/{account_id}/secrets`,
    );
  }
  const { id, lists = [], unsupported } = described;
  if (unsupported !== undefined) {
    throw new GatewayInputError("path", `is not supported: the operation needs ${unsupported}`);
  }
  const known = wrappedOperations.find((operation) => operation.id === id);
  return { operation: known ?? describeOperation(described, {}), lists };
}
