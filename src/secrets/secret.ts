import type { operations, Readable, Writable } from "../generated/schema.js";

type CreateSecret = operations["Gateway_CreateSecret"];

type CreateSecretRequest = Writable<CreateSecret["requestBody"]["content"]["application/json"]>;
type SecretResponse = Readable<CreateSecret["responses"][200]["content"]["application/json"]>;

/** Request body of `Gateway_CreateSecret`. */
export interface CreateSecretBody extends CreateSecretRequest {}

/** A secret as it is read: the response of `Gateway_CreateSecret`, without its write-only fields. */
export interface Secret extends SecretResponse {}
