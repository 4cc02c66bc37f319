/**
 * The contract of each operation, pinned by hand: when the document or our description of it changes what
 * callers rely on, this file stops compiling until somebody has looked. Prose does not matter here, nor does
 * a new field or parameter that they need not send.
 */
import { assertType, describe, expectTypeOf, test } from "vitest";
import { contracts, operations, securitySchemes } from "../src/generated/spec.js";
import type { operations as Types, Readable, Writable } from "../src/generated/schema.js";
import type {
  CreateSecretBody,
  Secret,
  SecretPage,
  UpdateSecretBody,
} from "../src/secrets/secret.js";

const secretsPath = "/v1/accounts/{account_id}/secrets";
const secretPath = "/v1/accounts/{account_id}/secrets/{secret_id}";

const accountId = { name: "account_id", in: "path", required: true } as const;
const secretId = { name: "secret_id", in: "path", required: true } as const;
const readMask = { name: "readMask", in: "query", required: false } as const;
const listParameters = [
  { name: "filter", in: "query", required: false },
  { name: "orderBy", in: "query", required: false },
  { name: "pageSize", in: "query", required: false },
  { name: "pageToken", in: "query", required: false },
  readMask,
] as const;

/** Common to all of them. */
const common = {
  security: [{ BearerAuth: [] }],
  server: "https://api.fireworks.ai",
  responses: { 200: ["application/json"] },
} as const;
const unconstrained = { request: {}, response: {}, parameters: {} } as const;
const jsonBody = { required: true, contentTypes: ["application/json"] } as const;

/** The fields of a type, however it is composed: interfaces are compared by their declaration as well. */
type Fields<Type> = { [Name in keyof Type]: Type[Name] };

/** The pinned fields of a type. The document may have others. */
type Pinned<Type extends Expected, Expected> = Pick<Type, keyof Expected>;

/** The names that are pinned. The document may have others, of what callers may leave out. */
type PinnedName =
  | (typeof accountId | typeof secretId | (typeof listParameters)[number])["name"]
  | keyof (CreateFields & Page);

/** What callers rely on of a contract. Other statuses may be declared as well. */
type Relied<Contract extends AnyContract> = Omit<
  Contract,
  "constraints" | "parameters" | "responses"
> & {
  /** By name, for an error that names what differs. */
  parameters: {
    [
      One in Contract["parameters"][number] as One extends { name: PinnedName } | { required: true }
        ? One["name"]
        : never
    ]: One;
  };
  constraints: {
    [Part in keyof Contract["constraints"]]: ReliedConstraints<Contract["constraints"][Part]>;
  };
  responses: Pick<Contract["responses"], 200>;
};

/** Constraints by the pointer of their schema, without those of what is not pinned. */
type ReliedConstraints<Constraints> = {
  [
    Place in keyof Constraints as PartAt<Place> extends PinnedName | `${PinnedName}/${string}`
      ? Place
      : never
  ]: Constraints[Place];
};

/** The field or the parameter at the end of a pointer; `never`, which extends each name, at a whole body. */
type PartAt<Place> = Place extends `${string}/properties/${infer Field}`
  ? Field
  : Place extends `/${"path" | "query" | "header" | "cookie"}/${infer Parameter}/schema${string}`
    ? Parameter
    : never;

interface AnyContract {
  readonly parameters: readonly { readonly name: string; readonly required: boolean }[];
  readonly constraints: Readonly<Record<"request" | "response" | "parameters", object>>;
  readonly responses: { readonly 200: object };
}

declare function relied<Contract extends AnyContract>(contract: Contract): Relied<Contract>;

type Id =
  | "Gateway_CreateSecret"
  | "Gateway_DeleteSecret"
  | "Gateway_GetSecret"
  | "Gateway_ListSecrets"
  | "Gateway_UpdateSecret";

type Parameters<Of extends Id> = Types[Of]["parameters"];
type Query<Of extends Id> = NonNullable<Parameters<Of>["query"]>;
type Result<Of extends Id> = Fields<
  Readable<Types[Of]["responses"][200]["content"]["application/json"]>
>;
type UpdateBody = Writable<
  Types["Gateway_UpdateSecret"]["requestBody"]["content"]["application/json"]
>;

interface CollectionParameters {
  path: { account_id: string };
}
interface SecretParameters {
  path: { account_id: string; secret_id: string };
}
interface MaskQuery {
  readMask?: string;
}
interface ListQuery extends MaskQuery {
  pageSize?: number;
  pageToken?: string;
  filter?: string;
  orderBy?: string;
}
interface SecretFields {
  name: string;
  keyName: string;
}
interface CreateFields extends SecretFields {
  value?: string;
}
interface UpdateFields {
  keyName: string;
  value?: string;
}
interface Page {
  secrets?: SecretFields[];
  nextPageToken?: string;
  totalSize?: number;
}
type Deleted = Types["Gateway_DeleteSecret"]["responses"][200]["content"]["application/json"];

declare const collection: CollectionParameters;
declare const item: SecretParameters;
declare const created: CreateFields;
declare const updated: UpdateFields;
declare const result: Result<"Gateway_ListSecrets">;
declare const deleted: Deleted;

describe("Gateway_CreateSecret", () => {
  const operation = {
    id: "Gateway_CreateSecret",
    method: "post",
    path: secretsPath,
    requestBody: "required",
    writeOnly: { request: [["value"]], response: [["value"]] },
  } as const;
  const contract = {
    ...common,
    parameters: [accountId],
    requestBody: jsonBody,
    constraints: unconstrained,
  } as const;

  // Both ways, so that neither can have a property that the other lacks.
  test("is a POST of a secret to the account's secrets", () => {
    const { fields, ...pinned } = operations.Gateway_CreateSecret;
    assertType<typeof operation>(pinned);
    assertType<typeof pinned>(operation);
    expectTypeOf<keyof CreateFields>().toExtend<(typeof fields)[number]>();
  });

  test("is sent to the vendor's server as JSON, without constraints", () => {
    const expected = relied(contract);
    const pinned = relied(contracts.Gateway_CreateSecret);
    assertType<typeof expected>(pinned);
    assertType<typeof pinned>(expected);
  });

  test("takes name, keyName and an optional value, and returns no value", () => {
    expectTypeOf<Pinned<Parameters<"Gateway_CreateSecret">, CollectionParameters>>().toEqualTypeOf<
      Fields<CollectionParameters>
    >();
    // It requires no other parameter.
    assertType<Parameters<"Gateway_CreateSecret">>(collection);
    expectTypeOf<Pinned<CreateSecretBody, CreateFields>>().toEqualTypeOf<Fields<CreateFields>>();
    // It requires no other field.
    assertType<CreateSecretBody>(created);
    expectTypeOf<Pinned<Result<"Gateway_CreateSecret">, SecretFields>>().toEqualTypeOf<
      Fields<SecretFields>
    >();
    expectTypeOf<Result<"Gateway_CreateSecret">>().not.toHaveProperty("value");
  });
});

describe("Gateway_ListSecrets", () => {
  const operation = {
    id: "Gateway_ListSecrets",
    method: "get",
    path: secretsPath,
    requestBody: "none",
    writeOnly: { request: [], response: [["secrets", "*", "value"]] },
  } as const;
  const int32 = { format: "int32", type: "integer" } as const;
  const contract = {
    ...common,
    parameters: [accountId, ...listParameters],
    constraints: {
      request: {},
      response: {
        "#/components/schemas/gatewayListSecretsResponse/properties/totalSize": int32,
      },
      parameters: { "/query/pageSize/schema": int32 },
    },
  } as const;

  test("is a GET of the account's secrets, page by page", () => {
    assertType<typeof operation>(operations.Gateway_ListSecrets);
    assertType<typeof operations.Gateway_ListSecrets>(operation);
    const expected = relied(contract);
    const pinned = relied(contracts.Gateway_ListSecrets);
    assertType<typeof expected>(pinned);
    assertType<typeof pinned>(expected);
  });

  test("takes optional query parameters, and returns secrets without values", () => {
    expectTypeOf<Pinned<Parameters<"Gateway_ListSecrets">, CollectionParameters>>().toEqualTypeOf<
      Fields<CollectionParameters>
    >();
    expectTypeOf<Pinned<Query<"Gateway_ListSecrets">, ListQuery>>().toEqualTypeOf<
      Fields<ListQuery>
    >();
    assertType<Parameters<"Gateway_ListSecrets">>(collection);
    type Listed = NonNullable<Result<"Gateway_ListSecrets">["secrets"]>[number];
    expectTypeOf<Pinned<Listed, SecretFields>>().toEqualTypeOf<Fields<SecretFields>>();
    expectTypeOf<Listed>().not.toHaveProperty("value");
    expectTypeOf<
      Pinned<Omit<Result<"Gateway_ListSecrets">, "secrets">, Omit<Page, "secrets">>
    >().toEqualTypeOf<Fields<Omit<Page, "secrets">>>();
    // These name the field that differs.
    assertType<Pick<Result<"Gateway_ListSecrets">, "secrets">>({});
    assertType<Page>(result);
    expectTypeOf<SecretPage["totalSize"]>().toEqualTypeOf<number | undefined>();
  });
});

describe("Gateway_GetSecret", () => {
  const operation = {
    id: "Gateway_GetSecret",
    method: "get",
    path: secretPath,
    requestBody: "none",
    writeOnly: { request: [], response: [["value"]] },
  } as const;
  const contract = {
    ...common,
    parameters: [accountId, secretId, readMask],
    constraints: unconstrained,
  } as const;

  test("is a GET of a secret", () => {
    assertType<typeof operation>(operations.Gateway_GetSecret);
    assertType<typeof operations.Gateway_GetSecret>(operation);
    const expected = relied(contract);
    const pinned = relied(contracts.Gateway_GetSecret);
    assertType<typeof expected>(pinned);
    assertType<typeof pinned>(expected);
  });

  test("takes a read mask, and returns a secret without its value", () => {
    expectTypeOf<Pinned<Parameters<"Gateway_GetSecret">, SecretParameters>>().toEqualTypeOf<
      Fields<SecretParameters>
    >();
    expectTypeOf<Pinned<Query<"Gateway_GetSecret">, MaskQuery>>().toEqualTypeOf<
      Fields<MaskQuery>
    >();
    assertType<Parameters<"Gateway_GetSecret">>(item);
    expectTypeOf<Pinned<Result<"Gateway_GetSecret">, SecretFields>>().toEqualTypeOf<
      Fields<SecretFields>
    >();
    expectTypeOf<Pinned<Secret, SecretFields>>().toEqualTypeOf<Fields<SecretFields>>();
    expectTypeOf<Secret>().not.toHaveProperty("value");
  });
});

describe("Gateway_UpdateSecret", () => {
  const operation = {
    id: "Gateway_UpdateSecret",
    method: "patch",
    path: secretPath,
    requestBody: "required",
    writeOnly: { request: [["value"]], response: [["value"]] },
  } as const;
  const contract = {
    ...common,
    parameters: [accountId, secretId],
    requestBody: jsonBody,
    constraints: unconstrained,
  } as const;

  test("is a PATCH of a secret, without an update mask", () => {
    const { fields, ...described } = operations.Gateway_UpdateSecret;
    assertType<typeof operation>(described);
    assertType<typeof described>(operation);
    expectTypeOf<keyof UpdateFields>().toExtend<(typeof fields)[number]>();
    const expected = relied(contract);
    const pinned = relied(contracts.Gateway_UpdateSecret);
    assertType<typeof expected>(pinned);
    assertType<typeof pinned>(expected);
  });

  test("takes keyName and an optional value, and returns no value", () => {
    expectTypeOf<Pinned<Parameters<"Gateway_UpdateSecret">, SecretParameters>>().toEqualTypeOf<
      Fields<SecretParameters>
    >();
    assertType<Parameters<"Gateway_UpdateSecret">>(item);
    expectTypeOf<Pinned<UpdateBody, UpdateFields>>().toEqualTypeOf<Fields<UpdateFields>>();
    expectTypeOf<Pinned<UpdateSecretBody, UpdateFields>>().toEqualTypeOf<Fields<UpdateFields>>();
    // It requires no other field.
    assertType<UpdateBody>(updated);
    expectTypeOf<Pinned<Result<"Gateway_UpdateSecret">, SecretFields>>().toEqualTypeOf<
      Fields<SecretFields>
    >();
    expectTypeOf<Result<"Gateway_UpdateSecret">>().not.toHaveProperty("value");
  });
});

describe("Gateway_DeleteSecret", () => {
  const operation = {
    id: "Gateway_DeleteSecret",
    method: "delete",
    path: secretPath,
    requestBody: "none",
    writeOnly: { request: [], response: [] },
  } as const;
  const contract = {
    ...common,
    parameters: [accountId, secretId],
    constraints: unconstrained,
  } as const;

  test("is a DELETE of a secret", () => {
    assertType<typeof operation>(operations.Gateway_DeleteSecret);
    assertType<typeof operations.Gateway_DeleteSecret>(operation);
    const expected = relied(contract);
    const pinned = relied(contracts.Gateway_DeleteSecret);
    assertType<typeof expected>(pinned);
    assertType<typeof pinned>(expected);
  });

  test("takes no more than the ids, and returns an object without fields", () => {
    expectTypeOf<Pinned<Parameters<"Gateway_DeleteSecret">, SecretParameters>>().toEqualTypeOf<
      Fields<SecretParameters>
    >();
    assertType<Parameters<"Gateway_DeleteSecret">>(item);
    expectTypeOf<Deleted>().toEqualTypeOf<Record<string, never>>();
    assertType<Record<string, never>>(deleted);
  });
});

test("all of them require a bearer key", () => {
  const scheme = { type: "http", scheme: "bearer", bearerFormat: "API_KEY" } as const;
  assertType<typeof scheme>(securitySchemes.BearerAuth);
  assertType<typeof securitySchemes.BearerAuth>(scheme);
});
