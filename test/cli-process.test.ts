/** The command line as people run it: as a process, ended by signals, at a real terminal. */
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { promisify } from "node:util";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import { startMockServer } from "../src/cli/mock-server.js";
import { createFakeGateway } from "../src/testing.js";
import { deferred } from "./support/deferred.js";
import { projectRoot } from "../scripts/lib/files.js";

const value = "hush-hush";
const secret = { name: "accounts/acme/secrets/db", keyName: "DB", value };
const fake = createFakeGateway();
const server = await startMockServer(fake);
afterAll(() => server.close());

const environment = {
  ...process.env,
  FIREWORKS_API_KEY: "key",
  FIREWORKS_ACCOUNT_ID: "acme",
  FIREWORKS_BASE_URL: server.url,
  NO_COLOR: "1",
};

const command = ["--import", "tsx", join("src", "cli.ts")];
const start = (program: string, args: readonly string[]) =>
  spawn(program, args, { cwd: projectRoot, env: environment });

const lastBody = (): unknown => fake.requests.at(-1)?.body;

test("a process takes the value from stdin, prints the result and exits", async () => {
  const child = start(process.execPath, [...command, "create-secret", "DB"]);
  const outputs = Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  child.stdin.end(`${value}\n`);
  const [stdout, stderr, [code]] = await outputs;
  expect({ code, stdout, stderr }).toEqual({
    code: 0,
    stdout: `created ${secret.name}\n`,
    stderr: "",
  });
  expect(lastBody()).toEqual(secret);
});

test("a process that is interrupted says so, and exits with 1", async () => {
  const child = start(process.execPath, [...command, "create-secret", "DB"]);
  const outputs = Promise.all([text(child.stderr), once(child, "close")]);
  child.stdin.write(value);
  // Its handlers stand before it reads, and the pipe is not full before it reads either.
  await new Promise<void>((resolve) => child.stdin.write(" ".repeat(2 ** 20), () => resolve()));
  child.kill("SIGINT");
  const [stderr, [code]] = await outputs;
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: "error: stdin broke off: nothing was sent\n",
  });
});

test("a real terminal shows the prompt, and not what is typed", async () => {
  // util-linux's script runs a command at a terminal of its own and prints what that shows.
  const line = [process.execPath, ...command, "create-secret", "TYPED"].join(" ");
  const child = start("script", ["--quiet", "--return", "--command", line, "/dev/null"]);
  const closed = once(child, "close");
  let screen = "";
  for await (const chunk of child.stdout.setEncoding("utf8")) {
    const isFirst = !screen.includes("Value (not shown): ");
    screen += chunk;
    if (isFirst && screen.includes("Value (not shown): ")) child.stdin.write(`${value}\r`);
  }
  const [code] = await closed;
  expect(screen).toBe("Value (not shown): \r\ncreated accounts/acme/secrets/typed\r\n");
  expect(code).toBe(0);
  expect(lastBody()).toMatchObject({ keyName: "TYPED", value });
});

test("README example: the commands create what they say", async () => {
  const readme = await readFile(join(projectRoot, "README.md"), "utf8");
  const [, commands] = /## From a shell\n\n```sh\n([^]*?)```/.exec(readme) ?? [];
  const folder = await mkdtemp(join(tmpdir(), "shell-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "key.pem"), "line 1\nline 2\n");
  await writeFile(join(folder, ".env"), "DB_PASSWORD=hush\nNEW=hush\n");
  const tsx = import.meta.resolve("tsx");
  const program = `fireworks-gateway() { '${process.execPath}' --import ${tsx} '${join(projectRoot, "src", "cli.ts")}' "$@"; }
set -eu
cd '${folder}'
${commands}`;
  const before = fake.secrets.length;
  const { stderr } = await promisify(execFile)("bash", ["-c", program], {
    env: { ...environment, DB_PASSWORD: "hush" },
  });
  expect(fake.secrets.slice(before)).toEqual([
    { name: "accounts/acme/secrets/db-password", keyName: "DB_PASSWORD" },
    { name: "accounts/acme/secrets/tls", keyName: "TLS_KEY" },
    { name: "accounts/acme/secrets/new", keyName: "NEW" },
  ]);
  expect(stderr).toMatch(/1 created, 1 existed, 0 failed, 0 not tried\n$/);
});

test("the entry point hands over this process, its signals and the exit code", async () => {
  const written: string[] = [];
  const waiting = deferred<void>();
  const stderr = vi.spyOn(process.stderr, "write").mockImplementation((chunk) => {
    written.push(String(chunk));
    waiting.resolve(undefined);
    return true;
  });
  const stdout = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const { argv } = process;
  process.argv = ["node", "fireworks-gateway", "mock"];
  const ended = import("../src/cli.js");
  await waiting.promise;
  process.emit("SIGTERM");
  await ended;
  process.argv = argv;
  stdout.mockRestore();
  stderr.mockRestore();
  expect(written).toEqual([expect.stringMatching(/^The fake gateway is there: /)]);
  expect(process.exitCode).toBe(0);
});
