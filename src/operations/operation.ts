import type { operations as types, Readable, Writable } from "../generated/schema.js";
import type { operations as metadata } from "../generated/spec.js";
import type { Validator } from "../generated/validators.js";
import type { ReadSuccess } from "../transport/outcome.js";
import {
  cautiousRetries,
  idempotentRetries,
  type OperationPolicy,
} from "../transport/retry-policy.js";
import type { BodyRules } from "./body-rules.js";
import type { JsonPath } from "./json-path.js";
import { successReader } from "./read-success.js";

/** The spec's operation ids. */
export type OperationId = keyof typeof metadata;

/** Everything that a call needs to know about its operation. */
export interface Operation<Id extends OperationId = OperationId> {
  readonly id: Id;
  /** In upper case. */
  readonly method: string;
  /** The path template. */
  readonly path: string;
  readonly requestBody: "required" | "optional" | "none";
  readonly request: BodyRules;
  readonly readSuccess: ReadSuccess<unknown>;
  readonly policy: OperationPolicy;
}

/** Operations that have an id in the document, by which their types are known. */
export type TypedOperationId = OperationId & keyof types;

type JsonContent<Holder> = Holder extends { content: { "application/json": infer Content } }
  ? Content
  : never;

/** openapi-fetch leaves out what is undefined. */
type OrUndefined<Query> = { readonly [Name in keyof Query]: Query[Name] | undefined };

/** The generated types say of an operation without path parameters that it never has any. */
type PathParameters<Path> = Path extends object ? Path : Readonly<Record<string, never>>;

/** Input of an operation: its parameters by place, and its request body, `undefined` for none. */
export type OperationInput<Id extends TypedOperationId> = {
  readonly path: PathParameters<types[Id]["parameters"]["path"]>;
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
export type OperationValue<Id extends TypedOperationId> = Readable<
  SuccessContent<types[Id]["responses"]>
>;

/** Metadata of an operation in spec.ts. */
interface Metadata<Id extends OperationId> {
  readonly id: Id;
  readonly method: string;
  readonly path: string;
  readonly requestBody: Operation["requestBody"];
  readonly writeOnly: {
    readonly request: readonly JsonPath[];
    readonly response: readonly JsonPath[];
  };
  readonly fields?: readonly string[] | undefined;
}

interface Validators {
  readonly request?: Validator<unknown>;
  readonly response?: Validator<unknown>;
}

/**
 * Makes the record of an operation from its metadata and validators.
 *
 * @param facts what its method does not tell
 */
export function describeOperation<Id extends OperationId>(
  { id, method, path, requestBody, writeOnly, fields }: Metadata<Id>,
  { request, response }: Validators,
  facts: Partial<OperationPolicy> = {},
): Operation<Id> {
  return {
    id,
    method: method.toUpperCase(),
    path,
    requestBody,
    request: { validator: request, writeOnly: writeOnly.request, fields },
    readSuccess: successReader({ validator: response, writeOnly: writeOnly.response }),
    policy: { ...policyOfMethod(method), ...facts },
  };
}

function policyOfMethod(method: string): OperationPolicy {
  const isRead = /^(get|head|options)$/.test(method);
  const isDeletion = method === "delete";
  return {
    isRead,
    isDeletion,
    retries: isRead || isDeletion || method === "put" ? idempotentRetries : cautiousRetries,
    likelyOutcome: isRead ? "nothing was changed" : "the request probably succeeded",
    bodyLimit: 2 ** 20,
  };
}
