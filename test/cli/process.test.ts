/** The command line as people run it: as a process, with streams that fail and signals that end it. */
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startMockServer } from "../../src/cli/commands/mock-server.js";
import { createFakeGateway } from "../../src/testing.js";
import { buildProgram } from "../support/built-program.js";

const value = "hush-hush";
const fake = createFakeGateway();
const server = await startMockServer(fake);
const folder = await mkdtemp(join(tmpdir(), "process-"));
let program: string;

beforeAll(async () => {
  program = await buildProgram(folder);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

const env = {
  ...process.env,
  FIREWORKS_API_KEY: "canary-key",
  FIREWORKS_ACCOUNT_ID: "acme",
  FIREWORKS_BASE_URL: server.url,
  NO_COLOR: "1",
};
const start = (args: readonly string[]) => spawn(process.execPath, [program, ...args], { env });
const shell = (line: string) => {
  const child = spawn(
    "bash",
    ["-c", `set -o pipefail; cli() { '${process.execPath}' '${program}' "$@"; }; ${line}`],
    {
      env,
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  return Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]).then(
    ([stdout, stderr, [code]]) => ({ stdout, stderr, code: Number(code) }),
  );
};

test("a process takes the value from stdin, prints the result and exits", async () => {
  const child = start(["create-secret", "DB"]);
  const outputs = Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  child.stdin.end(`${value}\n`);
  const [stdout, stderr, [code]] = await outputs;
  const name = "accounts/acme/secrets/db";
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `created ${name}\n`, stderr: "" });
  expect(fake.requests.at(-1)?.body).toEqual({ name, keyName: "DB", value });
});

describe("a signal ends the process at once", () => {
  test.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s, while stdin is read", async (signal) => {
    const child = start(["create-secret", "DB"]);
    const outputs = Promise.all([text(child.stderr), once(child, "close")]);
    child.stdin.write(value);
    // The pipe is not full before the process reads, and its handlers stand before it does.
    await new Promise<void>((resolve) => child.stdin.write(" ".repeat(2 ** 20), () => resolve()));
    child.kill(signal);
    const [stderr, [code]] = await outputs;
    expect({ code, stderr }).toEqual({ code: 1, stderr: "error: interrupted; nothing was sent\n" });
  });

  test("while a FIFO is read", async () => {
    const fifo = join(folder, "silent");
    execFileSync("mkfifo", [fifo]);
    const child = start(["create-secret", "DB", "--from-file", fifo]);
    const outputs = Promise.all([text(child.stderr), once(child, "close")]);
    // To open it for writing takes until the process has opened it for reading.
    const writer = spawn("bash", ["-c", `exec 3> '${fifo}'; echo open; exec sleep 100`], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    await once(writer.stdout, "data");
    child.kill("SIGINT");
    const [stderr, [code]] = await outputs;
    writer.kill();
    expect({ code, stderr }).toEqual({ code: 1, stderr: "error: interrupted; nothing was sent\n" });
  });

  test("a FIFO that is written to is read to its end", async () => {
    const fifo = join(folder, "fifo");
    const { code } = await shell(
      `mkfifo '${fifo}'; (printf hush; sleep 0.1; printf -- -hush) > '${fifo}' & cli create-secret FIFO --from-file '${fifo}'`,
    );
    expect(code).toBe(0);
    expect(fake.requests.at(-1)?.body).toMatchObject({ keyName: "FIFO", value });
    const substituted = await shell("cli create-secret PIPE --from-file <(printf hush-hush)");
    expect(substituted.code).toBe(0);
    expect(fake.requests.at(-1)?.body).toMatchObject({ keyName: "PIPE", value });
  });
});

const create = (name: string): string => `printf hush | cli create-secret ${name}`;

describe("a stream that fails does not end the run", () => {
  const failedTwice = "printf hush | cli create-secret DB";
  test.each([
    ["a reader that is gone", `${create("S1")} | true`, 0, ""],
    ["a reader of one line", "cli --help | head -1", 0, ""],
    ["a closed stdout", `${create("S2")} >&-`, 0, ""],
    ["a closed stderr", `${create("S3")} 2>&-`, 0, ""],
    ["a closed stderr after a failure", `${failedTwice} 2>&-`, 1, ""],
    ["a closed stdin", "cli create-secret S4 <&-", 2, "error: the value is empty\n"],
    ["a full device as stderr", `${failedTwice} 2> /dev/full`, 1, ""],
    [
      "a full device as stdout",
      `${create("S5")} > /dev/full`,
      1,
      "error: cannot write to stdout (ENOSPC)\n",
    ],
  ])("%s", async (_title, line, code, stderr) => {
    const ended = await shell(line);
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code, stderr });
    expect(ended.stdout + ended.stderr).not.toMatch(/hush|canary/);
  });

  test("all of these secrets were created", () => {
    const names = fake.secrets.map(({ keyName }) => keyName);
    expect(names.filter((name) => name.startsWith("S"))).toEqual(["S1", "S2", "S3", "S5"]);
  });
});

test("a file name with escape sequences is shown escaped", async () => {
  const path = join(folder, "a\u001b[2J\u202e.env");
  await writeFile(path, "A=x#hush");
  const { stderr } = await shell(`cli sync $'${folder}/a\\e[2J\u202e.env'`);
  expect(stderr).toMatch(/a\\u001b\[2J\\u202e\.env line 1: A contains #/);
});

test("--version costs at most 1.15 times the CPU of starting Node", () => {
  const report = `data:text/javascript,${encodeURIComponent(
    'process.on("exit", () => { const { user, system } = process.cpuUsage(); process.stderr.write(String(user + system)); });',
  )}`;
  const cpuOf = (...args: readonly string[]): number =>
    Number(spawnSync(process.execPath, ["--import", report, ...args]).stderr);
  // By turns, and the least of each: what else the machine does only adds to it.
  let [least, version] = [Infinity, Infinity];
  for (let round = 0; round < 9 || (round < 40 && version / least >= 1.15); round += 1) {
    least = Math.min(least, cpuOf("-e", "0"));
    version = Math.min(version, cpuOf(program, "--version"));
  }
  expect(version / least).toBeLessThan(1.15);
});
