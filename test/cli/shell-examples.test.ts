/** The shell examples of the pages, run as they are. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { startMockServer, type MockServer } from "../../src/cli/commands/mock-server.js";
import { createFakeGateway, type FakeGateway } from "../../src/testing.js";
import { projectRoot } from "../../scripts/lib/files.js";
import { buildProgram } from "../support/built-program.js";

const folder = await mkdtemp(join(tmpdir(), "shell-examples-"));
afterAll(() => rm(folder, { recursive: true }));

const values = `{"DB_PASSWORD":"hush","TLS_KEY":"hush"}`;

/** Programs that the examples call besides ours. */
const others: Readonly<Record<string, string>> = {
  op: `echo '${values}'`,
  vault: `echo '{"data":{"data":${values}}}'`,
  aws: `echo '${values}'`,
  jq: `exec '${process.execPath}' -e 'process.stdin.once("data", (data) => console.log(JSON.stringify(JSON.parse(data).data.data)))'`,
  openssl: "echo hush-new",
};

beforeAll(async () => {
  const program = await buildProgram(folder);
  const bin = join(folder, "bin");
  await mkdir(bin);
  const cli = `exec '${process.execPath}' '${program}' "$@"`;
  const programs = {
    ...others,
    "fireworks-gateway": cli,
    npx: `[ "$1 $2" = "--yes fireworks-gateway-client" ] || exit 9; shift 2; ${cli}`,
  };
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(bin, name), 0o755);
  }
  await writeFile(join(folder, ".env"), "DB_PASSWORD=hush\nTLS_KEY='several\nlines'\n");
  await writeFile(join(folder, "key.pem"), "hush\n");
});

let fake: FakeGateway;
let server: MockServer;
beforeEach(async () => {
  fake = createFakeGateway();
  server = await startMockServer(fake);
});
afterEach(() => server.close());

const ids = () => fake.secrets.map((secret) => secret.name.replace("accounts/acme/secrets/", ""));

async function blockWith(page: string, language: string, content: string): Promise<string> {
  const source = await readFile(join(projectRoot, page), "utf8");
  const blocks = [...source.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].filter(
    ([, name, code]) => name === language && code?.includes(content),
  );
  expect(blocks).toHaveLength(1);
  return blocks[0]?.[2] ?? "";
}

async function runShell(script: string) {
  const child = spawn("bash", ["-e", "-o", "pipefail", "-c", script], {
    cwd: folder,
    env: {
      PATH: `${join(folder, "bin")}:${process.env["PATH"]}`,
      FIREWORKS_API_KEY: "canary-key",
      FIREWORKS_ACCOUNT_ID: "acme",
      FIREWORKS_BASE_URL: server.url,
      DB_PASSWORD: "hush",
      NEW_TOKEN: "hush",
      GATEWAY_SECRETS: values,
      GITHUB_STEP_SUMMARY: join(folder, "summary"),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  expect(stdout + stderr).not.toMatch(/hush|canary/);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  return stdout;
}

const fullName = (id: string) => `accounts/acme/secrets/${id}`;

test("the README's commands create, sync, list and delete", async () => {
  const stdout = await runShell(await blockWith("README.md", "sh", "create-secret TLS_KEY"));
  expect(stdout.trim().split("\n")).toEqual([
    `created ${fullName("db-password")}`,
    `created ${fullName("tls")}`,
    `update DB_PASSWORD as ${fullName("db-password")}`,
    `create TLS_KEY as ${fullName("tls-key")}`,
    `updated ${fullName("db-password")}`,
    `created ${fullName("tls-key")}`,
    `${fullName("db-password")} DB_PASSWORD`,
    `${fullName("tls")} TLS_KEY`,
    `${fullName("tls-key")} TLS_KEY`,
    `deleted ${fullName("tls")}`,
  ]);
});

test("the recipe for a .env file creates its entries", async () => {
  await runShell(await blockWith("docs/recipes.md", "sh", "sync .env"));
  expect(ids()).toEqual(["db-password", "tls-key"]);
});

test.each(["op document get", "vault kv get", "aws secretsmanager"])(
  "the recipe with %s creates what it prints",
  async (command) => {
    await runShell(await blockWith("docs/recipes.md", "sh", command));
    expect(ids()).toEqual(["prod-db-password", "prod-tls-key"]);
  },
);

test("the recipes for rotation replace a value, and a secret", async () => {
  await runShell("printf %s a | fireworks-gateway create-secret DB_PASSWORD");
  await runShell(await blockWith("docs/recipes.md", "sh", "openssl"));
  expect(fake.requests.at(-1)?.body).toEqual({ keyName: "DB_PASSWORD", value: "hush-new" });
  await runShell("printf %s a | fireworks-gateway create-secret TOKEN");
  await runShell(await blockWith("docs/recipes.md", "sh", "--name token-2"));
  expect(ids()).toEqual(["db-password", "token-2"]);
});

test("the workflow shows the plan, and writes on a push alone", async () => {
  const workflow = parse(await blockWith("docs/recipes.md", "yaml", "GITHUB_STEP_SUMMARY"));
  const steps: { name?: string; if?: string; run?: string; shell?: string }[] =
    workflow.jobs.sync.steps;
  const plan = steps.find(({ name }) => name === "Show the plan");
  const write = steps.find(({ name }) => name === "Write");
  expect([plan?.shell, write?.shell, write?.if]).toEqual([
    "bash",
    "bash",
    "github.event_name == 'push'",
  ]);
  await runShell(String(plan?.run));
  expect(ids()).toEqual([]);
  expect(await readFile(join(folder, "summary"), "utf8")).toBe(
    "create DB_PASSWORD as accounts/acme/secrets/ci-db-password\ncreate TLS_KEY as accounts/acme/secrets/ci-tls-key\n",
  );
  await runShell(String(write?.run));
  expect(ids()).toEqual(["ci-db-password", "ci-tls-key"]);
});
