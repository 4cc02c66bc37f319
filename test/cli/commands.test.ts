import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { startMockServer, type MockServer } from "../../src/cli/commands/mock-server.js";
import { createFakeGateway, type FakeGateway } from "../../src/testing.js";
import { runCommand, startCommand, type CommandSetting } from "../support/command-run.js";
import { testAccount } from "../support/test-account.js";

const value = "hush-hush";
const name = "accounts/acme/secrets/db-password";
const environment = { FIREWORKS_API_KEY: "canary-key", FIREWORKS_ACCOUNT_ID: "acme" };

let fake: FakeGateway;
let server: MockServer;
let env: Record<string, string>;

beforeEach(async () => {
  fake = createFakeGateway({ apiKey: "canary-key" });
  server = await startMockServer(fake);
  env = { ...environment, FIREWORKS_BASE_URL: server.url };
});
afterEach(() => server.close());

const folder = await mkdtemp(join(tmpdir(), "cli-test-"));
afterAll(() => rm(folder, { recursive: true }));

async function file(content: string | Uint8Array, fileName = "content"): Promise<string> {
  const path = join(folder, fileName);
  await writeFile(path, content);
  return path;
}

/** Runs a command and looks whether it repeats a value or the key. */
async function run(args: readonly string[], setting: CommandSetting = {}) {
  const ended = await runCommand(args, { env, ...setting });
  expect(ended.stdout + ended.stderr).not.toMatch(/hush|canary/);
  return ended;
}

const sentBodies = (): unknown[] => fake.requests.map(({ body }) => body);

describe("create-secret", () => {
  test("creates a secret from what is piped in, and says so", async () => {
    const ended = await run(["create-secret", "DB_PASSWORD"], { stdin: value });
    expect(ended).toEqual({ code: 0, stdout: `created ${name}\n`, stderr: "" });
    expect(sentBodies()).toEqual([{ name, keyName: "DB_PASSWORD", value }]);
  });

  test("prints a line of JSON with --json", async () => {
    const args = ["--json", "--account", "umbrella", "create-secret", "DB", "--name", "x"];
    const { code, stdout } = await run(args, { stdin: value });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      outcome: "created",
      name: "accounts/umbrella/secrets/x",
      keyName: "DB",
    });
  });

  test.each([
    [["--name", "db"], "acme", "accounts/acme/secrets/db"],
    [["--name", "accounts/umbrella/secrets/db"], "umbrella", "accounts/umbrella/secrets/db"],
    [
      ["--name", "accounts/umbrella/secrets/db", "--account", "umbrella"],
      "umbrella",
      "accounts/umbrella/secrets/db",
    ],
    [["--account", "umbrella"], "umbrella", "accounts/umbrella/secrets/db-password"],
  ])("with %j creates it in %s as %s", async (options, account, expected) => {
    await run(["create-secret", "DB_PASSWORD", ...options], { stdin: value });
    expect(fake.requests[0]?.url).toMatch(new RegExp(`/v1/accounts/${account}/secrets$`));
    expect(fake.secrets).toEqual([{ name: expected, keyName: "DB_PASSWORD" }]);
  });

  test.each([
    [[], "expected one KEY_NAME, found 0 operands; a value is never an argument"],
    [["DB", value], "expected one KEY_NAME, found 2 operands; a value is never an argument"],
    [[""], "expected one KEY_NAME, found 1 operands; a value is never an argument"],
    [
      [`DB=${value}`],
      "KEY_NAME contains =; pass the name alone, and the value on stdin or with --from-file or --from-env",
    ],
    [[`${value} \u001b[2J`], "KEY_NAME contains a blank or a control character"],
    [
      ["DB", "--name", "accounts/acme/secrets/x", "--account", "b"],
      "the full name and --account name different accounts",
    ],
    [
      ["DB", "--base-url", "http://example.com"],
      expect.stringMatching(/^--base-url must be https/),
    ],
    [["DB", "--timeout", "soon"], expect.stringMatching(/^--timeout must be milliseconds/)],
    [["DB", "--name", "Not An Id"], expect.stringMatching(/^--name must be 1/)],
    [["DB", "--name", "accounts/acme/secrets/x/y"], expect.stringMatching(/^--name must be 1/)],
    [["DB", "--name", "my-accounts/acme/secrets/x"], expect.stringMatching(/^--name must be 1/)],
    [["DB", "--account", "accounts/acme"], expect.stringMatching(/^--account must be 1/)],
    [
      ["DB", "--from-file", "a", "--from-env", "B"],
      "--from-file and --from-env exclude each other",
    ],
    [["DB", "--from-env", "B"], "the variable named by --from-env is not set"],
    [["DB", "--from-env", "toString"], "the variable named by --from-env is not set"],
    [["DB", "--from-file", "/nowhere\u001b[2J"], "cannot read /nowhere\\u001b[2J (ENOENT)"],
    [["DB", "--from-file", "/"], "cannot read /: it is a directory"],
    [["DB", "--from-file", "\0"], "cannot read \\u0000 (ERR_INVALID_ARG_VALUE)"],
  ])("%j is refused: %s", async (args, message) => {
    const ended = await run(["create-secret", ...args], { stdin: value });
    expect({ ...ended, stderr: ended.stderr.replace(/^error: |\n$/g, "") }).toEqual({
      code: 2,
      stdout: "",
      stderr: message,
    });
    expect(fake.requests).toEqual([]);
  });

  test.each([
    [{ FIREWORKS_ACCOUNT_ID: "acme" }, "FIREWORKS_API_KEY is not set"],
    [{ FIREWORKS_ACCOUNT_ID: "acme", FIREWORKS_API_KEY: "  " }, "FIREWORKS_API_KEY is not set"],
    [{ FIREWORKS_API_KEY: "key" }, "--account is missing: pass it, or set FIREWORKS_ACCOUNT_ID"],
  ])("in the environment %j says: %s", async (incomplete, message) => {
    const ended = await run(["create-secret", "DB"], { env: incomplete, stdin: value });
    expect(ended).toEqual({ code: 2, stdout: "", stderr: `error: ${message}\n` });
  });

  test.each([
    ["hush\n", "hush"],
    ["hush\r\n", "hush"],
    ["hush\n\n", "hush\n"],
    [" hush ", " hush "],
    ["\ufeff{\n}", "\ufeff{\n}"],
  ])("reads %j from stdin as %j", async (stdin, expected) => {
    await run(["create-secret", "DB"], { stdin });
    expect(sentBodies()).toEqual([expect.objectContaining({ value: expected })]);
  });

  test("reads a file as it is, a variable, and stdin as -", async () => {
    const path = await file("\ufeffline 1\nline 2\n");
    await run(["create-secret", "A", "--from-file", path]);
    await run(["create-secret", "B", "--from-env", "B"], { env: { ...env, B: " b\n" } });
    await run(["create-secret", "C", "--from-file", "-"], { stdin: "c\n" });
    expect(sentBodies()).toMatchObject([
      { value: "\ufeffline 1\nline 2\n" },
      { value: " b\n" },
      { value: "c" },
    ]);
  });

  test.each([
    ["nothing", "", "the value is empty"],
    ["a line break alone", "\n", "the value is empty"],
    ["other bytes", new Uint8Array([0xff]), "stdin is not UTF-8 text"],
  ])("refuses %s from stdin", async (_title, stdin, message) => {
    const ended = await run(["create-secret", "DB"], { stdin });
    expect(ended).toEqual({ code: 2, stdout: "", stderr: `error: ${message}\n` });
  });

  test("reads a FIFO to its end", async () => {
    const fifo = join(folder, "fifo");
    execFileSync("mkfifo", [fifo]);
    const writer = spawn("bash", ["-c", `(printf hush; printf -- -hush) > '${fifo}'`]);
    const closed = once(writer, "close");
    await run(["create-secret", "DB", "--from-file", fifo]);
    await closed;
    expect(sentBodies()).toMatchObject([{ value }]);
  });

  test("asks for the value at a terminal", async () => {
    const command = startCommand(["create-secret", "DB_PASSWORD"], {
      env: { ...env, NO_COLOR: "1" },
      isTTY: true,
    });
    await once(command.stderr, "readable");
    command.stdin.write(`${value}\r`);
    expect(await command.ended).toEqual({
      code: 0,
      stdout: `created ${name}\n`,
      stderr: "\u001b[?2004hValue (not shown): \u001b[?2004l\n",
    });
    expect(sentBodies()).toMatchObject([{ value }]);
  });

  test("says that stdin broke off", async () => {
    const command = startCommand(["create-secret", "DB"], { env, isTTY: false });
    command.stdin.destroy(new Error("gone"));
    expect(await command.ended).toEqual({
      code: 1,
      stdout: "",
      stderr: "error: cannot read all of stdin; nothing was sent\n",
    });
  });

  test.each(["db", "aDB", "DBa", "1DB", "DB-A"])(
    "warns about the key name %s, and sends it unchanged",
    async (keyName) => {
      const args = ["create-secret", keyName, "--name", "db"];
      expect(await run(args, { stdin: value })).toMatchObject({
        code: 0,
        stderr: `warning: ${keyName} is not an upper-case name such as API_KEY, which the gateway may refuse; it is sent unchanged\n`,
      });
      expect(sentBodies()).toMatchObject([{ keyName }]);
    },
  );

  test("--quiet leaves out the warning about a key name", async () => {
    const { stdout, stderr } = await run(["create-secret", "db", "--quiet"], { stdin: value });
    expect({ stdout, stderr }).toEqual({
      stdout: "created accounts/acme/secrets/db\n",
      stderr: "",
    });
  });

  test("--skip-existing leaves what exists, and forgives no other failure", async () => {
    await run(["create-secret", "DB_PASSWORD"], { stdin: value });
    const args = ["create-secret", "DB_PASSWORD"];
    const failed = await run(args, { stdin: value });
    expect(failed).toMatchObject({ code: 1, stdout: "" });
    expect(failed.stderr).toMatch(
      /^error: accounts\/acme\/secrets\/db-password: 409 ALREADY_EXISTS/,
    );
    const skipped = await run([...args, "--skip-existing"], { stdin: value });
    expect(skipped).toEqual({ code: 0, stdout: `exists ${name}\n`, stderr: "" });
    fake.respondOnce({ status: 403 });
    expect(await run([...args, "--skip-existing"], { stdin: value })).toMatchObject({ code: 1 });
  });

  test("--dry-run shows what would be sent, the value masked, without a key", async () => {
    const setting = { env: { FIREWORKS_ACCOUNT_ID: "acme" }, stdin: value };
    const url = `${server.url}/prefix`;
    const args = ["create-secret", "DB_PASSWORD", "--dry-run", "--base-url", url];
    const ended = await run(args, setting);
    expect(ended).toEqual({
      code: 0,
      stderr: "",
      stdout: `POST ${url}/v1/accounts/acme/secrets
{
  "name": "${name}",
  "keyName": "DB_PASSWORD",
  "value": "********"
}
`,
    });
    const { stdout } = await run([...args, "--json"], setting);
    expect(JSON.parse(stdout)).toEqual({
      method: "POST",
      url: `${url}/v1/accounts/acme/secrets`,
      body: { name, keyName: "DB_PASSWORD", value: "********" },
    });
    expect(fake.requests).toEqual([]);
  });

  test("a failure as JSON has status, code, request id and mayHaveSucceeded", async () => {
    fake.respondOnce({ status: 500, headers: { "x-request-id": "r-1" } });
    const { code, stdout, stderr } = await run(["create-secret", "DB_PASSWORD", "--json"], {
      stdin: value,
    });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: "failed",
      name,
      keyName: "DB_PASSWORD",
      status: 500,
      code: "INTERNAL",
      mayHaveSucceeded: true,
    });
    expect(stderr).toMatch(
      /\n.*db-password may have been changed anyway\. Running this again is safe\.\n$/,
    );
  });

  test("a lost connection may have succeeded", async () => {
    fake.failOnce();
    const { stdout } = await run(["create-secret", "DB", "--json"], { stdin: value });
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "failed", mayHaveSucceeded: true });
  });

  test("a connection that was refused changed nothing", async () => {
    await server.close();
    const { code, stdout, stderr } = await run(["create-secret", "DB", "--json"], { stdin: value });
    server = await startMockServer(fake);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      outcome: "failed",
      message: expect.stringMatching(/^connection to .* failed before the request was sent/),
      mayHaveSucceeded: false,
    });
    expect(stderr).toMatch(/^error: accounts\/acme\/secrets\/db: connection to .*\n$/);
  });

  test.each([
    [[], 200, "\u001b[32mcreated\u001b[39m"],
    [["--skip-existing"], 409, "\u001b[33mexists\u001b[39m"],
  ] as const)("at a terminal, with %j, the outcome of %i is %j", async (options, status, word) => {
    if (status !== 200) fake.respondOnce({ status });
    const args = ["create-secret", "DB", "--from-env", "VALUE", ...options];
    const { stdout } = await run(args, { env: { ...env, VALUE: value }, isTTY: true });
    expect(stdout).toBe(`${word} accounts/acme/secrets/db\n`);
  });

  test.each([
    ["update-secret", "\u001b[32mupdated\u001b[39m"],
    ["delete-secret", "\u001b[32mdeleted\u001b[39m"],
  ])("at a terminal, that of %s is %j", async (command, word) => {
    await run(["create-secret", "DB"], { stdin: value });
    const options = command === "delete-secret" ? ["--yes"] : ["--from-env", "VALUE"];
    const { stdout } = await run([command, "DB", ...options], {
      env: { ...env, VALUE: value },
      isTTY: true,
    });
    expect(stdout).toBe(`${word} accounts/acme/secrets/db\n`);
  });

  test("an escape sequence of the server does not reach the terminal", async () => {
    fake.respondOnce({ status: 403, body: { code: 7, message: "\u001b[2Jno\u202e\u009b" } });
    const { stderr } = await run(["create-secret", "DB"], { stdin: value });
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  test("--verbose prints a line for each request", async () => {
    fake.respondOnce({ status: 429, headers: { "retry-after-ms": "1", "x-request-id": "r-1" } });
    const { stderr } = await run(["create-secret", "DB", "--verbose"], { stdin: value });
    expect(stderr).toMatch(
      /^Gateway_CreateSecret, attempt 1: 429 in \d+ ms, request id r-1, retrying in \d+ ms\nGateway_CreateSecret, attempt 2: 200 in \d+ ms\n$/,
    );
    const { stderr: lost } = await run(
      ["create-secret", "DB", "--verbose", "--base-url", "http://127.0.0.1:9", "--timeout", "300"],
      { stdin: value },
    );
    expect(lost).toMatch(/attempt 1: no response in/);
  });

  test("an interruption during the call leaves its outcome open", async () => {
    const controller = new AbortController();
    const silent = createServer(() => controller.abort("interrupted")).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const args = ["create-secret", "DB_PASSWORD", "--base-url", `http://127.0.0.1:${port}`];
    const { code, stderr } = await run(args, { stdin: value, signal: controller.signal });
    silent.closeAllConnections();
    silent.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(`error: ${name}: interrupted\n${name} may have been changed anyway`);
  });

  test("an interruption while stdin is read sends nothing", async () => {
    const signal = AbortSignal.abort("interrupted");
    const ended = await run(["create-secret", "DB"], { stdin: value, signal });
    expect(ended).toEqual({
      code: 1,
      stdout: "",
      stderr: "error: interrupted; nothing was sent\n",
    });
  });
});

async function addSecrets(...ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await run(["create-secret", id.toUpperCase().replaceAll("-", "_")], { stdin: value });
  }
}
const ids = () => fake.secrets.map((secret) => secret.name.split("/").at(-1));

describe("the other commands", () => {
  const path = "/v1/accounts/acme/secrets";
  afterEach(() => vi.unstubAllGlobals());

  test("update-secret replaces a value", async () => {
    await addSecrets("db-password");
    const ended = await run(["update-secret", "DB_PASSWORD"], { stdin: "hush-again" });
    expect(ended).toEqual({ code: 0, stdout: `updated ${name}\n`, stderr: "" });
    expect(fake.requests.at(-1)).toMatchObject({
      url: expect.stringMatching(/secrets\/db-password$/),
      body: { keyName: "DB_PASSWORD", value: "hush-again" },
    });
  });

  test("update-secret warns about a key name in lower case, and of a failed update", async () => {
    const { code, stdout, stderr } = await run(["update-secret", "db"], { stdin: value });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /^warning: db is not an upper-case name[^]*error: accounts\/acme\/secrets\/db: 404/,
    );
  });

  test("get-secret shows a secret by id, full name or key name", async () => {
    await addSecrets("db-password");
    for (const operand of ["db-password", name, "DB_PASSWORD"]) {
      const ended = await run(["get-secret", operand]);
      expect(ended).toEqual({ code: 0, stdout: `${name} DB_PASSWORD\n`, stderr: "" });
    }
    const json = await run(["get-secret", name, "--json"]);
    expect(JSON.parse(json.stdout)).toEqual({ name, keyName: "DB_PASSWORD" });
    const { code, stdout, stderr } = await run(["get-secret", "lost"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(
      /^error: accounts\/acme\/secrets\/lost: 404 NOT_FOUND: .*\. Check the account id: it is ACCOUNT in names such as accounts\/ACCOUNT\/secrets\/ID, not your user name\n$/,
    );
  });

  test("get-secret ends where it is interrupted", async () => {
    const { code, stderr } = await run(["get-secret", "a"], {
      signal: AbortSignal.abort("interrupted"),
    });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "error: accounts/acme/secrets/a: interrupted\n",
    });
    expect(fake.requests).toEqual([]);
  });

  test("list-secrets prints a secret a line", async () => {
    await addSecrets("a", "b");
    expect(await run(["list-secrets"])).toEqual({
      code: 0,
      stdout: "accounts/acme/secrets/a A\naccounts/acme/secrets/b B\n",
      stderr: "",
    });
    fake.respondOnce({ status: 400 });
    expect(await run(["list-secrets"])).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error: cannot list the secrets of acme: 400 INVALID/),
    });
    const interrupted = await run(["list-secrets"], { signal: AbortSignal.abort("interrupted") });
    expect(interrupted.stderr).toBe("error: cannot list the secrets of acme: interrupted\n");
  });

  test("list-secrets refuses an API key that no header can have", async () => {
    const invalid = { env: { ...env, FIREWORKS_API_KEY: "can\u00e9" } };
    const { code, stderr } = await run(["list-secrets"], invalid);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: FIREWORKS_API_KEY contains a character outside visible ASCII/);
    expect(fake.requests).toEqual([]);
  });

  test("delete-secret deletes with --yes, and goes on after a failure", async () => {
    await addSecrets("a", "b");
    expect(await run(["delete-secret", "a"])).toEqual({
      code: 2,
      stdout: "",
      stderr: "error: stdin is not a terminal to ask at; add --yes to delete\n",
    });
    const { code, stdout, stderr } = await run(["delete-secret", "a", "x", "b", "--yes"]);
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: "deleted accounts/acme/secrets/a\ndeleted accounts/acme/secrets/b\n",
    });
    expect(stderr).toMatch(/^error: accounts\/acme\/secrets\/x: 404/);
    expect(ids()).toEqual([]);
    expect(await run(["delete-secret", "a", "--yes"])).toMatchObject({ code: 1 });
  });

  test("delete-secret stops where it is interrupted", async () => {
    const account = await testAccount("a", "b");
    const controller = new AbortController();
    account.before = () => controller.abort("interrupted");
    const { signal } = controller;
    const { code, stderr } = await run(["delete-secret", "a", "b", "--yes"], { signal });
    expect(code).toBe(1);
    expect(stderr).toContain("accounts/acme/secrets/a may have been changed anyway");
    expect(stderr).not.toContain("accounts/acme/secrets/b");
    expect(account.calls).toEqual(["delete a"]);
  });

  test.each([
    ["y\n", 0, []],
    ["YES\n", 0, []],
    [" y \n", 0, []],
    ["\n", 2, ["a"]],
    ["no\n", 2, ["a"]],
    ["oh y\n", 2, ["a"]],
    ["yes, but\n", 2, ["a"]],
  ])("delete-secret asks at a terminal: %j", async (answer, expected, left) => {
    await addSecrets("a");
    const command = startCommand(["delete-secret", "a"], { env, isTTY: true });
    await once(command.stderr, "readable");
    command.stdin.write(answer);
    const { code, stderr } = await command.ended;
    expect(code).toBe(expected);
    expect(stderr).toContain("Delete accounts/acme/secrets/a? [y/N] ");
    expect(stderr.includes("cancelled; nothing was deleted\n")).toBe(expected === 2);
    expect(ids()).toEqual(left);
    // The reader of the answer would keep the process alive.
    expect(command.stdin.isPaused()).toBe(true);
  });

  test("delete-secret asks once for all, and tells of each failure as JSON", async () => {
    await addSecrets("a", "b");
    const command = startCommand(["delete-secret", "a", "b"], { env, isTTY: true });
    await once(command.stderr, "readable");
    command.stdin.write("n\n");
    const { stderr } = await command.ended;
    expect(stderr).toContain("Delete accounts/acme/secrets/a, accounts/acme/secrets/b? [y/N] ");
    const { code, stdout } = await run(["delete-secret", "a", "x", "--yes", "--json"]);
    expect(code).toBe(1);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { outcome: "deleted", name: "accounts/acme/secrets/a" },
      { outcome: "failed", name: "accounts/acme/secrets/x", status: 404 },
    ]);
  });

  test("an interruption while it asks deletes nothing", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const command = startCommand(["delete-secret", "a"], { env, isTTY: true, signal });
    await once(command.stderr, "readable");
    controller.abort("interrupted");
    expect(await command.ended).toMatchObject({ code: 1, stdout: "" });
    expect(fake.requests).toEqual([]);
  });

  test.each([
    [["get-secret"], "expected one NAME, found 0 operands"],
    [["get-secret", "a", "b"], "expected one NAME, found 2 operands"],
    [["get-secret", "a/b"], "--name must be"],
    [["list-secrets", "a"], "expected no operand, found 1"],
    [["delete-secret"], "expected at least one NAME"],
    [["update-secret"], "expected one KEY_NAME, found 0 operands"],
  ])("%j is refused: %s", async (args, message) => {
    const { code, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stderr).toContain(`error: ${message}`);
    expect(fake.requests).toEqual([]);
  });

  test.each([
    [["update-secret", "DB", "--dry-run"], "PATCH", "/db"],
    [["get-secret", "db", "--dry-run"], "GET", "/db"],
    [["list-secrets", "--dry-run"], "GET", ""],
    [["delete-secret", "db", "--dry-run"], "DELETE", "/db"],
  ])("%j shows its request, and sends none", async (args, method, rest) => {
    const { code, stdout } = await run(args, { stdin: value });
    expect(code).toBe(0);
    const body = method === "PATCH" ? `{\n  "keyName": "DB",\n  "value": "********"\n}\n` : "";
    expect(stdout).toBe(`${method} ${server.url}${path}${rest}\n${body}`);
    expect(fake.requests).toEqual([]);
  });
});

describe("mock", () => {
  test("serves a fake gateway until it is interrupted, and logs what it answers", async () => {
    const controller = new AbortController();
    const command = startCommand(["mock", "--json"], { signal: controller.signal });
    const [line] = await once(command.stdout, "data");
    const { url } = JSON.parse(String(line));
    const created = await run(["create-secret", "DB_PASSWORD", "--base-url", url], {
      stdin: value,
    });
    expect(created).toMatchObject({ code: 0, stdout: `created ${name}\n` });
    expect((await fetch(`${url}/elsewhere?x`)).status).toBe(404);
    controller.abort("interrupted");
    const { code, stderr } = await command.ended;
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^Serving a fake gateway: .*\nPOST \/v1\/accounts\/acme\/secrets 200\nGET \/elsewhere\?x 404\n$/,
    );
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  describe("is set up over HTTP under /__mock__:", () => {
    const secretsPath = "/v1/accounts/acme/secrets";
    let url: string;
    let stop: () => Promise<unknown>;
    beforeEach(async () => {
      const controller = new AbortController();
      const command = startCommand(["mock"], { signal: controller.signal });
      url = String((await once(command.stdout, "data"))[0]).trim();
      stop = () => {
        controller.abort("interrupted");
        return command.ended;
      };
    });
    afterEach(() => stop());

    const send = (method: string, path: string, body?: unknown) =>
      fetch(url + path, { method, ...(body !== undefined && { body: JSON.stringify(body) }) });
    const list = () => fetch(url + secretsPath, { headers: { authorization: "Bearer key" } });

    test("responses, as often as told", async () => {
      const plan = { status: 503, body: { code: 14 }, headers: { "x-a": "b" }, times: 2 };
      expect((await send("POST", "/__mock__/respond", plan)).status).toBe(204);
      const first = await list();
      expect([first.status, first.headers.get("x-a"), await first.json()]).toEqual([
        503,
        "b",
        { code: 14 },
      ]);
      expect((await list()).status).toBe(503);
      expect((await list()).status).toBe(200);
    });

    test("failures", async () => {
      expect((await send("POST", "/__mock__/fail")).status).toBe(204);
      await expect(list()).rejects.toThrow("fetch failed");
      expect((await list()).status).toBe(200);
    });

    test("a delay of every answer, but not of its own", async () => {
      expect((await send("POST", "/__mock__/delay", { milliseconds: 1 })).status).toBe(204);
      expect((await list()).status).toBe(200);
      await send("POST", "/__mock__/delay", { milliseconds: 600_000 });
      const late = fetch(url + secretsPath, { signal: AbortSignal.timeout(200) });
      await expect(late).rejects.toThrow("timeout");
      expect((await send("POST", "/__mock__/delay", { milliseconds: 0 })).status).toBe(204);
      expect((await list()).status).toBe(200);
    });

    test("requests are shown, and a reset forgets everything", async () => {
      const setting = { stdin: value, env: { ...env, FIREWORKS_BASE_URL: url } };
      await run(["create-secret", "DB_PASSWORD"], setting);
      expect(await (await send("GET", "/__mock__/requests")).json()).toMatchObject([
        {
          method: "POST",
          url: expect.stringMatching(/\/v1\/accounts\/acme\/secrets$/),
          headers: { authorization: "Bearer canary-key" },
          body: { name, keyName: "DB_PASSWORD", value },
        },
      ]);
      await send("POST", "/__mock__/respond", { status: 500 });
      expect((await send("DELETE", "/__mock__")).status).toBe(204);
      expect(await (await send("GET", "/__mock__/requests")).json()).toEqual([]);
      expect(await (await list()).json()).toMatchObject({ secrets: [] });
    });

    test.each([
      ["POST", "/__mock__/respond", {}, 400, /status/],
      ["POST", "/__mock__/respond", { status: 200, headers: { "a b": "c" } }, 400, /a b/],
      [
        "POST",
        "/__mock__/respond",
        { status: 200, time: 2 },
        400,
        /^unknown field; expected status, body, headers, times$/,
      ],
      ["POST", "/__mock__/respond", { status: 200, times: 0 }, 400, /times must be a whole number/],
      ["POST", "/__mock__/fail", { times: "2" }, 400, /times must be a whole number/],
      ["POST", "/__mock__/fail", { times: 10_001 }, 400, /times must be a whole number/],
      ["POST", "/__mock__/delay", { milliseconds: 600_001 }, 400, /from 0 to 600000$/],
      ["POST", "/__mock__/delay", 5, 400, /^the body must be a JSON object$/],
      ["POST", "/__mock__/delay", "5", 400, /^the body must be a JSON object$/],
      ["POST", "/__mock__/delay", null, 400, /^the body must be a JSON object$/],
      ["POST", "/__mock__/delay", {}, 400, /milliseconds must be a whole number from 0 to 600000/],
      ["POST", "/__mock__/delay", [1], 400, /must be a JSON object/],
      ["POST", "/__mock__/elsewhere", {}, 404, /expected POST \/__mock__\/respond, POST/],
    ])("%s %s with %j is refused", async (method, path, body, status, message) => {
      const answer = await send(method, path, body);
      expect(answer.status).toBe(status);
      expect((await answer.json()).message).toMatch(message);
    });

    test("a body that is not JSON is refused", async () => {
      const answer = await fetch(`${url}/__mock__/fail`, { method: "POST", body: "{" });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual({ message: "the body must be a JSON object" });
    });
  });

  test.each([
    ["0.0.0.0", true],
    ["::", true],
    ["localhost", false],
    ["::1", false],
    ["0::1", false],
    ["127.10.20.30", false],
  ])("listens on %s, with a warning: %s", async (host, isWarned) => {
    const signal = AbortSignal.abort("interrupted");
    const { code, stdout, stderr } = await run(["mock", "--host", host], { signal });
    expect(code).toBe(0);
    const shown = new URL(`http://${host.includes(":") ? `[${host}]` : host}`).hostname;
    expect(new URL(stdout).hostname).toBe(shown);
    expect(stderr.includes(`warning: other machines can reach this server at ${host}`)).toBe(
      isWarned,
    );
  });

  test("says that it cannot listen on a host", async () => {
    const { code, stderr } = await run(["mock", "--host", "192.0.2.1"]);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: "error: cannot listen on port 0 of 192.0.2.1 (EADDRNOTAVAIL)\n",
    });
  });

  test("says that a port is in use", async () => {
    const { port } = new URL(server.url);
    expect(await run(["mock", "--port", port])).toEqual({
      code: 1,
      stdout: "",
      stderr: `error: cannot listen on port ${port} of 127.0.0.1 (EADDRINUSE)\n`,
    });
  });

  test("ends at once if it is interrupted already", async () => {
    const signal = AbortSignal.abort("interrupted");
    expect(await run(["mock"], { signal })).toMatchObject({ code: 0 });
  });

  test.each([
    [["mock", "--dry-run"], "would serve on 127.0.0.1, port any free one\n"],
    [["mock", "--dry-run", "--port", "4010"], "would serve on 127.0.0.1, port 4010\n"],
    [["mock", "--dry-run", "--port", "4010", "--json"], '{"host":"127.0.0.1","port":4010}\n'],
  ])("%j serves nothing", async (args, stdout) => {
    expect(await run(args)).toEqual({ code: 0, stdout, stderr: "" });
  });

  test.each([
    [["mock", "now"], "expected no operand, found 1"],
    ...["65536", "http", "0x50", " 80", "80 "].map((port): [string[], string] => [
      ["mock", "--port", port],
      "--port must be 0 to 65535",
    ]),
  ] satisfies [string[], string][])("%j is refused", async (args, message) => {
    expect(await run(args)).toEqual({ code: 2, stdout: "", stderr: `error: ${message}\n` });
  });
});
