import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { GatewayConnectionError, GatewayTimeoutError } from "../../src/index.js";
import { runCommand, startCommand, type CommandSetting } from "../support/command-run.js";
import { manualClock } from "../support/manual-clock.js";
import { apiError, secretStore, type SecretStore } from "../support/secret-store.js";

const env = { FIREWORKS_API_KEY: "canary-key", FIREWORKS_ACCOUNT_ID: "acme", NO_COLOR: "1" };
const idOf = (id: string) => `accounts/acme/secrets/${id}`;

const folder = await mkdtemp(join(tmpdir(), "sync-test-"));
afterAll(() => rm(folder, { recursive: true }));

async function file(content: string, fileName = ".env"): Promise<string> {
  const path = join(folder, fileName);
  await writeFile(path, content);
  return path;
}

/** Runs sync on an account in memory, and looks whether it repeats a value or the key. */
async function sync(
  store: SecretStore,
  content: string,
  options: readonly string[] = [],
  setting: CommandSetting = {},
) {
  const clock = manualClock();
  const args = ["sync", await file(content), ...options];
  const running = runCommand(args, { env, connect: store.connect, clock, ...setting });
  const ended = await clock.runUntil(running);
  expect(ended.stdout + ended.stderr).not.toMatch(/hush|canary/);
  return { ...ended, time: clock.now() };
}

const many = (count: number) =>
  Array.from({ length: count }, (_, at) => `KEY_${at}=hush-${at}`).join("\n");

describe("sync", () => {
  test("shows account, address, file and plan, writes, and sums up", async () => {
    const store = secretStore(["b", "other"]);
    const { code, stdout, stderr } = await sync(store, "A=hush\nB=hush\nC=\n");
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `created ${idOf("a")}\nupdated ${idOf("b")}\n`,
    });
    expect(stderr).toBe(`account acme at https://api.fireworks.ai, file ${join(folder, ".env")}
  create A as ${idOf("a")}
  update B as ${idOf("b")}
  leave out C: it has no value
1 created, 1 updated, 0 left unchanged, 0 deleted, 0 failed, 0 not tried
`);
    expect(store.secrets.get(idOf("b"))).toEqual({ keyName: "B", value: "hush" });
  });

  test("shows an address of one's own", async () => {
    const setting = { env: { ...env, FIREWORKS_BASE_URL: "https://gateway.test" } };
    const { stderr } = await sync(secretStore(), "A=hush\nb=hush", [], setting);
    expect(stderr).toMatch(/^account acme at https:\/\/gateway\.test, file /);
    expect(stderr).toContain("warning: b is not in upper case");
  });

  test("run again says that it updates what is there, and changes no more", async () => {
    const store = secretStore();
    await sync(store, many(20));
    const before = [...store.secrets];
    const { code, stdout } = await sync(store, many(20));
    expect(code).toBe(0);
    expect(stdout.match(/^updated/gm)).toHaveLength(20);
    expect([...store.secrets]).toEqual(before);
  });

  test("--dry-run prints the plan as results, with the same rows as JSON", async () => {
    const store = secretStore(["b", "p-old"]);
    const options = ["--prefix", "p-", "--prune", "--dry-run"];
    const { code, stdout } = await sync(store, "A=hush\nOLD=hush\n", ["--dry-run"]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `create A as ${idOf("a")}\ncreate OLD as ${idOf("old")}\n`,
    });
    const json = await sync(store, "A=hush\n", [...options, "--json"]);
    expect(
      json.stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { action: "create", name: idOf("p-a"), keyName: "A" },
      { action: "delete", name: idOf("p-old"), keyName: "P_OLD" },
    ]);
    expect(store.calls.every((call) => call.startsWith("list"))).toBe(true);
  });

  test("--skip-existing leaves what is there, also what another run creates meanwhile", async () => {
    const store = secretStore(["a"]);
    store.before = (method, name) => {
      if (method === "create") store.secrets.set(name, { keyName: "B" });
    };
    const { code, stdout } = await sync(store, "A=hush\nB=hush\n", ["--skip-existing"]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `exists ${idOf("a")}\nexists ${idOf("b")}\n`,
    });
    expect(store.secrets.get(idOf("b"))).toEqual({ keyName: "B" });
  });

  test("updates what another run creates meanwhile, and creates what it deletes", async () => {
    const store = secretStore(["a"]);
    let isFirst = true;
    store.before = (method, name) => {
      if (method === "create" && name === idOf("b") && isFirst)
        store.secrets.set(name, { keyName: "B" });
      if (method === "update" && name === idOf("a")) store.secrets.delete(name);
      isFirst = name !== idOf("b");
    };
    const { code, stdout } = await sync(store, "A=hush\nB=hush\n", ["--concurrency", "1"]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `created ${idOf("a")}\nupdated ${idOf("b")}\n`,
    });
  });

  test("gives up where two runs undo each other", async () => {
    const store = secretStore();
    store.before = (method, name) => {
      if (method === "create") store.secrets.set(name, { keyName: "A" });
      if (method === "update") store.secrets.delete(name);
    };
    expect(await sync(store, "A=hush\n")).toMatchObject({ code: 1, stdout: "" });
  });

  test("names a key name that changes", async () => {
    const store = secretStore();
    store.secrets.set(idOf("a"), { keyName: "OTHER" });
    const { stderr } = await sync(store, "A=hush\n");
    expect(stderr).toContain(`update A as ${idOf("a")} (key name was OTHER)`);
  });

  test("--only and --exclude pick entries, --prefix places them", async () => {
    const store = secretStore();
    const content = "DB_A=hush\nDB_B=hush\nOTHER=hush\n";
    await sync(store, content, ["--only", " DB_*,, ", "--exclude", "DB_B", "--prefix", "p-"]);
    expect([...store.secrets.keys()]).toEqual([idOf("p-db-a")]);
  });

  test.each([
    ["A=hush", ["--only", "B"], "--only has a name that matches no entry of the file"],
    ["A=hush", ["--exclude", "A.*"], "--exclude has a name that matches no entry of the file"],
    ["A=hush", ["--exclude", "A"], "PATH has no entry to sync"],
    ["", [], "PATH has no entry to sync"],
    ["", ["--prune", "--prefix", "p-", "--yes"], "PATH has no entry to sync"],
    ["A_B=1\na_b=2", [], `A_B and a_b would both be ${idOf("a-b")}; rename one`],
    ["_A=1", [], "_A cannot be synced: --name must be"],
    ["A=x#hush", [], "PATH line 1: A contains # outside quotes; put the value in single quotes"],
    ["A=1", ["--concurrency", "0"], "--concurrency must be 1 to 64"],
    ["A=1", ["--concurrency", "x"], "--concurrency must be 1 to 64"],
    [
      "A=1",
      ["--prune"],
      "--prune needs --prefix: without it, it would delete secrets that sync did not make",
    ],
    [
      "A=1",
      ["--prune", "--prefix", "p-"],
      "stdin is not a terminal to ask at; add --yes to delete",
    ],
    ["A=1", ["more"], "expected one FILE, found 2 operands"],
  ])("refuses %j with %j: %s", async (content, options, message) => {
    const store = secretStore();
    const { code, stdout, stderr } = await sync(store, content, options);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`error: ${message.replace("PATH", join(folder, ".env"))}`);
    expect(store.calls).toEqual([]);
  });

  test("reads JSON, and stdin as one or the other", async () => {
    const store = secretStore();
    const setting = { env, connect: store.connect };
    const path = await file('{"A":"hush\\n"}', "a.JSON");
    expect(await runCommand(["sync", path], setting)).toMatchObject({ code: 0 });
    await runCommand(["sync", "-"], { ...setting, stdin: ' {"B":"hush"}' });
    await runCommand(["sync", "-"], { ...setting, stdin: "C='hush'" });
    expect([...store.secrets.values()].map(({ keyName }) => keyName)).toEqual(["A", "B", "C"]);
    expect(await runCommand(["sync", "-"], { ...setting, stdin: "C" })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^error: stdin line 1 is not NAME=VALUE/),
    });
    const command = startCommand(["sync", "-"], { ...setting, isTTY: true });
    expect(await command.ended).toMatchObject({ code: 2 });
    const args = ["sync", "-", "--prune", "--prefix", "p-"];
    expect(await runCommand(args, setting)).toMatchObject({
      code: 2,
      stderr: "error: --prune needs --yes if the file is stdin\n",
    });
    expect(await runCommand(["sync", folder], setting)).toMatchObject({ code: 2 });
  });

  test.each([401, 403, 404, 500])("ends where the listing fails with %i", async (status) => {
    const store = secretStore();
    store.before = () => Promise.reject(apiError(status, "UNKNOWN"));
    const { code, stdout, stderr } = await sync(store, "A=hush");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^error: cannot list the secrets of acme, nothing was changed: /);
    expect(stderr.includes("Check the account id")).toBe(status === 403 || status === 404);
  });
});

describe("a failure", () => {
  test("does not stop the others, and rows stay in the file's order", async () => {
    const store = secretStore();
    store.before = async (method, name) => {
      if (method === "create" && name === idOf("key-3")) throw apiError(400, "INVALID_ARGUMENT");
      // Later ones end earlier.
      const turns = 20 - Number(/\d*$/.exec(name)?.[0]);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    };
    const { code, stdout, stderr } = await sync(store, many(9), ["--json"]);
    expect(code).toBe(1);
    const rows = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(rows.map(({ keyName }) => keyName)).toEqual(
      Array.from({ length: 9 }, (_, at) => `KEY_${at}`),
    );
    expect(rows[3]).toEqual({
      outcome: "failed",
      name: idOf("key-3"),
      keyName: "KEY_3",
      message: "400 INVALID_ARGUMENT: no (request id r-1)",
      mayHaveSucceeded: false,
      status: 400,
      code: "INVALID_ARGUMENT",
      requestId: "r-1",
    });
    expect(stderr).toMatch(
      /8 created, 0 updated, 0 left unchanged, 0 deleted, 1 failed, 0 not tried\n/,
    );
  });

  test.each([401, 403])("of the key, %i, stops at once", async (status) => {
    const store = secretStore();
    store.before = (method) => {
      if (method === "create") throw apiError(status, "UNAUTHENTICATED");
    };
    const { code, stderr } = await sync(store, many(100));
    expect(code).toBe(1);
    expect(store.calls.length).toBeLessThanOrEqual(1 + 8);
    expect(stderr).toMatch(/0 created, .* (\d) failed, \d+ not tried\nRunning this again is safe/);
  });

  test.each([
    ["500", () => apiError(500, "INTERNAL")],
    ["503", () => apiError(503, "UNAVAILABLE")],
    [
      "a lost connection",
      () =>
        new GatewayConnectionError("lost", true, {
          name: "Error",
          message: "lost",
          code: undefined,
        }),
    ],
    ["a timeout", () => new GatewayTimeoutError(1, true)],
  ])("that may pass, %s, is retried twice", async (_name, error) => {
    const store = secretStore();
    let count = 0;
    store.before = (method) => {
      if (method === "create" && ++count <= 2) throw error();
    };
    expect(await sync(store, "A=hush")).toMatchObject({ code: 0 });
    count = -100;
    store.secrets.clear();
    store.before = (method) => {
      if (method === "create") throw error();
    };
    store.calls.length = 0;
    const { code, stdout } = await sync(store, "A=hush", ["--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "failed", mayHaveSucceeded: true });
    expect(store.calls).toEqual([
      "list ",
      ...Array.from({ length: 3 }, () => `create ${idOf("a")}`),
    ]);
  });

  test("whose request took effect is found out by the retry", async () => {
    const store = secretStore();
    store.before = (method, name) => {
      if (method !== "create") return;
      store.secrets.set(name, { keyName: "A", value: "hush" });
      throw new GatewayConnectionError("lost", true, {
        name: "Error",
        message: "lost",
        code: undefined,
      });
    };
    const lost = await sync(store, "A=hush", ["--json"]);
    expect(lost.code).toBe(1);
    store.before = () => {};
    expect(await sync(store, "A=hush")).toMatchObject({
      code: 0,
      stdout: `updated ${idOf("a")}\n`,
    });
  });

  test("that was no error of the client's may have succeeded", async () => {
    const store = secretStore();
    store.before = (method) => {
      if (method === "create") throw new Error("odd");
    };
    const { stdout } = await sync(store, "A=hush", ["--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ message: "Error: odd", mayHaveSucceeded: true });
  });
});

/** Takes ten requests a second, each of them in 80 ms. */
function limited(store: SecretStore, clock: ReturnType<typeof manualClock>) {
  let window = 0;
  let taken = 0;
  let refused = 0;
  store.before = async (method) => {
    if (method === "list") return;
    await new Promise<void>((resolve) => void clock.schedule(resolve, 80));
    const second = Math.floor(clock.now() / 1000);
    if (second !== window) [window, taken] = [second, 0];
    if (++taken > 10) {
      refused++;
      throw apiError(429, "RESOURCE_EXHAUSTED", 1000);
    }
  };
  return () => refused;
}

describe("a server with a limit", () => {
  test("has all workers wait together: all are created, few requests are lost", async () => {
    const store = secretStore();
    const clock = manualClock();
    const refused = limited(store, clock);
    const running = sync(store, many(300), [], { clock });
    const { code } = await clock.runUntil(running);
    expect(code).toBe(0);
    expect(store.secrets.size).toBe(300);
    expect(refused()).toBeLessThan(300 * 0.2);
    expect(clock.now()).toBeLessThan(300 * 150);
  });

  test("is asked ten times at most, also where it names no time", async () => {
    const store = secretStore();
    store.before = (method) => {
      if (method === "create") throw apiError(429, "RESOURCE_EXHAUSTED");
    };
    const { code } = await sync(store, "A=hush");
    expect(code).toBe(1);
    expect(store.calls).toHaveLength(1 + 11);
  });

  test("is written to eight at a time", async () => {
    const store = secretStore();
    const clock = manualClock();
    let [running, most] = [0, 0];
    store.before = async (method) => {
      if (method === "list") return;
      most = Math.max(most, ++running);
      await new Promise<void>((resolve) => void clock.schedule(resolve, 80));
      running--;
    };
    await clock.runUntil(sync(store, many(80), [], { clock }));
    expect(most).toBe(8);
    expect(clock.now()).toBe(800);
  });
});

describe("an interruption", () => {
  test.each([0, 1, 5])("after %i writes leaves the others, and says so", async (count) => {
    const store = secretStore();
    const controller = new AbortController();
    let written = 0;
    store.before = (method) => {
      if (method === (count === 0 ? "list" : "create") && ++written >= count)
        controller.abort("interrupted");
    };
    const { signal } = controller;
    const { code, stderr } = await sync(store, many(20), ["--concurrency", "1"], { signal });
    expect(code).toBe(1);
    expect(stderr).toContain(
      `${count} created, 0 updated, 0 left unchanged, 0 deleted, 0 failed, ${20 - count} not tried`,
    );
    expect(store.secrets.size).toBe(count);
    store.before = () => {};
    const again = await sync(store, many(20));
    expect(again.stderr).toContain(`${20 - count} created, ${count} updated`);
  });

  test("leaves out one that waited among others that did not", async () => {
    const ids = Array.from({ length: 60 }, (_, at) => `key-${at}`);
    const store = secretStore(ids.filter((id) => id !== "key-0" && id !== "key-40"));
    const controller = new AbortController();
    store.before = (method) => {
      if (method !== "create") return;
      setImmediate(() => controller.abort("interrupted"));
      throw apiError(429, "RESOURCE_EXHAUSTED", 10 ** 9);
    };
    const options = ["--skip-existing", "--concurrency", "3"];
    const { stdout, stderr } = await sync(store, many(60), options, { signal: controller.signal });
    expect(stdout.match(/^exists/gm)).toHaveLength(58);
    expect(stderr).toContain("58 left unchanged, 0 deleted, 1 failed, 1 not tried");
  });

  test("during a wait ends it", async () => {
    const store = secretStore();
    const controller = new AbortController();
    store.before = (method) => {
      if (method !== "create") return;
      queueMicrotask(() => controller.abort("interrupted"));
      throw apiError(429, "RESOURCE_EXHAUSTED", 10 ** 9);
    };
    const { code, time } = await sync(store, many(20), [], { signal: controller.signal });
    expect({ code, time }).toEqual({ code: 1, time: 0 });
  });

  test("during a call leaves its outcome open", async () => {
    const store = secretStore();
    const controller = new AbortController();
    store.before = (method) => {
      if (method !== "create") return;
      controller.abort("interrupted");
      throw "interrupted";
    };
    const { stdout, stderr } = await sync(store, many(3), ["--json", "--concurrency", "2"], {
      signal: controller.signal,
    });
    expect(JSON.parse(String(stdout.split("\n")[0]))).toMatchObject({
      outcome: "failed",
      message: "interrupted",
      mayHaveSucceeded: true,
    });
    expect(stderr).toContain("may have been changed anyway");
  });
});

describe("--prune", () => {
  const options = ["--prefix", "p-", "--prune", "--yes"];

  test("deletes what the file lacks under the prefix, last", async () => {
    const store = secretStore(["p-a", "p-old", "p-empty", "old", "trail-1"]);
    const { code, stdout } = await sync(store, "A=hush\nEMPTY=\nB=hush\n", options);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `updated ${idOf("p-a")}\ncreated ${idOf("p-b")}\ndeleted ${idOf("p-old")}\n`,
    });
    expect(store.calls.at(-1)).toBe(`delete ${idOf("p-old")}`);
    expect([...store.secrets.keys()]).toContain(idOf("p-empty"));
  });

  test("deletes nothing after a failure, and only what --only picks", async () => {
    const store = secretStore(["p-a", "p-old"]);
    store.before = (method) => {
      if (method === "update") throw apiError(400, "INVALID_ARGUMENT");
    };
    expect(await sync(store, "A=hush", options)).toMatchObject({ code: 1 });
    expect(store.secrets.has(idOf("p-old"))).toBe(true);
    store.before = () => {};
    await sync(store, "A=hush", [...options, "--only", "A"]);
    expect(store.secrets.has(idOf("p-old"))).toBe(true);
  });

  test("goes on after a deletion that fails, and stops where it is interrupted", async () => {
    const store = secretStore(["p-1", "p-2", "p-3"]);
    const controller = new AbortController();
    store.before = (method, name) => {
      if (name === idOf("p-2")) controller.abort("interrupted");
      if (method === "delete" && name === idOf("p-1")) throw apiError(500, "INTERNAL");
    };
    const { code, stderr } = await sync(store, "A=hush", options, { signal: controller.signal });
    expect(code).toBe(1);
    expect(stderr).toContain(
      "1 created, 0 updated, 0 left unchanged, 1 deleted, 1 failed, 1 not tried",
    );
  });

  test.each([
    ["y\n", 0, false],
    ["n\n", 2, true],
  ])("asks at a terminal before anything is written: %j", async (answer, code, isLeft) => {
    const store = secretStore(["p-old"]);
    const args = ["sync", await file("A=hush"), "--prefix", "p-", "--prune"];
    const command = startCommand(args, { env, isTTY: true, connect: store.connect });
    let shown = "";
    command.stderr.on("data", (chunk) => (shown += String(chunk)));
    while (!shown.includes("Delete 1 of these secrets? [y/N] ")) await once(command.stderr, "data");
    command.stdin.write(answer);
    expect((await command.ended).code).toBe(code);
    expect(store.secrets.has(idOf("p-old"))).toBe(isLeft);
  });
});

test("10 000 entries are planned in 3 s of CPU", async () => {
  const store = secretStore();
  const before = process.cpuUsage();
  const { code } = await sync(store, many(10_000), ["--dry-run"]);
  const { user, system } = process.cpuUsage(before);
  expect(code).toBe(0);
  expect((user + system) / 1e6).toBeLessThan(3);
});
