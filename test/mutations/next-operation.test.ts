/**
 * Wrapping an operation takes an entry in openapi/operations.json and one in src/operations/wrapped-operations.ts.
 * To prove it, the vendored document gets two operations that do not exist, with everything that the
 * vendored one lacks: GET, query parameters, a path with a verb, and references with siblings.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { RequestHandler } from "express";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { findDrift } from "../../scripts/generate/find-drift.js";
import { generateFiles, type GeneratedFiles } from "../../scripts/generate/generate-files.js";
import { projectRoot, writeFolder } from "../../scripts/lib/files.js";
import { readEffectiveDocument } from "../../scripts/vendor/effective-document.js";
import { importDocument, type Imported } from "../../scripts/vendor/import-document.js";
import { compareWithOverlays } from "../../scripts/verdict/compare-with-overlays.js";
import { copyOfProject } from "../scripts/project.js";
import { diagnoseCopies } from "../support/diagnose-copies.js";
import { answer, FaultServer } from "../support/fault-server.js";
import { startSpecJudge } from "../support/spec-judge.js";
import { loadPackageWith } from "./bundled-package.js";

const secretsPath = "/v1/accounts/{account_id}/secrets";
const searchPath = `${secretsPath}:search`;
const added = ["Gateway_SearchSecrets", "Gateway_CountSecrets"];

const text = { type: "string" };
const success = (schema: object): object => ({
  200: { description: "A successful response.", content: { "application/json": { schema } } },
});

/** The vendored document with two more operations, as the vendor might have written them. */
function withMoreOperations(yaml: string): string {
  const document = parse(yaml);
  const [account] = document.paths[secretsPath].post.parameters;
  const search = {
    operationId: "Gateway_SearchSecrets",
    parameters: [
      account,
      { name: "pageSize", in: "query", schema: { type: "integer", format: "int32", maximum: 200 } },
      { name: "filter", in: "query", schema: text },
    ],
    responses: success({ $ref: "#/components/schemas/gatewaySearchSecretsResponse" }),
  };
  document.paths[searchPath] = { get: search };
  document.paths[`${secretsPath}/{secret_id}:count`] = {
    get: {
      operationId: "Gateway_CountSecrets",
      parameters: [account, { name: "secret_id", in: "path", required: true, schema: text }],
      responses: success({ type: "object", properties: { uses: { type: "integer" } } }),
    },
  };
  Object.assign(document.components.schemas, {
    gatewaySecretState: { type: "string", enum: ["ACTIVE", "DISABLED"] },
    gatewaySearchSecretsResponse: {
      type: "object",
      properties: {
        secrets: { type: "array", items: { $ref: "#/components/schemas/gatewaySecret" } },
        state: {
          $ref: "#/components/schemas/gatewaySecretState",
          description: "That of all of them.",
          readOnly: true,
        },
        nextPageToken: text,
      },
      required: ["secrets"],
    },
  });
  return stringify(document);
}

interface Project {
  readonly root: string;
  readonly generated: GeneratedFiles;
  readonly imported: Imported;
}

/** A project in which they were imported and wrapped, as CONTRIBUTING.md shows it. */
async function wrapThem(): Promise<Project> {
  const root = await copyOfProject();
  const yaml = await readFile(join(root, "openapi", "gateway.yaml"), "utf8");
  const source = Buffer.from(withMoreOperations(yaml));
  const imported = await importDocument(root, "gateway.yaml", source, { operations: added });
  const ids = join(root, "openapi", "operations.json");
  const wrapped: unknown[] = JSON.parse(await readFile(ids, "utf8"));
  await writeFile(ids, JSON.stringify([...wrapped, ...added]));
  const generated = await generateFiles(root);
  await writeFolder(join(root, "src", "generated"), generated);
  return { root, generated, imported };
}

test("validators and metadata follow from the entry", async () => {
  const { generated } = await wrapThem();

  expect(generated.get("validators.ts")).toMatch(
    /export const Gateway_SearchSecrets: \{\s+readonly response: Validator</,
  );
  expect(generated.get("spec.ts")).toContain(`path: "${secretsPath}/{secret_id}:count"`);
  expect(generated.get("spec.ts")).toContain(
    `writeOnly: { request: [], response: [["secrets", "*", "value"]] }`,
  );
  expect(generated.get("schema.ts")).toMatch(
    /@description That of all of them\. \*\/\s+state\?: \$Read<components\["schemas"\]\["gatewaySecretState"\]>/,
  );
});

test("the drift check finds nothing, and everything when the entry is taken back", async () => {
  const { root } = await wrapThem();

  expect(await findDrift(root)).toEqual([]);

  await writeFile(join(root, "openapi", "operations.json"), '["Gateway_CreateSecret"]');
  const [drift, ...others] = await findDrift(root);
  expect(others).toEqual([]);
  expect(drift?.difference).toContain("-export const Gateway_SearchSecrets");
});

test("the verdict is minor, and names them", async () => {
  const { root, imported } = await wrapThem();
  const { previous, document } = imported;
  if (!previous) throw new Error("expected a document before the import, found none");

  const comparison = await compareWithOverlays(root, previous, document);

  expect(comparison).toMatchObject({
    verdict: "minor",
    operations: [
      {
        operationId: "Gateway_SearchSecrets",
        reasons: ["The operation Gateway_SearchSecrets is new."],
      },
      {
        operationId: "Gateway_CountSecrets",
        reasons: ["The operation Gateway_CountSecrets is new."],
      },
    ],
  });
});

const wrappedFile = join(projectRoot, "src", "operations", "wrapped-operations.ts");

/** The package's wrapped operations and the added ones, as CONTRIBUTING.md shows it. */
async function withWrapped(): Promise<string> {
  const statements = added.map(
    (id) => `export const ${id} = describeOperation(spec.${id}, validators.${id});\n`,
  );
  return [await readFile(wrappedFile, "utf8"), ...statements].join("\n");
}

const inSource = ({ generated }: Project): Map<string, string> =>
  new Map([...generated].map(([name, code]) => [`src/generated/${name}`, code]));

test("the package does not compile until each of them is wrapped", async () => {
  const [complaints] = await diagnoseCopies(["src/http.ts"], [inSource(await wrapThem())]);

  expect(complaints).toMatch(
    /^src\/http\/operation-at\.ts:.*missing.*: Gateway_CountSecrets, Gateway_SearchSecrets$/ms,
  );
});

test("the package compiles with both wrapped, and its types know their parameters and results", async () => {
  const files = inSource(await wrapThem());
  const caller = "test/mutations/next-operation-caller.ts";
  files.set("src/operations/wrapped-operations.ts", await withWrapped());
  files.set(caller, callerProgram);

  const roots = ["src/index.ts", "src/http.ts", "test/types.test-d.ts", caller];
  expect(await diagnoseCopies(roots, [files])).toEqual([""]);
});

const callerProgram = `
import { createGatewayHttp } from "../../src/http.js";

const http = createGatewayHttp();
const path = { account_id: "acme" };
const { data } = await http.GET("${searchPath}", { params: { path, query: { pageSize: 10, filter: "x" } } });
const name: string | undefined = data?.secrets[0]?.name;
const state: "ACTIVE" | "DISABLED" | undefined = data?.state;
const { data: count } = await http.GET("${secretsPath}/{secret_id}:count", { params: { path: { ...path, secret_id: "db" } } });
const uses: number | undefined = count?.uses;
export { name, state, uses };

// @ts-expect-error a secret that is read has no value
void data?.secrets[0]?.value;
// @ts-expect-error a misspelt query parameter
void http.GET("${searchPath}", { params: { path, query: { pagesize: 10 } } });
// @ts-expect-error no secret_id
void http.GET("${secretsPath}/{secret_id}:count", { params: { path } });
`;

describe("createGatewayHttp", () => {
  const params = { path: { account_id: "acme", secret_id: "db" } };
  const secret = { name: "accounts/acme/secrets/db", keyName: "DB" };

  test("sends requests that an independent judge of the document accepts", async () => {
    const { root, generated } = await wrapThem();
    const { createGatewayHttp } = await loadPackageWith(
      generated,
      new Map([[wrappedFile, await withWrapped()]]),
    );
    const targets: string[] = [];
    const listOrCount: RequestHandler = ({ originalUrl }, response) => {
      targets.push(originalUrl);
      const isCount = originalUrl.endsWith(":count");
      response.json(isCount ? { uses: 3 } : { secrets: [secret], state: "ACTIVE" });
    };
    await using judge = await startSpecJudge(listOrCount, await readEffectiveDocument(root));
    const http = createGatewayHttp({ apiKey: "fw_a-long-key", baseUrl: judge.origin });

    const list = await http.GET(searchPath, {
      params: { path: { account_id: "acme" }, query: { pageSize: 10, filter: "a b" } },
    });
    const count = await http.GET(`${secretsPath}/{secret_id}:count`, { params });
    const refused = await http.GET(searchPath, {
      params: { path: { account_id: "acme" }, query: { pageSize: 1000 } },
    });

    expect(list.data).toEqual({ secrets: [secret], state: "ACTIVE" });
    expect(count.data).toEqual({ uses: 3 });
    expect(refused.error).toMatchObject({ status: 400 });
    expect(targets).toEqual([
      "/v1/accounts/acme/secrets:search?pageSize=10&filter=a%20b",
      "/v1/accounts/acme/secrets/db:count",
    ]);
  });

  test("removes write-only fields and validates responses", async () => {
    const { generated } = await wrapThem();
    const { createGatewayHttp } = await loadPackageWith(
      generated,
      new Map([[wrappedFile, await withWrapped()]]),
    );
    const bodies = [
      JSON.stringify({ secrets: [{ ...secret, value: "hush" }] }),
      JSON.stringify({ secrets: [{ name: secret.name }] }),
    ];
    await using server = await FaultServer.start({
      answers: bodies.map((body) => answer(200, body)),
    });
    const http = createGatewayHttp({ apiKey: "fw_a-long-key", baseUrl: server.url });
    const call = { params: { path: { account_id: "acme" } } };

    expect((await http.GET(searchPath, call)).data).toEqual({ secrets: [secret] });
    await expect(http.GET(searchPath, call)).rejects.toMatchObject({
      name: "GatewayProtocolError",
      message: expect.stringContaining(
        "200 with an invalid body (body.secrets.0.keyName is missing)",
      ),
    });
  });
});
