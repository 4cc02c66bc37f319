import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { httpReference } from "../../../scripts/docs/http-reference.js";
import { projectRoot } from "../../../scripts/lib/files.js";
import { operationsOf } from "../../../scripts/openapi/operations.js";
import { readEffectiveDocument } from "../../../scripts/vendor/effective-document.js";
import { startMockServer } from "../../../src/cli/commands/mock-server.js";
import { createFakeGateway } from "../../../src/testing.js";

const document = await readEffectiveDocument(projectRoot);
const { pages } = httpReference(document, new Set(["Gateway_CreateSecret"]));

const pageOf = (id: string): string => pages.get(`reference/http/${id}.md`) ?? "";
const section = (page: string, title: string): string =>
  page.split("\n## ").find((text) => text.startsWith(title)) ?? "";

test("there is an overview, and a page for each operation", () => {
  const ids = operationsOf(document).map(({ id }) => `reference/http/${id}.md`);
  expect([...pages.keys()]).toEqual(["reference/http/index.md", ...ids]);
  expect(ids).toHaveLength(5);
});

test("no response has a value, in its table or in its example", () => {
  for (const page of pages.values()) {
    expect(section(page, "Response 200")).not.toMatch(/\bvalue\b|sk-/);
  }
  expect(section(pageOf("Gateway_ListSecrets"), "Response 200")).toContain("`secrets[].keyName`");
});

test("a request body has it, marked write-only", () => {
  for (const id of ["Gateway_CreateSecret", "Gateway_UpdateSecret"]) {
    expect(section(pageOf(id), "Request body")).toMatch(
      /`value` \| string \| no \| \*\*Write-only\.\*\*/,
    );
  }
});

test("a page says whether its operation is vendored or described", () => {
  expect(pageOf("Gateway_CreateSecret")).toContain("Vendored, byte for byte");
  expect(pageOf("Gateway_GetSecret")).toContain("Described in our words");
});

test("the examples do what they show", async () => {
  const fake = createFakeGateway();
  const server = await startMockServer(fake);
  onTestFinished(() => server.close());
  const run = async (id: string): Promise<unknown> => {
    const [, command = ""] = /```sh\n([^]*?)\n```/.exec(section(pageOf(id), "Example")) ?? [];
    const { stdout } = await promisify(execFile)(
      "bash",
      ["-c", command.replace("https://api.fireworks.ai", server.url)],
      { env: { ...process.env, FIREWORKS_API_KEY: "a-key", FIREWORKS_ACCOUNT_ID: "acme" } },
    );
    return JSON.parse(stdout);
  };
  const secret = { name: "accounts/acme/secrets/db-password", keyName: "DB_PASSWORD" };

  expect(await run("Gateway_CreateSecret")).toEqual(secret);
  expect(await run("Gateway_ListSecrets")).toMatchObject({ secrets: [secret] });
  expect(await run("Gateway_GetSecret")).toEqual(secret);
  expect(await run("Gateway_UpdateSecret")).toEqual(secret);
  expect(await run("Gateway_DeleteSecret")).toEqual({});
});
