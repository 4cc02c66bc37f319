/** The life of secrets over HTTP, in processes that are interrupted at each point of a sync. */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startMockServer, type MockServer } from "../../src/cli/commands/mock-server.js";
import { createFakeGateway, type FakeGateway } from "../../src/testing.js";
import { buildProgram } from "../support/built-program.js";
import { never } from "../support/calls.js";

const folder = await mkdtemp(join(tmpdir(), "sync-process-"));
let program: string;
beforeAll(async () => {
  program = await buildProgram(folder);
});
afterAll(() => rm(folder, { recursive: true }));

let fake: FakeGateway;
let server: MockServer;
/** Called with each request after it took effect and before it is answered. */
let beforeAnswer: (method: string, count: number) => unknown;

async function serve(): Promise<MockServer> {
  const counts: Record<string, number> = {};
  return startMockServer({
    async fetch(input, init) {
      const response = await fake.fetch(input, init);
      const method = String(init?.method);
      counts[method] = (counts[method] ?? 0) + 1;
      await beforeAnswer(method, counts[method]);
      return response;
    },
  });
}

beforeEach(async () => {
  fake = createFakeGateway({ apiKey: "canary-key", accountId: "acme" });
  beforeAnswer = () => {};
  server = await serve();
});
afterEach(() => server.close());

const ids = () => fake.secrets.map(({ name }) => name.replace("accounts/acme/secrets/", ""));

/** Creates a secret, as another program would. */
async function addSecret(keyName: string, id: string): Promise<void> {
  await fake.fetch(`${server.url}/v1/accounts/acme/secrets`, {
    method: "POST",
    headers: { authorization: "Bearer canary-key", "content-type": "application/json" },
    body: JSON.stringify({ name: `accounts/acme/secrets/${id}`, keyName, value: "another" }),
  });
}

function start(args: readonly string[], nodeOptions: readonly string[] = []): ChildProcess {
  return spawn(process.execPath, [...nodeOptions, program, ...args], {
    env: {
      FIREWORKS_API_KEY: "canary-key",
      FIREWORKS_ACCOUNT_ID: "acme",
      FIREWORKS_BASE_URL: server.url,
    },
  });
}

const textOf = (stream: ChildProcess["stdout"]) =>
  // A stream that is destroyed has no text.
  stream === null ? "" : text(stream).catch(() => "");

/** Waits for the end, and looks whether the output repeats a value or the key. */
async function endOf(child: ChildProcess) {
  const [stdout, stderr, [code]] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    once(child, "close"),
  ]);
  expect(stdout + stderr).not.toMatch(/hush|canary/);
  return { code: code as unknown, stdout, stderr };
}

function run(args: readonly string[], stdin = "") {
  const child = start(args);
  child.stdin?.end(stdin);
  return endOf(child);
}

async function file(...names: readonly string[]): Promise<string> {
  const path = join(folder, "some.env");
  await writeFile(path, names.map((name) => `${name}=hush-${name}\n`).join(""));
  return path;
}

const lines = (output: string) => output.trim().split("\n");

test("a secret is created, shown, updated and deleted", async () => {
  const name = "accounts/acme/secrets/db";
  const dry = await run(["create-secret", "DB", "--dry-run"], "hush\n");
  expect(lines(dry.stdout)[0]).toBe(`POST ${server.url}/v1/accounts/acme/secrets`);
  expect(ids()).toEqual([]);
  expect(await run(["create-secret", "DB"], "hush\n")).toEqual({
    code: 0,
    stdout: `created ${name}\n`,
    stderr: "",
  });
  const shown = await run(["get-secret", "DB", "--json"]);
  expect(JSON.parse(shown.stdout)).toEqual({ name, keyName: "DB" });
  const updated = await run(["update-secret", "DB", "--json"], "hush-again\n");
  expect(JSON.parse(updated.stdout)).toEqual({ outcome: "updated", name, keyName: "DB" });
  expect(fake.requests.at(-1)?.body).toEqual({ keyName: "DB", value: "hush-again" });
  expect(await run(["list-secrets"])).toMatchObject({ code: 0, stdout: `${name} DB\n` });
  expect(await run(["delete-secret", "DB", "--yes"])).toMatchObject({
    code: 0,
    stdout: `deleted ${name}\n`,
  });
  expect(await run(["get-secret", "DB"])).toMatchObject({ code: 1, stdout: "" });
});

test("a file is planned, written and pruned", async () => {
  await run(["create-secret", "OTHER"], "hush");
  const options = ["--prefix", "p-", "--prune"];
  const plan = await run(["sync", await file("A", "B"), ...options, "--dry-run", "--json"]);
  expect(lines(plan.stdout).map((line) => JSON.parse(line).action)).toEqual(["create", "create"]);
  expect(ids()).toEqual(["other"]);
  await run(["sync", await file("A", "B"), ...options, "--yes"]);
  expect(ids()).toEqual(["other", "p-a", "p-b"]);
  const { code, stdout } = await run(["sync", await file("B", "C"), ...options, "--yes"]);
  const prefix = "accounts/acme/secrets/p-";
  expect({ code, rows: lines(stdout) }).toEqual({
    code: 0,
    rows: [`updated ${prefix}b`, `created ${prefix}c`, `deleted ${prefix}a`],
  });
  expect(ids()).toEqual(["other", "p-b", "p-c"]);
});

describe("a sync that is interrupted leaves what the next run names rightly:", () => {
  const names = Array.from({ length: 9 }, (_, at) => `KEY_${at}`);
  const expectedIds = names.map((name) => `p-${name.toLowerCase().replaceAll("_", "-")}`);
  const options = ["--prefix", "p-", "--prune", "--yes", "--concurrency", "2"];

  beforeEach(async () => {
    await addSecret("OLD_1", "p-old-1");
    await addSecret("OLD_2", "p-old-2");
  });

  /** Runs the same again, and expects it to tell what the first run has left. */
  async function expectNextRunToFinish(): Promise<void> {
    beforeAnswer = () => {};
    const before = ids();
    const existing = expectedIds.filter((id) => before.includes(id)).length;
    const old = before.length - existing;
    const { code, stderr } = await run(["sync", await file(...names), ...options]);
    expect(lines(stderr).at(-1)).toBe(
      `${9 - existing} created, ${existing} updated, 0 left unchanged, ${old} deleted, 0 failed, 0 not tried`,
    );
    expect(code).toBe(0);
    expect(ids().toSorted()).toEqual(expectedIds);
  }

  const sync = async () => start(["sync", await file(...names), ...options]);

  test("SIGINT while a FIFO is read", async () => {
    const fifo = join(folder, "fifo.env");
    execFileSync("mkfifo", [fifo]);
    const child = start(["sync", fifo, ...options]);
    const ended = endOf(child);
    // To open it for writing takes until the process has opened it for reading.
    const script = `exec 3> '${fifo}'; echo A=hush >&3; echo open; exec sleep 100`;
    const writer = spawn("bash", ["-c", script], { stdio: ["ignore", "pipe", "ignore"] });
    await once(writer.stdout, "data");
    child.kill("SIGINT");
    expect(await ended).toEqual({
      code: 1,
      stdout: "",
      stderr: "error: interrupted; nothing was sent\n",
    });
    writer.kill();
    await expectNextRunToFinish();
  });

  test.each([
    ["it lists", "GET", 1, 0],
    ["it writes", "POST", 4, 4],
    ["it deletes", "DELETE", 1, 9],
  ])("SIGINT while %s", async (_title, method, count, least) => {
    const child = await sync();
    beforeAnswer = (at, number) => {
      if (at !== method || number < count) return undefined;
      // A second one would end the process at once.
      if (!child.killed) child.kill("SIGINT");
      return never;
    };
    const { code, stderr } = await endOf(child);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      method === "GET" ? /nothing was changed: interrupted\n$/ : /Running this again is safe/,
    );
    const written = ids().filter((id) => expectedIds.includes(id));
    expect(written.length).toBeGreaterThanOrEqual(least);
    expect(written.length).toBeLessThanOrEqual(least + 1);
    await expectNextRunToFinish();
  });

  test.each(["stdout", "stderr"] as const)("%s closed while it writes", async (name) => {
    const child = await sync();
    beforeAnswer = (method, number) => {
      if (method === "POST" && number === 3) child[name]?.destroy();
    };
    const { code, stderr } = await endOf(child);
    expect(code).toBe(0);
    const isShown = stderr.includes("9 created, 0 updated, 0 left unchanged, 2 deleted");
    expect(isShown).toBe(name === "stdout");
    expect(ids()).toHaveLength(9);
    await expectNextRunToFinish();
  });

  test("the server gone while it writes", async () => {
    const child = await sync();
    beforeAnswer = (method, number) => {
      if (method !== "POST" || number < 6) return undefined;
      // Its own connection is closed, too.
      void server.close();
      return never;
    };
    const { code, stdout, stderr } = await endOf(child);
    expect(code).toBe(1);
    // The fifth answer may not have left the server.
    expect([4, 5]).toContain(lines(stdout).length);
    expect(stderr).toMatch(/\n[45] created, .* 0 deleted, [45] failed, 2 not tried\nRunning/);
    server = await serve();
    await expectNextRunToFinish();
  });
});

test("10 000 entries against as many secrets are planned in 3 s of CPU and a heap of 64 MB", async () => {
  const names = Array.from({ length: 10_000 }, (_, at) => `KEY_${at}`);
  for (const name of names) await addSecret(name, name.toLowerCase().replace("_", "-"));
  const report = `data:text/javascript,${encodeURIComponent(
    'process.on("exit", () => process.stderr.write(JSON.stringify(process.resourceUsage())));',
  )}`;
  // A limit, since what is in use at a time depends on when the collector comes to its turn.
  const limit = "--max-old-space-size=64";
  const child = start(["sync", await file(...names), "--dry-run"], [limit, "--import", report]);
  const { code, stdout, stderr } = await endOf(child);
  expect(code).toBe(0);
  expect(lines(stdout)).toHaveLength(10_000);
  expect(lines(stdout)[0]).toBe("update KEY_0 as accounts/acme/secrets/key-0");
  const { userCPUTime, systemCPUTime } = JSON.parse(String(lines(stderr).at(-1)));
  expect((userCPUTime + systemCPUTime) / 1e6).toBeLessThan(3);
});
