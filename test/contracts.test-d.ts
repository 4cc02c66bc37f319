/**
 * The contract of each operation, pinned by hand: when the document or our description of it changes what
 * callers send or receive, this file stops compiling until somebody has looked. Prose does not matter here.
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

type Id =
  | "Gateway_CreateSecret"
  | "Gateway_DeleteSecret"
  | "Gateway_GetSecret"
  | "Gateway_ListSecrets"
  | "Gateway_UpdateSecret";

type Parameters<Of extends Id> = Types[Of]["parameters"];
type Result<Of extends Id> = Fields<
  Readable<Types[Of]["responses"][200]["content"]["application/json"]>
>;

interface NoOthers {
  header?: never;
  cookie?: never;
}
interface SecretParameters extends NoOthers {
  query?: never;
  path: { account_id: string; secret_id: string };
}
interface SecretFields {
  name: string;
  keyName: string;
}
interface Page {
  secrets?: Fields<SecretFields>[];
  nextPageToken?: string;
  totalSize?: number;
}
type Deleted = Types["Gateway_DeleteSecret"]["responses"][200]["content"]["application/json"];

declare const page: Page;
declare const result: Result<"Gateway_ListSecrets">;
declare const deleted: Deleted;

describe("Gateway_CreateSecret", () => {
  const operation = {
    id: "Gateway_CreateSecret",
    method: "post",
    path: secretsPath,
    requestBody: "required",
    writeOnly: { request: [["value"]], response: [["value"]] },
    fields: ["keyName", "name", "value"],
  } as const;
  const contract = {
    ...common,
    parameters: [accountId],
    requestBody: jsonBody,
    constraints: unconstrained,
  } as const;

  // Both ways, so that neither can have a property that the other lacks.
  test("is a POST of a secret to the account's secrets", () => {
    assertType<typeof operation>(operations.Gateway_CreateSecret);
    assertType<typeof operations.Gateway_CreateSecret>(operation);
  });

  test("is sent to the vendor's server as JSON, without constraints", () => {
    const { responses, ...pinned } = contracts.Gateway_CreateSecret;
    const { responses: success, ...expected } = contract;
    assertType<typeof expected>(pinned);
    assertType<typeof pinned>(expected);
    // Other statuses may be declared as well.
    assertType<typeof success>(responses);
  });

  test("takes name, keyName and an optional value, and returns no value", () => {
    expectTypeOf<Parameters<"Gateway_CreateSecret">>().toEqualTypeOf<
      Fields<NoOthers & { query?: never; path: { account_id: string } }>
    >();
    expectTypeOf<Fields<CreateSecretBody>>().toEqualTypeOf<
      Fields<SecretFields & { value?: string }>
    >();
    expectTypeOf<Result<"Gateway_CreateSecret">>().toEqualTypeOf<Fields<SecretFields>>();
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
    parameters: [
      accountId,
      { name: "filter", in: "query", required: false },
      { name: "orderBy", in: "query", required: false },
      { name: "pageSize", in: "query", required: false },
      { name: "pageToken", in: "query", required: false },
      readMask,
    ],
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
    const { responses, ...pinned } = contracts.Gateway_ListSecrets;
    const { responses: success, ...expected } = contract;
    assertType<typeof expected>(pinned);
    assertType<typeof pinned>(expected);
    assertType<typeof success>(responses);
  });

  test("takes optional query parameters, and returns secrets without values", () => {
    expectTypeOf<Parameters<"Gateway_ListSecrets">["path"]>().toEqualTypeOf<{
      account_id: string;
    }>();
    expectTypeOf<Parameters<"Gateway_ListSecrets">["query"]>().toEqualTypeOf<
      | {
          pageSize?: number;
          pageToken?: string;
          filter?: string;
          orderBy?: string;
          readMask?: string;
        }
      | undefined
    >();
    expectTypeOf<Result<"Gateway_ListSecrets">>().toEqualTypeOf<Fields<Page>>();
    // These name the field that differs.
    assertType<Page>(result);
    assertType<Result<"Gateway_ListSecrets">>(page);
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
    const { responses, ...pinned } = contracts.Gateway_GetSecret;
    const { responses: success, ...expected } = contract;
    assertType<typeof expected>(pinned);
    assertType<typeof pinned>(expected);
    assertType<typeof success>(responses);
  });

  test("takes a read mask, and returns a secret without its value", () => {
    expectTypeOf<Parameters<"Gateway_GetSecret">["path"]>().toEqualTypeOf<
      SecretParameters["path"]
    >();
    expectTypeOf<Parameters<"Gateway_GetSecret">["query"]>().toEqualTypeOf<
      { readMask?: string } | undefined
    >();
    expectTypeOf<Result<"Gateway_GetSecret">>().toEqualTypeOf<Fields<SecretFields>>();
    expectTypeOf<Fields<Secret>>().toEqualTypeOf<Fields<SecretFields>>();
  });
});

describe("Gateway_UpdateSecret", () => {
  const operation = {
    id: "Gateway_UpdateSecret",
    method: "patch",
    path: secretPath,
    requestBody: "required",
    writeOnly: { request: [["value"]], response: [["value"]] },
    fields: ["keyName", "value"],
  } as const;
  const contract = {
    ...common,
    parameters: [accountId, secretId],
    requestBody: jsonBody,
    constraints: unconstrained,
  } as const;

  test("is a PATCH of a secret, without an update mask", () => {
    assertType<typeof operation>(operations.Gateway_UpdateSecret);
    assertType<typeof operations.Gateway_UpdateSecret>(operation);
    const { responses, ...pinned } = contracts.Gateway_UpdateSecret;
    const { responses: success, ...expected } = contract;
    assertType<typeof expected>(pinned);
    assertType<typeof pinned>(expected);
    assertType<typeof success>(responses);
  });

  test("takes keyName and an optional value, and returns no value", () => {
    expectTypeOf<Parameters<"Gateway_UpdateSecret">>().toEqualTypeOf<Fields<SecretParameters>>();
    expectTypeOf<
      Fields<Writable<Types["Gateway_UpdateSecret"]["requestBody"]["content"]["application/json"]>>
    >().toEqualTypeOf<{ keyName: string; value?: string }>();
    expectTypeOf<Fields<UpdateSecretBody>>().toEqualTypeOf<{ keyName: string; value?: string }>();
    expectTypeOf<Result<"Gateway_UpdateSecret">>().toEqualTypeOf<Fields<SecretFields>>();
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
    const { responses, ...pinned } = contracts.Gateway_DeleteSecret;
    const { responses: success, ...expected } = contract;
    assertType<typeof expected>(pinned);
    assertType<typeof pinned>(expected);
    assertType<typeof success>(responses);
  });

  test("takes no more than the ids, and returns an object without fields", () => {
    expectTypeOf<Parameters<"Gateway_DeleteSecret">>().toEqualTypeOf<Fields<SecretParameters>>();
    expectTypeOf<Deleted>().toEqualTypeOf<Record<string, never>>();
    assertType<Record<string, never>>(deleted);
  });
});

test("all of them require a bearer key", () => {
  const scheme = { type: "http", scheme: "bearer", bearerFormat: "API_KEY" } as const;
  assertType<typeof scheme>(securitySchemes.BearerAuth);
  assertType<typeof securitySchemes.BearerAuth>(scheme);
});
