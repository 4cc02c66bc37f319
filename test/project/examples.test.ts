import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { startMockServer } from "../../src/cli/commands/mock-server.js";
import { createGatewayClient, secretName } from "../../src/index.js";
import { createFakeGateway } from "../../src/testing.js";
import { diagnoseCopies } from "../support/diagnose-copies.js";

const folder = join(projectRoot, "examples");
const programs = (await readdir(folder)).filter((name) => name.endsWith(".ts"));
const entryPoint = join(projectRoot, "src", "index.ts");

let built: string;
beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), "examples-"));
  await build({
    entryPoints: programs.map((name) => join(folder, name)),
    outdir: built,
    outExtension: { ".js": ".mjs" },
    alias: { "fireworks-gateway-client": entryPoint },
    bundle: true,
    format: "esm",
    platform: "node",
  });
});
afterAll(() => rm(built, { recursive: true }));

test("the examples compile", async () => {
  const texts = programs.map(async (name): Promise<[string, string]> => [
    `examples/${name}`,
    await readFile(join(folder, name), "utf8"),
  ]);
  const files = new Map(await Promise.all(texts));
  const paths = { "fireworks-gateway-client": [entryPoint] };
  expect(await diagnoseCopies([...files.keys()], [files], { paths })).toEqual([""]);
});

/** Starts a gateway with secrets of these key names. @returns a way to run an example against it */
async function start(keyNames: readonly string[] = [], gateway = createFakeGateway()) {
  const server = await startMockServer(gateway);
  const client = createGatewayClient({ accountId: "acme", apiKey: "a-key", baseUrl: server.url });
  for (const keyName of keyNames) {
    const name = secretName("acme", keyName.toLowerCase().replaceAll("_", "-"));
    await client.createSecret({ name, keyName, value: "s3cret" });
  }
  onTestFinished(() => server.close());
  return async (name: string, options: readonly string[] = [], stdin = "", env = {}) => {
    const child = spawn(process.execPath, [join(built, `${name}.mjs`), ...options], {
      env: {
        FIREWORKS_ACCOUNT_ID: "acme",
        FIREWORKS_API_KEY: "a-key",
        FIREWORKS_BASE_URL: server.url,
        ...env,
      },
    });
    child.stdin.end(stdin);
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return stdout + stderr;
  };
}

const tried: Record<string, () => Promise<void>> = {
  async "create-secret.ts"() {
    const run = await start();
    const secret = "accounts/acme/secrets/db-url";
    expect(await run("create-secret", ["DB_URL"], "s3cret")).toBe(`created ${secret}\n`);
    expect(await run("create-secret", ["DB_URL"], "s3cret")).toBe(`updated ${secret}\n`);
  },
  async "rotate-secret.ts"() {
    const run = await start(["WEBHOOK_TOKEN"]);
    const env = { WEBHOOK_TOKEN: "old" };
    const rotated = "rotated accounts/acme/secrets/webhook-token\n";
    expect(await run("rotate-secret", [], "", env)).toBe(rotated);
    expect(await run("rotate-secret")).toContain("WEBHOOK_TOKEN is not set");
  },
  async "audit-secrets.ts"() {
    const audit = await start(["DB_URL"]);
    expect(await audit("audit-secrets")).toBe("1 secrets, 0 to rename\n");
    const run = await start(["DB_URL", "db_url_2"]);
    expect(await run("audit-secrets")).toBe(
      "accounts/acme/secrets/db-url-2: db_url_2\n2 secrets, 1 to rename\n",
    );
  },
  async "clean-up.ts"() {
    const run = await start(["E2E_ONE", "E2E_TWO", "DB_URL"]);
    expect(await run("clean-up")).toBe("deleted 2 of 3 secrets\n");
    expect(await run("clean-up", ["db-"])).toBe("deleted 1 of 1 secrets\n");
  },
  async "uncertain-outcome.ts"() {
    const gateway = createFakeGateway();
    const run = await start([], gateway);
    gateway.respondOnce({ status: 500 });
    expect(await run("uncertain-outcome")).toBe("not created\n");
    expect(await run("uncertain-outcome")).toBe("created\n");
    expect(await run("uncertain-outcome")).toContain("ALREADY_EXISTS");
  },
};

test("each example is tried", () => {
  expect(Object.keys(tried).toSorted()).toEqual(programs.toSorted());
});

test.each(Object.entries(tried))("%s does what it says", async (_name, attempt) => {
  await expect(attempt()).resolves.toBeUndefined();
});
