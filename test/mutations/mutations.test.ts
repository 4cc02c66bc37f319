/**
 * The checks are checked: each change of the document that matters to callers must be caught, by the
 * generator or by the compiler, and each that cannot matter must pass untouched.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { checkBodies } from "../../scripts/generate/check-bodies.js";
import { generateFrom, type GeneratedFiles } from "../../scripts/generate/generate-files.js";
import { projectRoot } from "../../scripts/lib/files.js";
import { parseOpenapi } from "../../scripts/openapi/document.js";
import { applyOverlays } from "../../scripts/openapi/overlay.js";
import { readOperationIds } from "../../scripts/vendor/operation-ids.js";
import { readOverlays } from "../../scripts/vendor/read-overlays.js";
import { complaintsAbout } from "./complaints.js";

const yaml = await readFile(join(projectRoot, "openapi", "gateway.yaml"), "utf8");
const overlays = await readOverlays(projectRoot);
const wrapped = readOperationIds(
  await readFile(join(projectRoot, "openapi", "operations.json"), "utf8"),
);
const roots = ["src/index.ts", "test/types.test-d.ts", "test/contracts.test-d.ts"];
const secretsPath = "/v1/accounts/{account_id}/secrets";

/** A document that mutations may do anything with. */
type Draft = ReturnType<typeof draftOf>;

function draftOf(text: string) {
  const document = parse(text);
  const operation = document.paths[secretsPath].post;
  const secret = document.components.schemas.gatewaySecret;
  return { document, operation, secret };
}

/** Generates from a mutated document. */
async function generatedAfter(mutate: (draft: Draft) => unknown): Promise<GeneratedFiles> {
  const draft = draftOf(yaml);
  mutate(draft);
  const document = await applyOverlays(parseOpenapi(JSON.stringify(draft.document)), overlays);
  for (const id of wrapped) checkBodies(document, id);
  return generateFrom(document, wrapped);
}

function rename(holder: Record<string, unknown>, from: string, to: string): void {
  holder[to] = holder[from];
  delete holder[from];
}

/** Gives the response a schema of its own, to be changed. */
function splitResponse({ document, operation }: Draft): Draft["secret"] {
  const schemas = document.components.schemas;
  schemas.responseSecret = structuredClone(schemas.gatewaySecret);
  operation.responses["200"].content["application/json"].schema = {
    $ref: "#/components/schemas/responseSecret",
  };
  return schemas.responseSecret;
}

const breaking: Record<string, [names: string, mutate: (draft: Draft) => void]> = {
  "a field is renamed": [
    "keyName",
    ({ secret }) => {
      rename(secret.properties, "keyName", "key");
      secret.required = ["name", "key"];
    },
  ],
  "a required field is removed": [
    "keyName",
    ({ secret }) => {
      delete secret.properties.keyName;
      secret.required = ["name"];
    },
  ],
  "an optional field is removed": ["value", ({ secret }) => delete secret.properties.value],
  "the value is renamed": ["value", ({ secret }) => rename(secret.properties, "value", "content")],
  "a new field is required": [
    "region",
    ({ secret }) => {
      secret.properties.region = { type: "string" };
      secret.required.push("region");
    },
  ],
  "the value becomes required": ["value", ({ secret }) => secret.required.push("value")],
  "a field is no longer required": ["keyName", ({ secret }) => (secret.required = ["name"])],
  "a field changes its type": ["name", ({ secret }) => (secret.properties.name.type = "integer")],
  "a field becomes an array": [
    "keyName",
    ({ secret }) => (secret.properties.keyName = { type: "array", items: { type: "string" } }),
  ],
  "a field becomes nullable": [
    "name",
    ({ secret }) => (secret.properties.name.type = ["string", "null"]),
  ],
  "a field becomes an enum": [
    "keyName",
    ({ secret }) => (secret.properties.keyName.enum = ["WOLFRAM_ALPHA_API_KEY"]),
  ],
  "a field becomes read-only": [
    "keyName",
    ({ secret }) => (secret.properties.keyName.readOnly = true),
  ],
  "another field becomes write-only": [
    "keyName",
    ({ secret }) => (secret.properties.keyName.writeOnly = true),
  ],
  "a field gets a length limit": [
    "maxLength",
    ({ secret }) => (secret.properties.value.maxLength = 64),
  ],
  "a field gets a pattern": [
    "pattern",
    ({ secret }) => (secret.properties.keyName.pattern = "^[A-Z_]+$"),
  ],
  "the path parameter gets a pattern": [
    "pattern",
    ({ operation }) => (operation.parameters[0].schema.pattern = "^[a-z]+$"),
  ],
  "a required header is added": [
    "x-team",
    ({ operation }) =>
      operation.parameters.push({
        name: "x-team",
        in: "header",
        required: true,
        schema: { type: "string" },
      }),
  ],
  "a field gets a format": ["format", ({ secret }) => (secret.properties.name.format = "uri")],
  "a field is deprecated": [
    "deprecated",
    ({ secret }) => (secret.properties.value.deprecated = true),
  ],
  "unknown fields are forbidden": [
    "additionalProperties",
    ({ secret }) => (secret.additionalProperties = false),
  ],
  "unknown fields are typed": [
    "Index signature",
    ({ secret }) => (secret.additionalProperties = { type: "string" }),
  ],
  "only the response loses a field": [
    "keyName",
    (draft) => {
      const response = splitResponse(draft);
      delete response.properties.keyName;
      response.required = ["name"];
    },
  ],
  "only the response makes a field optional": [
    "keyName",
    (draft) => (splitResponse(draft).required = ["name"]),
  ],
  "the path changes": [
    "/v2/accounts/{account_id}/secrets",
    ({ document }) => rename(document.paths, secretsPath, "/v2/accounts/{account_id}/secrets"),
  ],
  "the method changes": [
    "put",
    ({ document }) => rename(document.paths[secretsPath], "post", "put"),
  ],
  "the path parameter is renamed": [
    "account",
    ({ document, operation }) => {
      operation.parameters[0].name = "account";
      rename(document.paths, secretsPath, "/v1/accounts/{account}/secrets");
    },
  ],
  "the path parameter moves to the query": [
    "account_id",
    ({ operation }) => (operation.parameters[0].in = "query"),
  ],
  "the path parameter changes its type": [
    "account_id",
    ({ operation }) => (operation.parameters[0].schema.type = "integer"),
  ],
  "a required query parameter is added": [
    "region",
    ({ operation }) =>
      operation.parameters.push({
        name: "region",
        in: "query",
        required: true,
        schema: { type: "string" },
      }),
  ],
  "the request's content type changes": [
    "application/xml",
    ({ operation }) => rename(operation.requestBody.content, "application/json", "application/xml"),
  ],
  "the response's content type changes": [
    "text/plain",
    ({ operation }) => rename(operation.responses["200"].content, "application/json", "text/plain"),
  ],
  "the success status changes": [
    "201",
    ({ operation }) => rename(operation.responses, "200", "201"),
  ],
  "the request body becomes optional": [
    "requestBody",
    ({ operation }) => delete operation.requestBody.required,
  ],
  "the request body is gone": ["requestBody", ({ operation }) => delete operation.requestBody],
  "the schema is renamed": [
    "gatewaySecret",
    ({ document, operation }) => {
      rename(document.components.schemas, "gatewaySecret", "secret");
      const schema = { $ref: "#/components/schemas/secret" };
      operation.requestBody.content["application/json"].schema = schema;
      operation.responses["200"].content["application/json"].schema = schema;
    },
  ],
  "the operationId is renamed": [
    "Gateway_CreateSecret",
    ({ operation }) => (operation.operationId = "Gateway_AddSecret"),
  ],
  "the security is removed": ["BearerAuth", ({ document }) => delete document.security],
  "the security scheme is removed": [
    "BearerAuth",
    ({ document }) => delete document.components.securitySchemes,
  ],
  "the security scheme changes": [
    "basic",
    ({ document }) => (document.components.securitySchemes.BearerAuth.scheme = "basic"),
  ],
  "the operation needs no security": ["security", ({ operation }) => (operation.security = [])],
  "the server changes": [
    "https://gateway.fireworks.ai",
    ({ document }) => (document.servers[0].url = "https://gateway.fireworks.ai"),
  ],
  "the operation has a server of its own": [
    "https://secrets.fireworks.ai",
    ({ operation }) => (operation.servers = [{ url: "https://secrets.fireworks.ai" }]),
  ],
};

const harmless: Record<string, (draft: Draft) => void> = {
  "the version": ({ document }) => (document.info.version = "5.10.0"),
  "the document's title": ({ document }) => (document.info.title = "Gateway"),
  "a field's description": ({ secret }) => (secret.properties.value.description = "A value."),
  "a field's title": ({ secret }) => (secret.properties.name.title = "the name"),
  "an example": ({ secret }) => (secret.properties.value.example = "sk-0"),
  "a parameter's description": ({ operation }) => (operation.parameters[0].description = "Whose"),
  "the response's description": ({ operation }) => (operation.responses["200"].description = "OK"),
  "the tags": ({ document, operation }) => {
    document.tags = [{ name: "Secrets" }];
    operation.tags = ["Secrets"];
  },
  "an optional field": ({ secret }) => (secret.properties.description = { type: "string" }),
  "an optional field with a limit": ({ secret }) =>
    (secret.properties.description = { type: "string", maxLength: 64 }),
  "an optional query parameter": ({ operation }) =>
    operation.parameters.push({
      name: "limit",
      in: "query",
      schema: { type: "integer", format: "int32" },
    }),
  "an optional header": ({ operation }) =>
    operation.parameters.push({ name: "x-team", in: "header", schema: { type: "string" } }),
  "fields of the response": (draft) => {
    const { properties, required } = splitResponse(draft);
    // The overlay marks it in the other schema alone.
    properties.value.writeOnly = true;
    properties.description = { type: "string" };
    properties.createTime = { type: "string" };
    required.push("createTime");
  },
  "the order of the fields": ({ secret }) =>
    (secret.properties = Object.fromEntries(Object.entries(secret.properties).toReversed())),
  "the order of the required fields": ({ secret }) =>
    (secret.required = secret.required.toReversed()),
  "another operation on the path": ({ document }) =>
    (document.paths[secretsPath].head = {
      operationId: "Gateway_ProbeSecrets",
      parameters: structuredClone(document.paths[secretsPath].post.parameters),
      responses: { "200": { description: "OK" } },
    }),
  "another path": ({ document }) =>
    (document.paths["/v1/models"] = {
      get: { operationId: "Gateway_ListModels", responses: { "200": { description: "OK" } } },
    }),
  "a schema that nothing refers to": ({ document }) =>
    (document.components.schemas.gatewayModel = { type: "object" }),
  "a declared error": ({ operation }) =>
    (operation.responses["409"] = { description: "It exists." }),
};

let complaints: ReadonlyMap<string, string>;

beforeAll(async () => {
  const mutations = Object.entries(breaking).map(
    ([change, [, mutate]]) => [change, mutate] as const,
  );
  const cases = [["none", () => {}] as const, ...mutations, ...Object.entries(harmless)];
  complaints = await complaintsAbout(
    roots,
    new Map(cases.map(([change, mutate]) => [change, () => generatedAfter(mutate)])),
  );
});

test("the document as it is compiles", () => {
  expect(complaints.get("none")).toBe("");
});

describe("a change that matters is caught by name:", () => {
  test.each(Object.entries(breaking))("%s", (change, [name]) => {
    expect(complaints.get(change)).toContain(name);
  });
});

describe("a change that cannot matter passes:", () => {
  test.each(Object.keys(harmless))("%s", (change) => {
    expect(complaints.get(change)).toBe("");
  });
});
