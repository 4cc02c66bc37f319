import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";
import { runCommand, startCommand, type CommandSetting } from "../support/command-run.js";
import { manualClock } from "../support/manual-clock.js";
import { refusal, testAccount, type TestAccount } from "../support/test-account.js";

const env = { FIREWORKS_API_KEY: "canary-key", FIREWORKS_ACCOUNT_ID: "acme", NO_COLOR: "1" };
const idOf = (id: string) => `accounts/acme/secrets/${id}`;

const folder = await mkdtemp(join(tmpdir(), "sync-test-"));
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.unstubAllGlobals());

async function file(content: string, fileName = ".env"): Promise<string> {
  const path = join(folder, fileName);
  await writeFile(path, content);
  return path;
}

/** Runs sync, and looks whether it repeats a value or the key. */
async function sync(
  content: string,
  options: readonly string[] = [],
  setting: CommandSetting = {},
) {
  const clock = manualClock();
  const args = ["sync", await file(content), ...options];
  const running = runCommand(args, { env, clock, ...setting });
  const ended = await clock.runUntil(running);
  expect(ended.stdout + ended.stderr).not.toMatch(/hush|canary/);
  return ended;
}

const many = (count: number) =>
  Array.from({ length: count }, (_, at) => `KEY_${at}=hush-${at}`).join("\n");

describe("sync", () => {
  test("shows account, address, file and plan, writes, and sums up", async () => {
    const account = await testAccount("b", "other");
    const { code, stdout, stderr } = await sync("A=hush\nB=hush\nC=\n");
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
    expect(account.valueOf("b")).toBe("hush");
  });

  test("shows an address of one's own", async () => {
    await testAccount();
    const setting = { env: { ...env, FIREWORKS_BASE_URL: "https://gateway.test" } };
    const { stderr } = await sync("A=hush\nb=hush", [], setting);
    expect(stderr).toMatch(/^account acme at https:\/\/gateway\.test, file /);
    expect(stderr).toContain("warning: b is not an upper-case name");
  });

  test("run again says that it updates what is there, and changes no more", async () => {
    const account = await testAccount();
    await sync(many(20));
    const before = account.ids();
    const { code, stdout } = await sync(many(20));
    expect(code).toBe(0);
    expect(stdout.match(/^updated/gm)).toHaveLength(20);
    expect(account.ids()).toEqual(before);
  });

  test("--dry-run prints the plan as results, with the same rows as JSON", async () => {
    const account = await testAccount("b", "p-old");
    const options = ["--prefix", "p-", "--prune", "--dry-run"];
    const { code, stdout } = await sync("A=hush\nOLD=hush\n", ["--dry-run"]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `create A as ${idOf("a")}\ncreate OLD as ${idOf("old")}\n`,
    });
    const pruned = await sync("A=hush\n", options);
    expect(pruned.stdout).toBe(
      `create A as ${idOf("p-a")}\ndelete ${idOf("p-old")} (key name P_OLD)\n`,
    );
    const json = await sync("A=hush\n", [...options, "--json"]);
    expect(
      json.stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toEqual([
      { action: "create", name: idOf("p-a"), keyName: "A" },
      { action: "delete", name: idOf("p-old"), keyName: "P_OLD" },
    ]);
    expect(account.calls.every((call) => call.startsWith("list"))).toBe(true);
  });

  test("--skip-existing leaves what is there, also what another run creates meanwhile", async () => {
    const account = await testAccount("a");
    account.before = (method, name) => (method === "create" ? account.add(name) : undefined);
    const { code, stdout } = await sync("A=hush\nB=hush\n", ["--skip-existing"]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `exists ${idOf("a")}\nexists ${idOf("b")}\n`,
    });
    expect(account.ids()).toEqual(["a", "b"]);
    expect(account.valueOf("b")).toBeUndefined();
  });

  test("updates what another run creates meanwhile, and creates what it deletes", async () => {
    const account = await testAccount("a");
    let isFirst = true;
    account.before = async (method, id) => {
      if (method === "create" && id === "b" && isFirst) await account.add(id);
      if (method === "update" && id === "a") await account.remove(id);
      isFirst = id !== "b";
    };
    const { code, stdout } = await sync("A=hush\nB=hush\n", ["--concurrency", "1"]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `created ${idOf("a")}\nupdated ${idOf("b")}\n`,
    });
  });

  test("gives up where two runs undo each other", async () => {
    const account = await testAccount();
    account.before = async (method, name) => {
      if (method === "create") await account.add(name);
      if (method === "update") await account.remove(name);
    };
    expect(await sync("A=hush\n")).toMatchObject({ code: 1, stdout: "" });
    expect(account.calls).toEqual(["list", "create a", "update a", "create a"]);
  });

  test("tells of each write as soon as all before it are done, and of how many there are", async () => {
    const account = await testAccount();
    const clock = manualClock();
    const args = ["sync", await file("A=hush\nB=hush\n"), "--concurrency", "1"];
    const command = startCommand(args, { env, clock, isTTY: true });
    let shown = "";
    command.stdout.on("data", (chunk) => (shown += String(chunk)));
    let shownBefore = "";
    account.before = async (method, id) => {
      if (method !== "create") return;
      await new Promise<void>((resolve) => void clock.schedule(resolve, 80));
      if (id === "b") shownBefore = shown;
    };
    const { stderr } = await clock.runUntil(command.ended);
    expect(shownBefore).toBe(`created ${idOf("a")}\n`);
    const clear = "\r\u001b[K";
    expect(stderr.slice(stderr.indexOf(clear))).toBe(
      `${clear}1 of 2 done${clear}${clear}2 of 2 done${clear}2 created, 0 updated, 0 left unchanged, 0 deleted, 0 failed, 0 not tried\n`,
    );
  });

  test("names a key name that changes", async () => {
    const account = await testAccount();
    await account.add("a", "OTHER");
    const { stderr } = await sync("A=hush\n");
    expect(stderr).toContain(`update A as ${idOf("a")} (key name was OTHER)`);
  });

  test("--only and --exclude pick entries, --prefix places them", async () => {
    const account = await testAccount();
    const content = "DB_A=hush\nDB_B=hush\nOTHER=hush\n";
    await sync(content, ["--only", " DB_*,, ", "--exclude", "DB_B", "--prefix", "p-"]);
    expect(account.ids()).toEqual(["p-db-a"]);
    await sync(content, ["--only", "DB_A,OTHER", "--prefix", "q-"]);
    await sync(content, ["--exclude", "DB_A,OTHER", "--prefix", "r-"]);
    expect(account.ids().slice(1)).toEqual(["q-db-a", "q-other", "r-db-b"]);
  });

  test.each(["1", "10", "64"])("writes %s at a time", async (concurrency) => {
    await testAccount();
    expect(await sync("A=hush", ["--concurrency", concurrency])).toMatchObject({ code: 0 });
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
    ...["0", "x", "65", "1.5", "1e1", " 5"].map((count): [string, string[], string] => [
      "A=1",
      ["--concurrency", count],
      "--concurrency must be 1 to 64",
    ]),
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
    const account = await testAccount();
    const { code, stdout, stderr } = await sync(content, options);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`error: ${message.replace("PATH", join(folder, ".env"))}`);
    expect(account.calls).toEqual([]);
  });

  test("reads JSON, and stdin as one or the other", async () => {
    const account = await testAccount();
    const setting = { env };
    const path = await file('{"A":"hush\\n"}', "a.JSON");
    expect(await runCommand(["sync", path], setting)).toMatchObject({ code: 0 });
    await runCommand(["sync", "-"], { ...setting, stdin: '\n {"B":"hush"}' });
    await runCommand(["sync", "-"], { ...setting, stdin: '{"C":"hush"}' });
    await runCommand(["sync", "-"], { ...setting, stdin: "D='hush {'" });
    expect(account.ids()).toEqual(["a", "b", "c", "d"]);
    expect(await runCommand(["sync", "-"], { ...setting, stdin: "C" })).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^error: stdin line 1 is not NAME=VALUE/),
    });
    const command = startCommand(["sync", "-"], { ...setting, isTTY: true });
    expect(await command.ended).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("stdin is a terminal; pipe the file in"),
    });
    const args = ["sync", "-", "--prune", "--prefix", "p-"];
    expect(await runCommand(args, setting)).toMatchObject({
      code: 2,
      stderr: "error: --prune needs --yes if the file is stdin\n",
    });
    expect(await runCommand(["sync", folder], setting)).toMatchObject({ code: 2 });
  });

  test.each([401, 403, 404, 500])("ends where the listing fails with %i", async (status) => {
    const account = await testAccount();
    account.before = () => refusal(status);
    const { code, stdout, stderr } = await sync("A=hush");
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^error: cannot list the secrets of acme, nothing was changed: /);
    expect(stderr.includes("Check the account id")).toBe(status === 403 || status === 404);
  });
});

describe("a failure", () => {
  test("does not stop the others, and rows stay in the file's order", async () => {
    const account = await testAccount();
    account.before = async (method, name) => {
      if (method === "create" && name === "key-3") return refusal(400);
      // Later ones end earlier.
      const turns = 20 - Number(/\d*$/.exec(name)?.[0]);
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      return undefined;
    };
    const { code, stdout, stderr } = await sync(many(9), ["--json"]);
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
      message: expect.stringMatching(/^400 INVALID_ARGUMENT: .* \(request id r-1\)$/),
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
    const account = await testAccount();
    account.before = (method) => (method === "create" ? refusal(status) : undefined);
    const { code, stderr } = await sync(many(100));
    expect(code).toBe(1);
    expect(account.calls.length).toBeLessThanOrEqual(1 + 8);
    expect(stderr).toMatch(/0 created, .* (\d) failed, \d+ not tried\nRunning this again is safe/);
  });

  test.each([
    ["500", () => refusal(500)],
    ["503", () => refusal(503)],
    [
      "a lost connection",
      () => {
        throw new TypeError("fetch failed");
      },
    ],
    ["a timeout", () => new Promise<undefined>(() => {})],
  ])("that may pass, %s, is retried twice", async (_name, failure) => {
    const account = await testAccount();
    let count = 0;
    account.before = (method) => (method === "create" && ++count <= 2 ? failure() : undefined);
    const options = ["--timeout", "200"];
    expect(await sync("A=hush", options)).toMatchObject({ code: 0 });
    await account.remove("a");
    account.before = (method) => (method === "create" ? failure() : undefined);
    account.calls.length = 0;
    const { code, stdout } = await sync("A=hush", [...options, "--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "failed", mayHaveSucceeded: true });
    expect(account.calls).toEqual(["list", ...Array.from({ length: 3 }, () => "create a")]);
  });

  test("whose request took effect is found out by the retry", async () => {
    const account = await testAccount();
    account.before = async (method, id) => {
      if (method !== "create" || account.ids().length > 0) return;
      await account.add(id);
      throw new TypeError("fetch failed");
    };
    expect(await sync("A=hush")).toMatchObject({ code: 0, stdout: `updated ${idOf("a")}\n` });
    expect(account.valueOf("a")).toBe("hush");
  });
});

/** Takes ten requests a second, each of them in 80 ms. */
function limited(account: TestAccount, clock: ReturnType<typeof manualClock>) {
  let window = 0;
  let taken = 0;
  let refused = 0;
  account.before = async (method) => {
    if (method === "list") return undefined;
    await new Promise<void>((resolve) => void clock.schedule(resolve, 80));
    const second = Math.floor(clock.now() / 1000);
    if (second !== window) [window, taken] = [second, 0];
    if (++taken > 10) {
      refused++;
      return refusal(429, 1000);
    }
    return undefined;
  };
  return () => refused;
}

describe("a server with a limit", () => {
  test("has all workers wait together: all are created, few requests are lost", async () => {
    const account = await testAccount();
    const clock = manualClock();
    const refused = limited(account, clock);
    const running = sync(many(500), [], { clock });
    const { code, stdout } = await clock.runUntil(running);
    expect(code).toBe(0);
    expect(account.ids()).toHaveLength(500);
    // None twice: a second creation would have become an update.
    expect(stdout.match(/^created/gm)).toHaveLength(500);
    expect(account.calls.length - 1).toBe(500 + refused());
    expect(account.calls.length - 1).toBeLessThanOrEqual(500 * 1.4);
    expect(clock.now()).toBeLessThan(500 * 150);
  });

  test("is asked ten times at most, also where it names no time", async () => {
    const account = await testAccount();
    account.before = (method) => (method === "create" ? refusal(429) : undefined);
    const { code } = await sync("A=hush");
    expect(code).toBe(1);
    expect(account.calls).toHaveLength(1 + 11);
  });

  test.each([429, 503])(
    "is asked again as often where it names a time, with %i",
    async (status) => {
      const account = await testAccount();
      const clock = manualClock();
      let count = 0;
      account.before = (method) =>
        method === "create" && ++count <= 10 ? refusal(status, 1000) : undefined;
      const { code } = await clock.runUntil(sync("A=hush", [], { clock }));
      expect({ code, time: clock.now() }).toEqual({ code: 0, time: 10_000 });
    },
  );

  test.each([
    [0, 250 + 500],
    [0.5, 375 + 750],
  ])("is asked again after waits that double, at random %f in %i ms", async (chance, time) => {
    const random = vi.spyOn(Math, "random").mockReturnValue(chance);
    const account = await testAccount();
    const clock = manualClock();
    account.before = (method) => (method === "create" ? refusal(500) : undefined);
    await clock.runUntil(sync("A=hush", [], { clock }));
    random.mockRestore();
    expect(clock.now()).toBe(time);
  });

  test("is written to eight at a time", async () => {
    const account = await testAccount();
    const clock = manualClock();
    let [running, most] = [0, 0];
    account.before = async (method) => {
      if (method === "list") return;
      most = Math.max(most, ++running);
      await new Promise<void>((resolve) => void clock.schedule(resolve, 80));
      running--;
    };
    await clock.runUntil(sync(many(500), [], { clock }));
    expect(most).toBe(8);
    // One at a time takes 40 s.
    expect(clock.now()).toBeLessThanOrEqual((500 * 80) / 5);
  });
});

describe("an interruption", () => {
  test.each([0, 1, 5])("after %i writes leaves the others, and says so", async (count) => {
    const account = await testAccount();
    const controller = new AbortController();
    let written = 0;
    account.before = (method) => {
      if (method === "create" && ++written > count) controller.abort("interrupted");
    };
    const { signal } = controller;
    const { code, stderr } = await sync(many(20), ["--concurrency", "1"], { signal });
    expect(code).toBe(1);
    expect(stderr).toContain(
      `${count} created, 0 updated, 0 left unchanged, 0 deleted, 1 failed, ${19 - count} not tried`,
    );
    expect(account.ids()).toHaveLength(count);
    account.before = () => {};
    const again = await sync(many(20));
    expect(again.stderr).toContain(`${20 - count} created, ${count} updated`);
  });

  test("while the account is listed changes nothing", async () => {
    const account = await testAccount();
    const controller = new AbortController();
    account.before = () => controller.abort("interrupted");
    expect(await sync("A=hush", [], { signal: controller.signal })).toMatchObject({
      code: 1,
      stderr: "error: cannot list the secrets of acme, nothing was changed: interrupted\n",
    });
    expect(account.calls).toEqual(["list"]);
  });

  test("leaves out one that waited among others that did not", async () => {
    const ids = Array.from({ length: 60 }, (_, at) => `key-${at}`);
    const missing = ["key-0", "key-1", "key-2", "key-40"];
    const account = await testAccount(...ids.filter((id) => !missing.includes(id)));
    const controller = new AbortController();
    const clock = manualClock();
    account.before = async (_method, id) => {
      if (id === "key-0") {
        clock.schedule(() => controller.abort("interrupted"), 20);
        return refusal(429, 10 ** 9);
      }
      if (id !== "") await new Promise<void>((resolve) => void clock.schedule(resolve, 10));
      return undefined;
    };
    const options = ["--skip-existing", "--concurrency", "3"];
    const { signal } = controller;
    const running = sync(many(60), options, { signal, clock });
    const { stdout, stderr } = await clock.runUntil(running);
    expect(stdout.match(/^exists/gm)).toHaveLength(56);
    expect(stderr).toContain(
      "2 created, 0 updated, 56 left unchanged, 0 deleted, 1 failed, 1 not tried",
    );
  });

  test("during a wait ends it", async () => {
    const account = await testAccount();
    const clock = manualClock();
    const controller = new AbortController();
    account.before = (method) => {
      if (method !== "create") return undefined;
      clock.schedule(() => controller.abort("interrupted"), 0);
      return refusal(429, 10 ** 9);
    };
    const running = sync(many(20), [], { signal: controller.signal, clock });
    const { code } = await clock.runUntil(running);
    expect({ code, time: clock.now() }).toEqual({ code: 1, time: 0 });
  });

  test("during a call leaves its outcome open", async () => {
    const account = await testAccount();
    const controller = new AbortController();
    account.before = (method) => {
      if (method !== "create") return;
      controller.abort("interrupted");
    };
    const { stdout, stderr } = await sync(many(3), ["--json", "--concurrency", "2"], {
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
    const account = await testAccount("p-a", "p-old", "p-empty", "old", "trail-1");
    const { code, stdout, stderr } = await sync("A=hush\nEMPTY=\nB=hush\n", options);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `updated ${idOf("p-a")}\ncreated ${idOf("p-b")}\ndeleted ${idOf("p-old")}\n`,
    });
    expect(account.calls.at(-1)).toBe("delete p-old");
    expect(stderr).toMatch(
      /^1 created, 1 updated, 0 left unchanged, 1 deleted, 0 failed, 0 not tried$/m,
    );
    expect(account.ids()).toContain("p-empty");
  });

  test("deletes nothing after a failure, and only what --only picks", async () => {
    const account = await testAccount("p-a", "p-old");
    account.before = (method) => (method === "update" ? refusal(400) : undefined);
    expect(await sync("A=hush\nB=hush", options)).toMatchObject({ code: 1 });
    expect(account.ids()).toContain("p-old");
    account.before = () => {};
    await sync("A=hush", [...options, "--only", "A"]);
    expect(account.ids()).toContain("p-old");
  });

  test("goes on after a deletion that fails, and stops where it is interrupted", async () => {
    const account = await testAccount("p-1", "p-2", "p-3");
    const controller = new AbortController();
    account.before = (method, name) => {
      if (name === "p-2") controller.abort("interrupted");
      return method === "delete" && name === "p-1" ? refusal(500) : undefined;
    };
    const { code, stderr } = await sync("A=hush", options, { signal: controller.signal });
    expect(code).toBe(1);
    expect(stderr).toContain(
      "1 created, 0 updated, 0 left unchanged, 0 deleted, 2 failed, 1 not tried",
    );
  });

  test.each([
    ["y\n", 0, false],
    ["n\n", 2, true],
  ])("asks at a terminal before anything is written: %j", async (answer, code, isLeft) => {
    const account = await testAccount("p-old");
    const args = ["sync", await file("A=hush"), "--prefix", "p-", "--prune"];
    const command = startCommand(args, { env, isTTY: true });
    let shown = "";
    command.stderr.on("data", (chunk) => (shown += String(chunk)));
    while (!shown.includes("Delete 1 of these secrets? [y/N] ")) await once(command.stderr, "data");
    command.stdin.write(answer);
    expect((await command.ended).code).toBe(code);
    expect(account.ids().includes("p-old")).toBe(isLeft);
  });
});
