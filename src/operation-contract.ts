import { operations } from "./generated/spec.js";
import { validators, type Validator } from "./generated/validators.js";
import type { BodyRules } from "./judge.js";
import { operationAt, termsOf, type OperationId, type OperationTerms } from "./operation-terms.js";

/** All that a call needs to know of the operation that it calls. */
export interface OperationContract {
  /** The spec's operation id. */
  readonly operation: string;
  readonly requestBody: "required" | "optional" | "none";
  readonly request: BodyRules<unknown>;
  readonly response: BodyRules<unknown>;
  readonly terms: OperationTerms;
}

/** What judges the bodies of an operation that nobody wrapped: its types have to do. */
export const anything: Validator<unknown> = (_body): _body is unknown => true;

const wrapped: Partial<
  Record<OperationId, { request?: Validator<unknown>; response?: Validator<unknown> }>
> = validators;

/** The contract of the spec's operation at a path template. */
export function contractAt(method: string, path: string): OperationContract | undefined {
  const operation = operationAt(method, path);
  if (operation === undefined) return undefined;
  const { writeOnly, requestBody } = operations[operation];
  const { request, response } = { request: anything, response: anything, ...wrapped[operation] };
  return {
    operation,
    requestBody,
    request: { validator: request, writeOnly: writeOnly.request },
    response: { validator: response, writeOnly: writeOnly.response },
    terms: termsOf(operation, method),
  };
}
