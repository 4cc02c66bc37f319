import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { startMockServer } from "../../src/cli/commands/mock-server.js";
import { createFakeGateway } from "../../src/testing.js";

const fake = createFakeGateway({ apiKey: "live", accountId: "umbrella" });
const server = await startMockServer(fake);
afterAll(() => server.close());

const live = {
  FIREWORKS_API_KEY: "live",
  FIREWORKS_ACCOUNT_ID: "umbrella",
  FIREWORKS_BASE_URL: server.url,
};

interface Ended {
  readonly code?: number;
  readonly stdout: string;
  readonly stderr: string;
}

const script = join(projectRoot, "scripts", "start.ts");
const folder = await mkdtemp(join(tmpdir(), "start-"));
afterAll(() => rm(folder, { recursive: true }));

// In one file: tsx would compile and load all of them at each start.
const bundle = join(folder, "start.mjs");
beforeAll(async () => {
  await build({
    entryPoints: [script],
    outfile: bundle,
    bundle: true,
    format: "esm",
    platform: "node",
  });
});

function start(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  program: readonly string[] = [bundle],
): Promise<Ended> {
  const command = [...program, ...args];
  const { PATH } = process.env;
  const run = promisify(execFile)(process.execPath, command, {
    cwd: projectRoot,
    env: { PATH, ...env },
  });
  return run.catch((error: Ended) => error);
}

/** What a life prints, whatever the random id. */
const life = (account: string): RegExp => {
  const name = `accounts/${account}/secrets/[a-z0-9-]+`;
  return new RegExp(
    [
      `Create ${name}`,
      "  Gateway_CreateSecret: 200",
      "List the secrets of the account",
      "  Gateway_ListSecrets: 200",
      `  ${name} \\(FIREWORKS_GATEWAY_CLIENT\\)`,
      "Rotate its value",
      "  Gateway_UpdateSecret: 200",
      "Delete it",
      "  Gateway_DeleteSecret: 200",
      "$",
    ].join("\n"),
  );
};

test("npm start shows the life of a secret in an embedded gateway, whatever the environment says", async () => {
  const { stdout, stderr } = await start([], live, ["--import", "tsx", script]);
  expect(stderr).toBe("");
  expect(stdout).toMatch(/^An embedded gateway listens at http:\/\/127\.0\.0\.1:\d+\n/);
  expect(stdout).toMatch(life("acme"));
  expect(fake.requests).toEqual([]);
});

test("npm start -- --live shows it where the environment says, and leaves nothing there", async () => {
  const { stdout } = await start(["--live"], live);
  expect(stdout).toMatch(life("umbrella"));
  expect(fake.requests).toMatchObject(
    ["POST", "GET", "PATCH", "DELETE"].map((method) => ({ method })),
  );
  expect(fake.secrets).toEqual([]);
});

test("npm start -- --live says how to look if the secret may exist", async () => {
  fake.failOnce();
  const { code, stderr } = await start(["--live"], live);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^connection to .*\nThe request may have taken effect: list the secrets of the account to see\.\n$/,
  );
});

test.each([
  [["--live"], "--live needs FIREWORKS_API_KEY"],
  [["--life"], "expected --live, --help or nothing"],
])("npm start -- %j says in one line what is wrong", async (args, message) => {
  const { code, stdout, stderr } = await start(args, {});
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: "", stderr: `${message}\n` });
});

test("npm start -- --help says how to point it at the real service", async () => {
  const { stdout } = await start(["--help"], {});
  expect(stdout).toMatch(/--live[^]*FIREWORKS_API_KEY[^]*FIREWORKS_ACCOUNT_ID/);
});
