import type { operations as types, Readable, Writable } from "../generated/schema.js";
import { operations as metadata } from "../generated/spec.js";
import { validators, type Validator } from "../generated/validators.js";
import type { ReadSuccess } from "../transport/outcome.js";
import type { OperationPolicy } from "../transport/retry-policy.js";
import type { BodyRules } from "./body-rules.js";
import type { JsonPath } from "./json-path.js";
import { policies, type WrappedOperationId } from "./policies.js";
import { successReader } from "./read-success.js";

/** The spec's operation ids. */
export type OperationId = keyof typeof metadata;

/** Everything that a call needs to know about its operation. */
export interface Operation {
  readonly id: OperationId;
  /** In upper case. */
  readonly method: string;
  /** The path template. */
  readonly path: string;
  readonly requestBody: "required" | "optional" | "none";
  readonly request: BodyRules;
  readonly readSuccess: ReadSuccess<unknown>;
  readonly policy: OperationPolicy;
}

type JsonContent<Holder> = Holder extends { content: { "application/json": infer Content } }
  ? Content
  : never;

/** openapi-fetch leaves out what is undefined. */
type OrUndefined<Query> = { readonly [Name in keyof Query]: Query[Name] | undefined };

/** Input of an operation: its parameters by place, and its request body, `undefined` for none. */
export type OperationInput<Id extends WrappedOperationId> = Pick<
  types[Id]["parameters"],
  "path"
> & {
  readonly query: OrUndefined<types[Id]["parameters"]["query"]> | undefined;
} & (types[Id] extends { requestBody: infer Body }
    ? { readonly body: Writable<JsonContent<Body>> }
    : { readonly body: undefined });

/** Content of the successes that an operation declares; `undefined` for one without JSON. */
type SuccessContent<Responses> = {
  [Status in keyof Responses]: `${Status & (string | number)}` extends `2${string}`
    ? [JsonContent<Responses[Status]>] extends [never]
      ? undefined
      : JsonContent<Responses[Status]>
    : never;
}[keyof Responses];

/** Value of an operation's success, without write-only fields. */
export type OperationValue<Id extends WrappedOperationId> = Readable<
  SuccessContent<types[Id]["responses"]>
>;

const described: Partial<Record<WrappedOperationId, Operation>> = {};

/** The record of a wrapped operation. */
export const wrappedOperation = (id: WrappedOperationId): Operation =>
  (described[id] ??= describeOperation(id, policies[id], validators[id]));

/** Makes the record of an operation from its metadata, policy and validators. */
export function describeOperation(
  id: OperationId,
  policy: OperationPolicy,
  {
    request,
    response,
  }: { readonly request?: Validator<unknown>; readonly response?: Validator<unknown> },
): Operation {
  const { method, path, requestBody, writeOnly, fields }: Metadata = metadata[id];
  return {
    id,
    method: method.toUpperCase(),
    path,
    requestBody,
    request: { validator: request, writeOnly: writeOnly.request, fields },
    readSuccess: successReader({ validator: response, writeOnly: writeOnly.response }),
    policy,
  };
}

interface Metadata {
  readonly method: string;
  readonly path: string;
  readonly requestBody: Operation["requestBody"];
  readonly writeOnly: {
    readonly request: readonly JsonPath[];
    readonly response: readonly JsonPath[];
  };
  readonly fields?: readonly string[] | undefined;
}
