import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { projectRoot } from "../scripts/spec/files.js";
import { startMockServer } from "../src/cli/commands/mock-server.js";
import { createFakeGateway } from "../src/testing.js";

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

function start(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const command = ["--import", "tsx", join("scripts", "start.ts"), ...args];
  const { PATH } = process.env;
  const run = promisify(execFile)(process.execPath, command, {
    cwd: projectRoot,
    env: { PATH, ...env },
  });
  return run.catch((error: Ended) => error);
}

const created = (account: string): RegExp =>
  new RegExp(
    `Created:\n\\{\n  "name": "accounts/${account}/secrets/[a-z0-9-]+",\n  "keyName": "\\w+"\n\\}\n$`,
  );

test("npm start creates a secret in an embedded gateway, whatever the environment says", async () => {
  const { stdout, stderr } = await start([], live);
  expect(stderr).toBe("");
  expect(stdout).toMatch(/POST http:\/\/127\.0\.0\.1:\d+\/v1\/accounts\/acme\/secrets/);
  expect(stdout).toMatch('"value": "********"');
  expect(stdout).toMatch(created("acme"));
  expect(fake.requests).toEqual([]);
});

test("npm start -- --live creates it where the environment says", async () => {
  const { stdout } = await start(["--live"], live);
  expect(stdout).toMatch(created("umbrella"));
  expect(fake.requests).toMatchObject([
    { method: "POST", headers: { authorization: "Bearer live" } },
  ]);
  expect(fake.secrets).toHaveLength(1);
});

test("npm start -- --live says what to look at where the secret may exist", async () => {
  fake.failOnce();
  const { code, stderr } = await start(["--live"], live);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^the connection failed before .*\nIt may have been created all the same: look whether it exists\.\n$/,
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
