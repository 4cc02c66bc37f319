/**
 * The public types, pinned by hand. When a new version of the spec changes what callers rely on, this
 * file stops compiling until somebody has looked; what cannot matter to them (version, prose, another
 * operation, a field that they need not send) passes untouched.
 */
import nodeFetch from "node-fetch";
import { fetch as undiciFetch } from "undici";
import { assertType, describe, expectTypeOf, test } from "vitest";
import type { components, operations as Operations, paths } from "../src/types.js";
import {
  createGatewayClient,
  GatewayApiError,
  GatewayConnectionError,
  GatewayError,
  GatewayInputError,
  GatewayProtocolError,
  GatewayTimeoutError,
  secretName,
  type AttemptReport,
  type CreateSecretBody,
  type SecretOptions,
  type GatewayClient,
  type GatewayClientOptions,
  type GoogleRpcCode,
  type Secret,
} from "../src/index.js";
import { createGatewayHttp, type GatewayHttp, type HttpResult } from "../src/http.js";

declare const gateway: GatewayClient;
declare const http: GatewayHttp;
const name = "accounts/acme/secrets/wolfram-alpha-api-key";
const keyName = "WOLFRAM_ALPHA_API_KEY";
const secretsPath = "/v1/accounts/{account_id}/secrets";
const params = { path: { account_id: "acme" } };

describe("the input of createSecret", () => {
  test("consists of name, keyName and an optional value", () => {
    expectTypeOf<Pick<CreateSecretBody, "name" | "keyName" | "value">>().toEqualTypeOf<{
      name: string;
      keyName: string;
      value?: string;
    }>();
    expectTypeOf<GatewayClient["createSecret"]>().toEqualTypeOf<
      (secret: CreateSecretBody, options?: SecretOptions) => Promise<Secret>
    >();
  });

  test("requires name and keyName, and nothing else", () => {
    void gateway.createSecret({ name, keyName });
    void gateway.createSecret({ name, keyName, value: "x" });
    // @ts-expect-error name is required
    void gateway.createSecret({ keyName });
    // @ts-expect-error keyName is required
    void gateway.createSecret({ name });
  });

  test("refuses misspelt fields and fields of another type", () => {
    // @ts-expect-error a misspelt field
    void gateway.createSecret({ name, keyName, valeu: "x" });
    // @ts-expect-error a value that is not a string
    void gateway.createSecret({ name, keyName, value: 1 });
    // @ts-expect-error a variable that may not be set
    void gateway.createSecret({ name, keyName, value: process.env["UNSET"] });
  });

  test("refuses misspelt options and headers that are not strings", () => {
    void gateway.createSecret({ name, keyName }, { timeout: 1, headers: { "x-team": "a" } });
    void gateway.createSecret({ name, keyName }, { headers: { "x-team": null } });
    // @ts-expect-error a misspelt option
    void gateway.createSecret({ name, keyName }, { tiemout: 1 });
    // @ts-expect-error an option of the client
    void gateway.createSecret({ name, keyName }, { baseUrl: "https://example.com" });
    // @ts-expect-error a header that is not a string
    void gateway.createSecret({ name, keyName }, { headers: { "x-team": 1 } });
    // @ts-expect-error the platform's Headers cannot remove one
    void gateway.createSecret({ name, keyName }, { headers: new Headers() });
  });
});

describe("the result of createSecret", () => {
  test("is the secret without its value", async () => {
    expectTypeOf<Pick<Secret, "name" | "keyName">>().toEqualTypeOf<{
      name: string;
      keyName: string;
    }>();
    expectTypeOf<ReturnType<GatewayClient["createSecret"]>>().toEqualTypeOf<Promise<Secret>>();
    const created = await gateway.createSecret({ name, keyName });
    expectTypeOf(created.name).toEqualTypeOf<string>();
    // @ts-expect-error the value is write-only
    void created.value;
  });
});

describe("the options of createGatewayClient", () => {
  test("each allow undefined, so that an unset variable can be passed as it is", () => {
    const unset = process.env["UNSET"];
    assertType<GatewayClient>(createGatewayClient());
    createGatewayClient({ apiKey: unset, accountId: unset, baseUrl: unset });
    expectTypeOf<Required<GatewayClientOptions>>().toExtend<
      Record<keyof GatewayClientOptions, unknown>
    >();
    const everything: { [Name in keyof GatewayClientOptions]-?: undefined } = {
      apiKey: undefined,
      accountId: undefined,
      baseUrl: undefined,
      timeout: undefined,
      maxRetries: undefined,
      headers: undefined,
      fetch: undefined,
      onAttempt: undefined,
      dangerouslyAllowBrowser: undefined,
    };
    createGatewayClient(everything);
  });

  test("accept the fetch of undici and of node-fetch", () => {
    createGatewayClient({ fetch: undiciFetch });
    createGatewayClient({ fetch: nodeFetch });
    // @ts-expect-error what resolves with anything else
    createGatewayClient({ fetch: async () => Promise.resolve("text") });
  });

  test("accept the platform's fetch and a key function", () => {
    createGatewayClient({ fetch: globalThis.fetch, apiKey: () => "key" });
    createGatewayClient({ fetch, apiKey: async () => Promise.resolve("key") });
    createGatewayClient({ fetch: async (url, init) => new Response(url + init.method) });
  });

  test("refuse a misspelt name and a value of another type", () => {
    // @ts-expect-error a misspelt option
    createGatewayClient({ tiemout: 1 });
    // @ts-expect-error milliseconds are a number
    createGatewayClient({ timeout: "1s" });
  });

  test("report each attempt with exactly these fields", () => {
    expectTypeOf<AttemptReport>().toEqualTypeOf<{
      readonly operation: string;
      readonly attempt: number;
      readonly status: number | undefined;
      readonly requestId: string | undefined;
      readonly durationMs: number;
      readonly error: unknown;
      readonly retryInMs: number | undefined;
    }>();
  });
});

describe("the errors", () => {
  test("are narrowed by isInstance to the fields of their class", () => {
    const error: unknown = undefined;
    if (GatewayApiError.isInstance(error)) {
      expectTypeOf(error).toEqualTypeOf<GatewayApiError>();
      expectTypeOf(error.status).toEqualTypeOf<number>();
      expectTypeOf(error.code).toEqualTypeOf<GoogleRpcCode>();
      expectTypeOf(error.details).toEqualTypeOf<readonly unknown[]>();
      expectTypeOf(error.requestId).toEqualTypeOf<string | undefined>();
      expectTypeOf(error.retryAfter).toEqualTypeOf<number | undefined>();
    }
    if (GatewayError.isInstance(error)) {
      expectTypeOf(error.mayHaveSucceeded).toEqualTypeOf<boolean>();
      // @ts-expect-error not every error has a status
      void error.status;
    }
    if (GatewayConnectionError.isInstance(error)) {
      expectTypeOf(error.cause.code).toEqualTypeOf<string | undefined>();
    }
    if (GatewayTimeoutError.isInstance(error)) expectTypeOf(error.timeout).toEqualTypeOf<number>();
    if (GatewayInputError.isInstance(error)) expectTypeOf(error.field).toEqualTypeOf<string>();
    if (GatewayProtocolError.isInstance(error)) {
      expectTypeOf(error.status).toEqualTypeOf<number>();
    }
  });

  test("are all GatewayErrors", () => {
    expectTypeOf<GatewayApiError>().toExtend<GatewayError>();
    expectTypeOf<GatewayConnectionError>().toExtend<GatewayError>();
    expectTypeOf<GatewayTimeoutError>().toExtend<GatewayError>();
    expectTypeOf<GatewayInputError>().toExtend<GatewayError>();
    expectTypeOf<GatewayProtocolError>().toExtend<GatewayError>();
  });
});

describe("createGatewayHttp", () => {
  test("takes the options of createGatewayClient", () => {
    expectTypeOf(createGatewayHttp).toEqualTypeOf<
      (options?: GatewayClientOptions) => GatewayHttp
    >();
    // @ts-expect-error a misspelt option
    createGatewayHttp({ tiemout: 1 });
    // @ts-expect-error the client has no raw surface of its own
    void gateway.http;
  });

  test("accepts an operation of the document, and returns its data or an error", async () => {
    const { data, error, response } = await http.POST(secretsPath, {
      params,
      body: { name, keyName, value: "x" },
    });
    expectTypeOf(data?.name).toEqualTypeOf<string | undefined>();
    expectTypeOf(data?.keyName).toEqualTypeOf<string | undefined>();
    expectTypeOf(error).toEqualTypeOf<GatewayApiError | undefined>();
    expectTypeOf(response).toEqualTypeOf<Response>();
    if (error === undefined) {
      // @ts-expect-error the value is write-only
      void data.value;
    }
  });

  test("returns the data in the form that parseAs names", async () => {
    const body = { name, keyName };
    const text = await http.POST(secretsPath, { params, body, parseAs: "text" });
    expectTypeOf(text.data).toEqualTypeOf<string | undefined>();
    const blob = await http.POST(secretsPath, { params, body, parseAs: "blob" });
    expectTypeOf(blob.data).toEqualTypeOf<Blob | undefined>();
  });

  test("names its result by the data alone", async () => {
    const result = await http.POST(secretsPath, { params, body: { name, keyName } });
    expectTypeOf(result).toEqualTypeOf<HttpResult<NonNullable<typeof result.data>>>();
  });

  test("has no path, method or argument that the document does not have", () => {
    const body = { name, keyName };
    // @ts-expect-error a path that the document does not have
    void http.POST("/v1/accounts/{account_id}/secret", { params, body });
    // @ts-expect-error a method that the path does not have
    void http.OPTIONS(secretsPath, { params });
    // @ts-expect-error the parameters are required
    void http.POST(secretsPath, { body });
    // @ts-expect-error the body is required
    void http.POST(secretsPath, { params });
    // @ts-expect-error the argument is required
    void http.POST(secretsPath);
    // @ts-expect-error a misspelt field of the body
    void http.POST(secretsPath, { params, body: { name, keyName, valeu: "x" } });
    void http.POST(secretsPath, {
      // @ts-expect-error an extra path parameter
      params: { path: { account_id: "acme", extra: "x" } },
      body,
    });
    void http.POST(secretsPath, {
      // @ts-expect-error a misspelt path parameter
      params: { path: { acount_id: "acme" } },
      body,
    });
    void http.POST(secretsPath, {
      // @ts-expect-error a query, which the operation does not have
      params: { path: { account_id: "acme" }, query: { page: 1 } },
      body,
    });
  });

  test("has no way past the transport", () => {
    const call = { params, body: { name, keyName } };
    // @ts-expect-error another server
    void http.POST(secretsPath, { ...call, baseUrl: "https://example.com" });
    // @ts-expect-error another fetch
    void http.POST(secretsPath, { ...call, fetch: globalThis.fetch });
    // @ts-expect-error another Request
    void http.POST(secretsPath, { ...call, Request });
    // @ts-expect-error middleware
    void http.POST(secretsPath, { ...call, middleware: [] });
    // @ts-expect-error a serializer of the body
    void http.POST(secretsPath, { ...call, bodySerializer: String });
    // @ts-expect-error a serializer of the query
    void http.POST(secretsPath, { ...call, querySerializer: String });
    // @ts-expect-error a serializer of the path
    void http.POST(secretsPath, { ...call, pathSerializer: String });
    // @ts-expect-error a misspelt header option
    void http.POST(secretsPath, { ...call, header: {} });
    // @ts-expect-error openapi-fetch's use
    void http.use;
    // @ts-expect-error openapi-fetch's eject
    void http.eject;
  });
});

describe("the type reference for other services", () => {
  test("has the names of the document, without markers", () => {
    expectTypeOf<
      Pick<components["schemas"]["gatewaySecret"], "name" | "keyName" | "value">
    >().toEqualTypeOf<{ name: string; keyName: string; value?: string }>();
    expectTypeOf<Operations["Gateway_CreateSecret"]["parameters"]["path"]>().toEqualTypeOf<{
      account_id: string;
    }>();
    expectTypeOf<paths[typeof secretsPath]["post"]>().toEqualTypeOf<
      Operations["Gateway_CreateSecret"]
    >();
    assertType<components["schemas"]["gatewaySecret"]>({ name, keyName, value: "x" });
  });
});

test("secretName takes two ids and returns a name", () => {
  expectTypeOf(secretName).toEqualTypeOf<(accountId: string, secretId: string) => string>();
});
