/** Uses every entry point that has types, and what must not compile. */
export const everyEntryPoint = `
import {
  createGatewayClient,
  GatewayApiError,
  GatewayError,
  secretName,
  type AttemptReport,
  type GatewayClient,
  type Secret,
} from "fireworks-gateway-client";
import { createGatewayHttp, type GatewayHttp } from "fireworks-gateway-client/http";
import { createFakeGateway, type FakeGateway } from "fireworks-gateway-client/testing";
import type { components, CreateSecretBody, paths } from "fireworks-gateway-client/types";

const fake: FakeGateway = createFakeGateway();
export const gateway: GatewayClient = createGatewayClient({
  apiKey: async () => "key",
  accountId: "acme",
  fetch: fake.fetch,
  onAttempt: (report: AttemptReport) => report.durationMs,
});
createGatewayClient({ fetch });
const body: CreateSecretBody = { name: secretName("acme", "db"), keyName: "DB", value: "hush" };
export const stored: components["schemas"]["gatewaySecret"] = body;
export const secret: Promise<Secret> = gateway.createSecret(body, {
  signal: new AbortController().signal,
});
export type Path = keyof paths;
export const path = "/v1/accounts/{account_id}/secrets" satisfies Path;

// @ts-expect-error -- the value is write-only
secret.then(({ value }) => value);
// @ts-expect-error -- a misspelt field
gateway.createSecret({ name: "db", keyName: "DB", vlaue: "hush" });

export const http: GatewayHttp = createGatewayHttp({ apiKey: "key", fetch: fake.fetch });
// @ts-expect-error -- the raw surface has an entry point of its own
gateway.http;

export async function overHttp(): Promise<string> {
  const { data, error, response } = await http.POST(path, {
    params: { path: { account_id: "acme" } },
    body,
  });
  const status: number = response.status;
  return error ? \`\${error.code} \${status}\` : data.name;
}

export function advise(error: unknown): string | undefined {
  if (GatewayApiError.isInstance(error)) return error.requestId;
  return GatewayError.isInstance(error) && error.mayHaveSucceeded ? "look first" : undefined;
}
`;

/** What a service needs that only wants the types: no library but the language's own. */
export const typesAlone = `
import type {
  components,
  CreateSecretBody,
  operations,
  paths,
  Secret,
} from "fireworks-gateway-client/types";

export const stored: components["schemas"]["gatewaySecret"] = {
  name: "accounts/acme/secrets/db",
  keyName: "DB",
  value: "x",
};
export const body: CreateSecretBody = stored;
export const forget = ({ value, ...secret }: CreateSecretBody): Secret => secret;
export type Create = paths["/v1/accounts/{account_id}/secrets"]["post"];
export const same = (operation: Create): operations["Gateway_CreateSecret"] => operation;
// @ts-expect-error -- the value is write-only
export const value = (secret: Secret): unknown => secret.value;
// @ts-expect-error -- keyName is required
export const incomplete: CreateSecretBody = { name: "db" };
`;

/** CommonJS in TypeScript's own form. */
export const commonJs = `
import gateway = require("fireworks-gateway-client");
import http = require("fireworks-gateway-client/http");
import testing = require("fireworks-gateway-client/testing");
export const client = gateway.createGatewayClient({ fetch: testing.createFakeGateway().fetch });
export const { POST } = http.createGatewayHttp();
// @ts-expect-error -- no such export
gateway.createClient();
`;

/** A library whose declarations name the result of a call without an annotation. */
export const exportedResult = `
import { createGatewayHttp } from "fireworks-gateway-client/http";

const http = createGatewayHttp();
export const create = (name: string) =>
  http.POST("/v1/accounts/{account_id}/secrets", {
    params: { path: { account_id: "acme" } },
    body: { name, keyName: "DB", value: "hush" },
  });
export const created = await create("db");
`;

/** Reads the declarations of that library. */
export const readsExportedResult = `
import { created } from "./exported-result.mjs";

export const name: string | undefined = created.data?.name;
export const code: string | undefined = created.error?.code;
// @ts-expect-error -- the value is write-only
created.data?.value;
`;

/** The least that a program does with the package. */
export const oneCall = `
  import { createGatewayClient } from "fireworks-gateway-client";
  const gateway = createGatewayClient({ apiKey: "key", accountId: "acme" });
  const secret = await gateway.createSecret({ name: "db", keyName: "DB", value: "hush" });
  console.log(secret.name);
`;
