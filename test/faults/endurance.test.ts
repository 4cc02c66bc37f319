import { spawn } from "node:child_process";
import { getEventListeners, once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { canaryBody, canaryClient, created, endingOf } from "../support/calls.js";
import { answer, FaultServer, write } from "../support/fault-server.js";

const listenersOf = (signal: AbortSignal): number => getEventListeners(signal, "abort").length;

test("a signal does not grow over 10 000 calls", async () => {
  const { signal } = new AbortController();
  const client = canaryClient({ fetch: () => Promise.resolve(new Response(created)) });
  for (let batch = 0; batch < 100; batch += 1) {
    const calls = Array.from({ length: 100 }, () => client.createSecret(canaryBody, { signal }));
    expect(listenersOf(signal)).toBeLessThanOrEqual(1);
    // oxlint-disable-next-line eslint/no-await-in-loop -- batch after batch is the point
    await Promise.all(calls);
    expect(listenersOf(signal)).toBe(0);
  }
});

test("nothing keeps the process alive when calls have ended", async () => {
  const stalls = write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{");
  await using server = await FaultServer.start({
    answers: [answer(200, created), stalls, stalls, answer(503, "", { "retry-after": "50" })],
  });
  const program = fileURLToPath(new URL("../support/short-program.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", program, server.url], {
    stdio: ["ignore", "pipe", "inherit"],
    timeout: 20_000,
  });
  const output: string[] = [];
  child.stdout.on("data", (chunk) => output.push(String(chunk)));
  const [code] = await once(child, "exit");
  expect(output.join("").split("\n")).toEqual(["secret", "timeout", "aborted", "aborted", ""]);
  expect(code).toBe(0);
}, 30_000);

test("a body of empty pieces without end, which leave a timer no turn, is stopped", async () => {
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array()),
  });
  const client = canaryClient({ fetch: () => Promise.resolve(new Response(body)) });
  const { error } = await endingOf(() => client.createSecret(canaryBody));
  expect(error).toMatchObject({ message: expect.stringContaining("passes 1 MiB") });
});

const large = 5 * 2 ** 20;

test.each([
  ["as any other", canaryBody.value.repeat(Math.ceil(large / canaryBody.value.length))],
  ["of backslashes, then the text of half a surrogate pair", `${"\\".repeat(large)}ud83d`],
])("a value of 5 MiB, %s, is sent whole and costs an error nothing", async (_name, value) => {
  await using server = await FaultServer.start({
    answers: [answer(200, created), answer(500, "busy")],
  });
  const client = canaryClient({ baseUrl: server.url, maxRetries: 0 });
  await client.createSecret({ ...canaryBody, value });
  expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({ ...canaryBody, value });
  const { error, milliseconds } = await endingOf(() =>
    client.createSecret({ ...canaryBody, value }),
  );
  expect(error).toMatchObject({ message: "500 INTERNAL: busy" });
  expect(milliseconds).toBeLessThan(4000);
});

/** How many milliseconds a call takes that is refused with this body. */
async function timeOfRefusal(body: string, value = canaryBody.value): Promise<number> {
  const client = canaryClient({
    maxRetries: 0,
    fetch: () => Promise.resolve(new Response(body, { status: 400 })),
  });
  const secret = { ...canaryBody, value };
  const { error, milliseconds } = await endingOf(() => client.createSecret(secret));
  expect(error).toMatchObject({ status: 400 });
  return milliseconds;
}

test.each(["\\\n", "\\'", "%7z", "%c0%80", "&#1114112;"])(
  "an error body of nothing but %j, which looks like an escape, is read in time",
  async (sign) => {
    expect(await timeOfRefusal(sign.repeat(1_000_000 / sign.length))).toBeLessThan(5000);
  },
);

const onlyA = (length: number): string => "a".repeat(length);

test.each([
  ["of one letter", onlyA(300_000), onlyA(1_000_000)],
  ["of one letter but for its middle", `${onlyA(100_000)}b${onlyA(100_000)}`, onlyA(1_000_000)],
  ["of one letter but for its first", `b${onlyA(100_000)}`, `${onlyA(99_999)}b`.repeat(10)],
])("an error body that nearly repeats a value %s is read in time", async (_name, value, body) => {
  expect(await timeOfRefusal(body, value)).toBeLessThan(5000);
});

test("an error body of many texts, all of them shorter than a value, is read in time", async () => {
  const details = Array.from(
    { length: 20_000 },
    (_, index) => `a text        with number ${index}`,
  );
  const value = `secret${" ".repeat(1_000_000)}`;
  expect(await timeOfRefusal(JSON.stringify({ details }), value)).toBeLessThan(5000);
});

test.each(["a", "aaaa"])(
  "an error body that is the value %j again and again takes little longer than with a long value",
  async (value) => {
    const body = `${onlyA(200_000)}\\n%41&amp;`;
    const long = await timeOfRefusal(body, onlyA(1000));
    expect(await timeOfRefusal(body, value)).toBeLessThan(4 * long);
  },
);
