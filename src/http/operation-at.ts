import { operations as metadata } from "../generated/spec.js";
import { validators } from "../generated/validators.js";
import {
  describeOperation,
  wrappedOperation,
  type Operation,
  type OperationId,
} from "../operations/operation.js";
import type { WrappedOperationId } from "../operations/policies.js";
import {
  cautiousRetries,
  idempotentRetries,
  type OperationPolicy,
} from "../transport/retry-policy.js";

/** The operation with this method at a path template; `undefined` if the spec has none. */
export function operationAt(method: string, path: string): Operation | undefined {
  const id = Object.keys(metadata)
    .filter(isOperationId)
    .find((name) => metadata[name].path === path && metadata[name].method === method);
  if (id === undefined) return undefined;
  return isWrapped(id) ? wrappedOperation(id) : describeOperation(id, policyOfMethod(method), {});
}

const isOperationId = (id: string): id is OperationId => Object.hasOwn(metadata, id);
const isWrapped = (id: string): id is WrappedOperationId => Object.hasOwn(validators, id);

const idempotent = /^(get|head|options|put|delete)$/;
const read = /^(get|head|options)$/;

/** The policy of an operation that is not wrapped, derived from its method. */
function policyOfMethod(method: string): OperationPolicy {
  return {
    isRead: read.test(method),
    isDeletion: method === "delete",
    retries: idempotent.test(method) ? idempotentRetries : cautiousRetries,
    likelyOutcome: "the request probably succeeded",
    bodyLimit: 2 ** 20,
  };
}
