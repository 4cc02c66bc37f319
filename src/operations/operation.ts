import type { operations as types, Readable, Writable } from "../generated/schema.js";
import type { operations as metadata } from "../generated/spec.js";
import type { Validator } from "../generated/validators.js";
import type { JsonOf, SuccessContent } from "../transport/json-content.js";
import type { ReadSuccess } from "../transport/outcome.js";
import {
  cautiousRetries,
  idempotentRetries,
  type OperationPolicy,
} from "../transport/retry-policy.js";
import type { BodyRules } from "./body-rules.js";
import type { JsonPath } from "./json-path.js";
import { querySerializer, type QuerySerializer, type QueryStyles } from "./query-serializer.js";
import { successReader } from "./read-success.js";

/** The spec's operation ids. */
export type OperationId = keyof typeof metadata;

/** Everything that a call needs to know about its operation. */
export interface Operation<Id extends string = string> {
  readonly id: Id;
  /** In upper case. */
  readonly method: string;
  /** The path template, with the operators of RFC 6570 if it needs any. */
  readonly path: string;
  /** `undefined` if openapi-fetch's own serializer writes the query as the document says. */
  readonly serializeQuery: QuerySerializer | undefined;
  readonly requestBody: "required" | "optional" | "none";
  readonly contentType: string;
  readonly request: BodyRules;
  readonly readSuccess: ReadSuccess<unknown>;
  readonly policy: OperationPolicy;
}

/** Operations that have an id in the document, by which their types are known. */
export type TypedOperationId = OperationId & keyof types;

type JsonContent<Holder> = Holder extends { content: infer Content } ? JsonOf<Content> : never;

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

/** Value of an operation's success, without write-only fields. */
export type OperationValue<Id extends TypedOperationId> = Readable<
  SuccessContent<types[Id]["responses"]>
>;

/** Metadata of an operation in spec.ts; what is left out is as in most operations. */
export interface OperationMetadata<Id extends string = string> {
  readonly id: Id;
  readonly method: string;
  readonly path: string;
  readonly template?: string | undefined;
  readonly query?: QueryStyles | undefined;
  readonly requestBody: Operation["requestBody"];
  readonly contentType?: string | undefined;
  readonly writeOnly: {
    readonly request: readonly JsonPath[];
    readonly response: readonly JsonPath[];
  };
  readonly fields?: readonly string[] | undefined;
  /** Path parameters that may be lists or objects. */
  readonly lists?: readonly string[] | undefined;
  /** A part that a JSON client cannot send or read. */
  readonly unsupported?: string | undefined;
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
export function describeOperation<Id extends string>(
  {
    id,
    method,
    path,
    template,
    query,
    requestBody,
    contentType,
    writeOnly,
    fields,
  }: OperationMetadata<Id>,
  { request, response }: Validators,
  facts: Partial<OperationPolicy> = {},
): Operation<Id> {
  return {
    id,
    method: method.toUpperCase(),
    path: template ?? path,
    serializeQuery: query && querySerializer(query),
    requestBody,
    contentType: contentType ?? "application/json",
    request: { validator: request, writeOnly: writeOnly.request, fields },
    readSuccess: successReader({ validator: response, writeOnly: writeOnly.response }),
    policy: { ...policyOfMethod(method), ...facts },
  };
}

function policyOfMethod(method: string): OperationPolicy {
  const isRead = ["get", "head", "options"].includes(method);
  const isDeletion = method === "delete";
  return {
    isRead,
    isDeletion,
    retries: isRead || isDeletion || method === "put" ? idempotentRetries : cautiousRetries,
    likelyOutcome: isRead ? "nothing was changed" : "the request probably succeeded",
    bodyLimit: 2 ** 20,
  };
}
