import type { operations, Readable, Writable } from "../generated/schema.js";

type CreateSecret = operations["Gateway_CreateSecret"];
type UpdateSecret = operations["Gateway_UpdateSecret"];
type GetSecret = operations["Gateway_GetSecret"];
type ListSecrets = operations["Gateway_ListSecrets"];

type CreateBody = Writable<CreateSecret["requestBody"]["content"]["application/json"]>;
type UpdateBody = Writable<UpdateSecret["requestBody"]["content"]["application/json"]>;
type Answer = Readable<GetSecret["responses"][200]["content"]["application/json"]>;
type Page = Readable<ListSecrets["responses"][200]["content"]["application/json"]>;

/** Request body of `Gateway_CreateSecret`. */
export interface CreateSecretBody extends CreateBody {}

/** Request body of `Gateway_UpdateSecret`. */
export interface UpdateSecretBody extends UpdateBody {}

/** A secret as it is read: without its write-only `value`. */
export interface Secret extends Answer {}

/** One page of the secrets of an account. */
export interface SecretPage extends Omit<Page, "secrets" | "nextPageToken"> {
  /** Empty if the response has none; that need not be the end. */
  readonly secrets: readonly Secret[];
  /** The `pageToken` of the next page; `undefined` on the last page. */
  readonly nextPageToken: Page["nextPageToken"] | undefined;
}

/** Result of `upsertSecret`. */
export interface UpsertedSecret {
  readonly secret: Secret;
  /** The request that succeeded. A secret that existed counts as updated, changed or not. */
  readonly outcome: "created" | "updated";
}
