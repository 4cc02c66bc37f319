import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { asCommandError } from "../src/cli/command-error.js";
import { readEntries } from "../src/cli/dot-env.js";
import { startMockServer, type MockServer } from "../src/cli/mock-server.js";
import { GatewayInputError } from "../src/index.js";
import { createFakeGateway, type FakeGateway } from "../src/testing.js";
import { runCommand, startCommand } from "./support/command-run.js";

const value = "hush-hush";
const name = "accounts/acme/secrets/db-password";
const environment = { FIREWORKS_API_KEY: "key", FIREWORKS_ACCOUNT_ID: "acme" };

let fake: FakeGateway;
let server: MockServer;
let env: Record<string, string>;

beforeEach(async () => {
  fake = createFakeGateway({ apiKey: "key" });
  server = await startMockServer(fake);
  env = { ...environment, FIREWORKS_BASE_URL: server.url };
});
afterEach(() => server.close());

const folder = await mkdtemp(join(tmpdir(), "cli-test-"));
afterAll(() => rm(folder, { recursive: true }));

async function file(content: string | Uint8Array): Promise<string> {
  const path = join(folder, "content");
  await writeFile(path, content);
  return path;
}

const sentBodies = (): unknown[] => fake.requests.map(({ body }) => body);

describe("what a command line can be", () => {
  test("--help lists the commands, the options and the exit codes", async () => {
    const { code, stdout, stderr } = await runCommand(["--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/create-secret KEY_NAME[^]*import FILE[^]*mock[^]*Exit codes\n {2}0/);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(await runCommand(["import", "-h"])).toMatchObject({ code: 0, stdout });
  });

  test("--version names this package's version and the document's", async () => {
    const { code, stdout } = await runCommand(["--version"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^fireworks-gateway-client \d+\.\d+\.\d+ \(Gateway REST API \d.*\)\n$/);
    const json = await runCommand(["--version", "--json"]);
    expect(JSON.parse(json.stdout)).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      spec: expect.stringMatching(/^\d+\.\d+\.\d+$/),
    });
  });

  test.each([
    [[], "expected a command; see --help"],
    [["create"], "expected a command, one of create-secret, import, mock; see --help"],
    [["create-secret"], "expected one KEY_NAME, found 0; a value is never an argument"],
    [
      ["create-secret", "DB", value],
      "expected one KEY_NAME, found 2; a value is never an argument",
    ],
    [["create-secret", ""], "expected one KEY_NAME, found 1; a value is never an argument"],
    [["import"], "expected one FILE, found 0"],
    [["import", ".env", ".env"], "expected one FILE, found 2"],
    [["mock", "now"], "expected no operand, found 1"],
    [["mock", "--port", "65536"], "--port must be 0 to 65535"],
    [["mock", "--port", "http"], "--port must be 0 to 65535"],
    [["mock", "--port", "0x50"], "--port must be 0 to 65535"],
    [["mock", "--port", " 80"], "--port must be 0 to 65535"],
    [["mock", "--port", "80 "], "--port must be 0 to 65535"],
    [["mock", "--timeout", "1"], "mock takes no --timeout; see --help"],
    [
      ["create-secret", "DB", "--skip-existing"],
      "create-secret takes no --skip-existing; see --help",
    ],
    [["create-secret", "DB", `--vaule=${value}`], "Unknown option '--vaule'"],
    [["create-secret", "DB", "--name"], "Option '--name <value>' argument missing"],
    [["create-secret", "DB", "--name", "--json"], "Option '--name' argument is ambiguous."],
  ])("%j is refused: %s", async (args, message) => {
    const ended = await runCommand(args, { env, stdin: value });
    expect(ended).toEqual({ code: 2, stdout: "", stderr: `error: ${message}\n` });
    expect(fake.requests).toEqual([]);
  });

  test.each([[["--value", value]], [[`--value=${value}`]]])(
    "%j is refused, with the reason",
    async (option) => {
      for (const args of [
        ["create-secret", "DB", ...option],
        [...option, "create-secret", "DB"],
      ]) {
        const { code, stdout, stderr } = await runCommand(args, { env, stdin: value });
        expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
        expect(stderr).toMatch(/--value is refused: the shell's history and ps would show it/);
        expect(stderr).not.toContain(value);
      }
      expect(fake.requests).toEqual([]);
    },
  );

  test("a key name may end in --value", async () => {
    const args = ["create-secret", "my--value", "--name", "db"];
    expect(await runCommand(args, { env, stdin: value })).toMatchObject({ code: 0 });
    expect(sentBodies()).toMatchObject([{ keyName: "my--value" }]);
  });

  test("what stands after a first -- is no option", async () => {
    const { code, stderr } = await runCommand(["--", "--value"], { env, stdin: value });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^error: expected a command, one of /);
  });

  test("a key name after -- may look like an option", async () => {
    const { code } = await runCommand(["create-secret", "--name", "db", "--", "--value"], {
      env,
      stdin: value,
    });
    expect(code).toBe(0);
    expect(sentBodies()).toEqual([{ name: "accounts/acme/secrets/db", keyName: "--value", value }]);
  });
});

describe("a name", () => {
  test.each(["x/accounts/acme/secrets/db", "accounts/acme/secrets/db/x", "accounts/acme/db"])(
    "that is neither an id nor a full name is refused: %s",
    async (given) => {
      const args = ["create-secret", "DB", "--name", given];
      const { code, stderr } = await runCommand(args, { env, stdin: value });
      expect(code).toBe(2);
      expect(stderr).toContain("error: --name must be 1 to 63 of a-z, 0-9 and hyphens");
      expect(fake.requests).toEqual([]);
    },
  );
});

describe("an error in the words of the command line", () => {
  test.each([
    [new TypeError("unforeseen"), 1, "TypeError: unforeseen"],
    [new GatewayInputError("timeout", "is odd"), 2, "--timeout is odd"],
    [new GatewayInputError("secret.keyName", "is missing"), 2, "secret.keyName is missing"],
  ])("is made of %s", (error, exitCode, message) => {
    expect(asCommandError(error)).toMatchObject({ exitCode, message });
  });
});

describe("create-secret", () => {
  test("creates a secret from what is piped in, and says so", async () => {
    const ended = await runCommand(["create-secret", "DB_PASSWORD"], { env, stdin: value });
    expect(ended).toEqual({ code: 0, stdout: `created ${name}\n`, stderr: "" });
    expect(sentBodies()).toEqual([{ name, keyName: "DB_PASSWORD", value }]);
  });

  test("takes its options before and after the command", async () => {
    const args = ["--json", "--account", "umbrella", "create-secret", "DB", "--name", "x"];
    const { code, stdout } = await runCommand(args, { env, stdin: value });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      status: "created",
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
    await runCommand(["create-secret", "DB_PASSWORD", ...options], { env, stdin: value });
    expect(fake.requests[0]?.url).toMatch(new RegExp(`/v1/accounts/${account}/secrets$`));
    expect(fake.secrets).toEqual([{ name: expected, keyName: "DB_PASSWORD" }]);
  });

  test.each([
    [
      ["--name", "Not An Id"],
      "--name must be 1 to 63 of a-z, 0-9 and hyphens, with no hyphen first or last",
    ],
    [
      ["--name", "accounts/acme/secrets/"],
      "--name must be 1 to 63 of a-z, 0-9 and hyphens, with no hyphen first or last",
    ],
    [
      ["--name", "accounts/acme/secrets/x", "--account", "b"],
      "--name is in another account than --account says",
    ],
    [
      ["--account", "accounts/acme"],
      "--account must be 1 to 63 of a-z, 0-9 and hyphens, with no hyphen first or last",
    ],
    [["--base-url", "http://example.com"], "--base-url must be https, or http on loopback"],
    [["--timeout", "soon"], "--timeout must be milliseconds, more than 0 and at most 2147483647"],
    [["--from-file", "a", "--from-env", "B"], "--from-file and --from-env cannot both be given"],
    [["--from-env", "B"], "the variable that --from-env names is not set"],
    [["--from-file", "/nowhere"], "expected a file, found none that can be read at /nowhere"],
  ])("with %j says: %s", async (options, message) => {
    const ended = await runCommand(["create-secret", "DB", ...options], { env, stdin: value });
    expect(ended).toEqual({ code: 2, stdout: "", stderr: `error: ${message}\n` });
    expect(fake.requests).toEqual([]);
  });

  test.each([
    [{ FIREWORKS_ACCOUNT_ID: "acme" }, "FIREWORKS_API_KEY is not set"],
    [{ FIREWORKS_ACCOUNT_ID: "acme", FIREWORKS_API_KEY: "  " }, "FIREWORKS_API_KEY is not set"],
    [
      { FIREWORKS_ACCOUNT_ID: "acme", FIREWORKS_API_KEY: "Bearer key" },
      'FIREWORKS_API_KEY must be the key alone, without "Bearer " before it',
    ],
    [{ FIREWORKS_API_KEY: "key" }, "--account is missing: pass it, or set FIREWORKS_ACCOUNT_ID"],
  ])("in the environment %j says: %s", async (incomplete, message) => {
    const ended = await runCommand(["create-secret", "DB"], { env: incomplete, stdin: value });
    expect(ended).toEqual({ code: 2, stdout: "", stderr: `error: ${message}\n` });
  });

  test.each([
    ["hush\n", "hush"],
    ["hush\r\n", "hush"],
    ["hush\n\n", "hush\n"],
    [" hush ", " hush "],
    ["\ufeff{\n}", "\ufeff{\n}"],
  ])("reads %j from stdin as %j", async (stdin, expected) => {
    await runCommand(["create-secret", "DB"], { env, stdin });
    expect(sentBodies()).toEqual([expect.objectContaining({ value: expected })]);
  });

  test("reads a file as it is, and a variable", async () => {
    const path = await file("\ufeffline 1\nline 2\n");
    await runCommand(["create-secret", "A", "--from-file", path], { env });
    await runCommand(["create-secret", "B", "--from-env", "B"], { env: { ...env, B: " b\n" } });
    expect(sentBodies()).toMatchObject([{ value: "\ufeffline 1\nline 2\n" }, { value: " b\n" }]);
  });

  test.each([
    ["nothing", "", "the value is empty"],
    ["a line break alone", "\n", "the value is empty"],
    ["other bytes", new Uint8Array([0xff]), "expected text in UTF-8, found other bytes: stdin"],
  ])("refuses %s from stdin", async (_title, stdin, message) => {
    const ended = await runCommand(["create-secret", "DB"], { env, stdin });
    expect(ended).toEqual({ code: 2, stdout: "", stderr: `error: ${message}\n` });
  });

  test("--dry-run shows what would be sent, the value masked, and sends nothing", async () => {
    const withoutKey = { FIREWORKS_ACCOUNT_ID: "acme" };
    const args = [
      "create-secret",
      "DB_PASSWORD",
      "--dry-run",
      "--base-url",
      `${server.url}/prefix`,
    ];
    const ended = await runCommand(args, { env: withoutKey, stdin: value });
    expect(ended).toEqual({
      code: 0,
      stderr: "",
      stdout: `POST ${server.url}/prefix/v1/accounts/acme/secrets
{
  "name": "${name}",
  "keyName": "DB_PASSWORD",
  "value": "********"
}
`,
    });
    const { stdout } = await runCommand([...args, "--json"], { env, stdin: value });
    expect(JSON.parse(stdout)).toEqual({
      method: "POST",
      url: `${server.url}/prefix/v1/accounts/acme/secrets`,
      body: { name, keyName: "DB_PASSWORD", value: "********" },
    });
    expect(fake.requests).toEqual([]);
  });

  test("a failure that did nothing is one line, and exit code 1", async () => {
    fake.respondOnce({ status: 403, body: { code: 7, message: `not with ${value}` } });
    const ended = await runCommand(["create-secret", "DB_PASSWORD"], { env, stdin: value });
    expect(ended).toEqual({
      code: 1,
      stdout: "",
      stderr: `error: ${name}: 403 PERMISSION_DENIED: not with [redacted]\n`,
    });
  });

  test("a failure that may have succeeded says what to check before trying again", async () => {
    fake.respondOnce({ status: 500 });
    const { code, stderr } = await runCommand(["create-secret", "DB_PASSWORD"], {
      env,
      stdin: value,
    });
    expect(code).toBe(1);
    expect(stderr.split("\n")[1]).toBe(
      `It may have been created all the same: look whether ${name} exists before you try again. A second try cannot double it: where it exists, the answer is ALREADY_EXISTS.`,
    );
  });

  test("a failure as JSON tells the same", async () => {
    fake.failOnce();
    const args = ["create-secret", "DB_PASSWORD", "--json"];
    const { code, stdout } = await runCommand(args, { env, stdin: value });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      status: "failed",
      name,
      keyName: "DB_PASSWORD",
      message: expect.stringMatching(/^the connection failed before an answer came/),
      mayHaveSucceeded: true,
    });
  });

  test("an interruption during the call leaves open what came of it", async () => {
    const controller = new AbortController();
    const silent = createServer(() => controller.abort("interrupted")).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : undefined;
    const args = ["create-secret", "DB_PASSWORD", "--base-url", `http://127.0.0.1:${port}`];
    const { signal } = controller;
    const { code, stderr } = await runCommand(args, { env, stdin: value, signal });
    silent.closeAllConnections();
    silent.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(`error: ${name}: interrupted\nIt may have been created all the same`);
  });

  test("an interruption while stdin is read sends nothing", async () => {
    const controller = new AbortController();
    controller.abort("interrupted");
    const { signal } = controller;
    const ended = await runCommand(["create-secret", "DB"], { env, stdin: value, signal });
    expect(ended).toEqual({
      code: 1,
      stdout: "",
      stderr: "error: stdin broke off: nothing was sent\n",
    });
  });
});

async function type(keys: string, signal?: AbortSignal) {
  const setting = { env: { ...env, NO_COLOR: "1" }, isTTY: true, ...(signal && { signal }) };
  const command = startCommand(["create-secret", "DB_PASSWORD"], setting);
  await once(command.stderr, "data");
  command.stdin.write(keys);
  return command;
}

describe("the prompt at a terminal", () => {
  test.each([
    ["what is typed", "hush-hush\r", value],
    ["blanks too", "  hush\t hush \r", "  hush\t hush "],
    ["what is mended", "hush-husj\u007fh\r", value],
  ])("takes %s, and shows nothing of it", async (_title, keys, expected) => {
    const { code, stdout, stderr } = await (await type(keys)).ended;
    expect({ code, stdout }).toEqual({ code: 0, stdout: `created ${name}\n` });
    expect(stderr).not.toMatch(/hush/);
    expect(sentBodies()).toMatchObject([{ value: expected }]);
  });

  test.each([
    ["control-C", "hush\u0003", "cancelled"],
    ["control-D", "\u0004", "cancelled"],
    ["an empty line", "\r", "the value is empty"],
    ["several pasted lines", "line 1\nline 2\n", "several lines were pasted: use --from-file"],
    ["a line and a piece of one", "line 1\nline 2", "several lines were pasted: use --from-file"],
  ])("ends at %s: %s", async (_title, keys, message) => {
    const { code, stderr } = await (await type(keys)).ended;
    expect(code).toBe(2);
    expect(stderr).toMatch(new RegExp(`\nerror: ${message}\n$`));
    expect(fake.requests).toEqual([]);
  });

  test("ends with the process", async () => {
    const controller = new AbortController();
    const command = await type("hu", controller.signal);
    controller.abort("interrupted");
    expect(await command.ended).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("colours", () => {
  const args = ["create-secret", "DB_PASSWORD", "--from-env", "VALUE"];
  const runAtTerminal = (more: Record<string, string>) =>
    runCommand(args, { env: { ...env, VALUE: value, ...more }, isTTY: true });

  test("mark the outcome at a terminal", async () => {
    const created = await runAtTerminal({});
    expect(created.stdout).toBe(`\u001b[32mcreated\u001b[39m ${name}\n`);
    const failed = await runAtTerminal({ NO_COLOR: "" });
    expect(failed.stderr.startsWith("\u001b[31merror\u001b[39m: ")).toBe(true);
  });

  test("mark what was there already as something to look at", async () => {
    const again = ["import", await file("DB_PASSWORD=hush"), "--skip-existing"];
    await runCommand(again, { env });
    const { stdout } = await runCommand(again, { env, isTTY: true });
    expect(stdout).toBe(`\u001b[33mexists\u001b[39m ${name}\n`);
  });

  test("are left out with NO_COLOR", async () => {
    const { stdout } = await runAtTerminal({ NO_COLOR: "1" });
    expect(stdout).toBe(`created ${name}\n`);
  });
});

describe("import", () => {
  const dotEnv = `# a comment
DB_PASSWORD=hush-hush
export API_KEY="two
lines"
EMPTY=
`;

  test("tells its plan, creates each secret, and sums up", async () => {
    const ended = await runCommand(["import", await file(dotEnv)], { env });
    expect(ended).toEqual({
      code: 0,
      stdout: `created ${name}\ncreated accounts/acme/secrets/api-key\n`,
      stderr: `2 of 3 entries to create:
  DB_PASSWORD as ${name}
  API_KEY as accounts/acme/secrets/api-key
  EMPTY has no value and is left out
2 created, 0 existed, 0 failed, 0 not tried
`,
    });
    expect(sentBodies()).toEqual([
      { name, keyName: "DB_PASSWORD", value },
      { name: "accounts/acme/secrets/api-key", keyName: "API_KEY", value: "two\nlines" },
    ]);
  });

  test("goes on after a failure, and ends with 1", async () => {
    fake.respondOnce({ status: 500, body: { message: "no luck" } });
    const { code, stdout, stderr } = await runCommand(["import", await file(dotEnv)], { env });
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: "created accounts/acme/secrets/api-key\n",
    });
    expect(stderr).toContain(`error: ${name}: 500 INTERNAL: no luck
It may have been created all the same: import again with --skip-existing; what exists is left as it is.
1 created, 0 existed, 1 failed, 0 not tried
`);
  });

  test("can be run again: what exists fails, or is skipped", async () => {
    const args = ["import", await file(dotEnv), "--only", "DB_PASSWORD"];
    await runCommand(args, { env });
    const again = await runCommand(args, { env });
    expect(again).toMatchObject({ code: 1, stdout: "" });
    expect(again.stderr).toContain("0 created, 0 existed, 1 failed");
    const skipping = await runCommand([...args, "--skip-existing"], { env });
    expect(skipping).toMatchObject({ code: 0, stdout: `exists ${name}\n` });
    expect(skipping.stderr).toContain("0 created, 1 existed, 0 failed");
  });

  test("skips what exists, and no other failure", async () => {
    fake.respondOnce({ status: 403 });
    const args = ["import", await file("DB_PASSWORD=hush"), "--skip-existing"];
    const { code, stderr } = await runCommand(args, { env });
    expect(code).toBe(1);
    expect(stderr).toContain("0 created, 0 existed, 1 failed");
  });

  test("picks entries with --only, into another account", async () => {
    const args = ["import", await file(dotEnv), "--only", " API_KEY,,API_KEY ", "--account", "b"];
    expect(await runCommand(args, { env })).toMatchObject({
      code: 0,
      stdout: "created accounts/b/secrets/api-key\n",
    });
    expect(fake.requests.map(({ url }) => new URL(url).pathname)).toEqual([
      "/v1/accounts/b/secrets",
    ]);
  });

  test("prints a line of JSON per secret", async () => {
    await runCommand(["create-secret", "DB_PASSWORD"], { env, stdin: value });
    const args = ["import", await file(dotEnv), "--skip-existing", "--json"];
    const { stdout } = await runCommand(args, { env });
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { status: "exists", name, keyName: "DB_PASSWORD" },
      { status: "created", name: "accounts/acme/secrets/api-key", keyName: "API_KEY" },
    ]);
  });

  test("--dry-run shows all requests, values masked, and sends none", async () => {
    const args = ["import", await file(dotEnv), "--dry-run", "--json"];
    const { code, stdout } = await runCommand(args, { env });
    expect(code).toBe(0);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).body.value),
    ).toEqual(["********", "********"]);
    expect(fake.requests).toEqual([]);
  });

  test("stops where it is interrupted, and says what it did not try", async () => {
    const controller = new AbortController();
    controller.abort("interrupted");
    const { signal } = controller;
    const { code, stderr } = await runCommand(["import", await file(dotEnv)], { env, signal });
    expect(code).toBe(1);
    expect(stderr).toContain("0 created, 0 existed, 0 failed, 2 not tried");
    expect(fake.requests).toEqual([]);
  });

  test("ends with 1 where one failed and it was interrupted then", async () => {
    const controller = new AbortController();
    const port = createServer(() => controller.abort("interrupted")).listen(0, "127.0.0.1");
    await once(port, "listening");
    const address = port.address();
    const base = typeof address === "object" ? `http://127.0.0.1:${address?.port}` : "";
    const args = ["import", await file(dotEnv), "--base-url", base];
    const { code, stderr } = await runCommand(args, { env, signal: controller.signal });
    port.closeAllConnections();
    port.close();
    expect(code).toBe(1);
    expect(stderr).toContain("0 created, 0 existed, 1 failed, 1 not tried");
  });

  test.each([
    [
      "a line that is none",
      "A=1\nhush-hush\nB=2\n",
      [],
      "the file has a line that is not NAME=VALUE; longer values need quotes",
    ],
    [
      "a value that goes on without quotes",
      "A=-----BEGIN\nhush-hush\n-----END\n",
      [],
      "the file has a line that is not NAME=VALUE; longer values need quotes",
    ],
    [
      "a quote that closes in another entry",
      'A="1\nB="2"\nC=3\n"',
      [],
      "the file has a line that is not NAME=VALUE; longer values need quotes",
    ],
    [
      "an entry without a name",
      "A=1\n=hush-hush\nB=2\n",
      [],
      "the file has a line that is not NAME=VALUE; longer values need quotes",
    ],
    [
      "words before an entry",
      "hush hush A=1\n",
      [],
      "the file has a line that is not NAME=VALUE; longer values need quotes",
    ],
    ["nothing", "# nothing\n", [], "there is no entry to import"],
    ["no such entry", "A=1\n", ["--only", "A,C,D"], "the file has no entry C"],
    ["an entry to pick that is empty", "A=\n", ["--only", "A"], "A has no value"],
    [
      "entries of one name",
      "A_B=1\na_b=2\n",
      [],
      "A_B and a_b would both be accounts/acme/secrets/a-b",
    ],
    [
      "an entry that makes no name",
      "_A=1\n",
      [],
      "_A cannot be imported: --name must be 1 to 63 of a-z, 0-9 and hyphens, with no hyphen first or last",
    ],
    [
      "no UTF-8",
      new Uint8Array([0x41, 0x3d, 0xff]),
      [],
      "expected text in UTF-8, found other bytes: PATH",
    ],
  ])("refuses a file with %s, and sends nothing", async (_title, content, options, message) => {
    const path = await file(content);
    const ended = await runCommand(["import", path, ...options], { env });
    expect(ended).toEqual({
      code: 2,
      stdout: "",
      stderr: `error: ${message.replace("PATH", path)}\n`,
    });
    expect(fake.requests).toEqual([]);
  });

  test.each([
    ["a byte order mark and CRLF", "\ufeffA=1\r\n\r\nB=2\r\n", { A: "1", B: "2" }],
    ["blanks", "  A = 1  \nexport B=  2", { A: "1", B: "2" }],
    ["comments", "# A=0\nA=1 # one\nB='2' # two\n  # three\n", { A: "1", B: "2" }],
    [
      "quotes",
      `A="1 'and' 2"\nB='1 "and" 2'\nC=\`"'\`\n`,
      { A: "1 'and' 2", B: '1 "and" 2', C: `"'` },
    ],
    ["lines in quotes", `A="=1\n\n#2\nB=3"\nC='\n#4\n'\n`, { A: "=1\n\n#2\nB=3", C: "\n#4\n" }],
    ["lines in backticks", "A=`1\n\n2`\nB=3\n", { A: "1\n\n2", B: "3" }],
    ["signs inside values", "A=a=b==\nB=it's\nC=x`y\"z\n", { A: "a=b==", B: "it's", C: 'x`y"z' }],
    ["an entry twice", "A=1\nB=2\nA=3\n", { A: "3", B: "2" }],
    ["a byte order mark inside a value", "A=x\ufeffy\n", { A: "x\ufeffy" }],
    ["dots and digits in names", "a.b-c_1=1\n_A=2\n", { "a.b-c_1": "1", _A: "2" }],
  ])("reads %s in a file", (_title, content, expected) => {
    expect(readEntries(content, undefined)).toEqual(Object.entries(expected));
  });
});

describe("mock", () => {
  test("serves a fake gateway until it is interrupted, and logs what it answers", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const command = startCommand(["mock", "--json"], { signal });
    const [line] = await once(command.stdout, "data");
    const { url } = JSON.parse(String(line));
    const created = await runCommand(["create-secret", "DB_PASSWORD", "--base-url", url], {
      env,
      stdin: value,
    });
    expect(created).toMatchObject({ code: 0, stdout: `created ${name}\n` });
    const { status } = await fetch(`${url}/elsewhere?x`);
    expect(status).toBe(404);
    controller.abort("interrupted");
    const { code, stderr } = await command.ended;
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^The fake gateway is there: .*\nPOST \/v1\/accounts\/acme\/secrets 200\nGET \/elsewhere\?x 404\n$/,
    );
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  test("says where a port is taken", async () => {
    const { port } = new URL(server.url);
    expect(await runCommand(["mock", "--port", port])).toEqual({
      code: 1,
      stdout: "",
      stderr: `error: port ${port} cannot be had: is it taken?\n`,
    });
  });

  test("ends at once where it is interrupted already", async () => {
    const signal = AbortSignal.abort("interrupted");
    expect(await runCommand(["mock"], { signal })).toMatchObject({ code: 0 });
  });

  test.each([
    [["mock", "--dry-run"], "would serve on loopback, port any that is free\n"],
    [["mock", "--dry-run", "--port", "4010"], "would serve on loopback, port 4010\n"],
    [["mock", "--dry-run", "--port", "4010", "--json"], '{"port":4010}\n'],
  ])("%j serves nothing", async (args, stdout) => {
    expect(await runCommand(args)).toEqual({ code: 0, stdout, stderr: "" });
  });
});
