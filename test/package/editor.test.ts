import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, test } from "vitest";
import { fieldsOf, textOf } from "../../scripts/lib/json.js";
import { parseOpenapi } from "../../scripts/openapi/document.js";
import { lookUp } from "../../scripts/openapi/references.js";
import { vendored } from "../support/vendored.js";
import { definitionsOf, type Definition } from "./editor-process.js";
import { openEditor } from "./editor.js";

const code = `
import {
  createGatewayClient,
  GatewayApiError,
  secretName,
  type CreateSecretBody,
  type GatewayClientOptions,
  type Secret,
} from "fireworks-gateway-client";
import { createGatewayHttp } from "fireworks-gateway-client/http";
import { createFakeGateway } from "fireworks-gateway-client/testing";

const options: GatewayClientOptions = { fetch: createFakeGateway().fetch };
const gateway = createGatewayClient(options);
const body: CreateSecretBody = { name: secretName("acme", "db"), keyName: "DB", value: "hush" };
const secret: Secret = await gateway.createSecret(body);
await gateway.updateSecret(secret.name, { keyName: "DB" });
for await (const each of gateway.listSecrets()) console.log(each.keyName);
const upserted = await gateway.upsertSecret(body);
const http = createGatewayHttp(options);
const params = { path: { account_id: "acme" } };
const result = await http.POST("/v1/accounts/{account_id}/secrets", { params: params, body: body });
export const known = (error: unknown) => GatewayApiError.isInstance(error) && error.code;
export const read = (one: Secret) => [one.name, one.keyName, body.value];
`;

const packed = inject("packed");
const editor = openEditor(packed.project, code);

describe("an editor shows by name, not by how it is computed,", () => {
  test.each([
    ["GatewayClientOptions =", "interface GatewayClientOptions"],
    ["gateway =", "const gateway: GatewayClient"],
    ["createGatewayClient(", "createGatewayClient(options?: GatewayClientOptions): GatewayClient"],
    ["CreateSecretBody =", "interface CreateSecretBody"],
    ["Secret =", "interface Secret"],
    ["secretName(", "secretName(accountId: string, secretId: string): string"],
    [
      "createSecret(",
      "createSecret(secret: CreateSecretBody, options?: SecretOptions): Promise<Secret>",
    ],
    [
      "updateSecret(",
      "updateSecret(secret: string, update: UpdateSecretBody, options?: SecretOptions): Promise<Secret>",
    ],
    ["listSecrets(", "listSecrets(options?: ListSecretsOptions): SecretList"],
    ["each of", "const each: Secret"],
    ["upserted =", "const upserted: UpsertedSecret"],
    ["createFakeGateway(", "createFakeGateway(options?: FakeGatewayOptions): FakeGateway"],
    [
      "POST(",
      /call: HttpCall<"\/v1\/accounts\/\{account_id\}\/secrets", "post", "json">\) => Promise<HttpResult<\{ name: string;.* keyName: string;.* \}>>/,
    ],
    ["body: body", /body: \{ name: string;.* keyName: string;.* value\?: string;.* \}/],
  ])("%s", (text, shown) => {
    expect(editor.hover(text)).toMatch(shown);
  });
});

test("an editor explains http.POST and its parameters", () => {
  const prose = editor.documentation("POST(");
  expect(prose).toContain("Calls an operation of the document.");
  expect(prose).toMatch(/path path template of the operation, such as/);
  expect(prose).toMatch(/call `params` and `body` of the operation/);
  expect(editor.documentation("params: params")).toContain("Parameters of the operation");
  expect(editor.documentation("body: body")).toContain("Request body of the operation");
});

test.each(["name", "keyName", "value"])("an editor shows the document's prose on %s", (field) => {
  const path = `#/components/schemas/gatewaySecret/properties/${field}`;
  const { title, description } = fieldsOf(lookUp(parseOpenapi(vendored), path));
  const prose = textOf(title ?? description).replaceAll(/\s+/g, " ");
  const shown = editor.documentation(field === "value" ? "value]" : `${field},`);
  expect(prose).not.toBe("");
  expect(shown.replaceAll(/\s+/g, " ")).toContain(prose);
});

describe("go to definition leads to the source", () => {
  let found: (readonly Definition[])[];
  beforeAll(async () => {
    const files = ["editor.mts", "editor.cts"].map((name) => join(packed.project, name));
    await Promise.all(files.map((file) => writeFile(file, code)));
    found = await definitionsOf(files, code, "createSecret(");
  });

  test.each([
    ["in an ES module", 0],
    ["in CommonJS", 1],
  ])("%s", async (_what, at) => {
    const definition = found[at]?.[0];
    const source = join("fireworks-gateway-client", "src", "secrets", "secrets.ts");
    expect(definition?.file.replaceAll("/", join("/"))).toContain(source);
    const lines = (await readFile(definition?.file ?? "", "utf8")).split("\n");
    expect(lines[(definition?.start.line ?? 0) - 1]).toMatch(/^ {2}createSecret\(secret: Create/);
  });
});
