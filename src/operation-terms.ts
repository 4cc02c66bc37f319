import { operations } from "./generated/spec.js";
import {
  cautiousRetries,
  idempotentRetries,
  namedCreationRetries,
  type RetryPolicy,
} from "./retry.js";

/** What the spec does not say of an operation, and a caller in trouble needs. */
export interface OperationTerms {
  /** Which failures are worth another attempt. */
  readonly retries: RetryPolicy;
  /** What a success that cannot be read most likely means. */
  readonly likelyOutcome: string;
}

/** The spec's operation ids. */
export type OperationId = keyof typeof operations;

const isOperationId = (id: string): id is OperationId => Object.hasOwn(operations, id);

/** The spec's operation at a path template. */
export function operationAt(method: string, path: string): OperationId | undefined {
  return Object.keys(operations)
    .filter(isOperationId)
    .find((id) => {
      const operation = operations[id];
      return operation.path === path && operation.method === method.toLowerCase();
    });
}

const known: Partial<Record<OperationId, OperationTerms>> = {
  Gateway_CreateSecret: {
    retries: namedCreationRetries,
    likelyOutcome: "the secret probably exists",
  },
};

const idempotent = /^(get|head|put|delete|options)$/i;

/** An operation's terms: its own where it has any, else what its method allows. */
export function termsOf(operation: OperationId, method: string): OperationTerms {
  return (
    known[operation] ?? {
      retries: idempotent.test(method) ? idempotentRetries : cautiousRetries,
      likelyOutcome: "what was asked for was probably done",
    }
  );
}
