import { spawn } from "node:child_process";
import { getEventListeners, once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { GatewayApiError } from "../../src/index.js";
import { canaryBody, canaryClient, created, endingOf } from "../support/calls.js";
import { cpuTimeOf, leastOf } from "../support/cpu-time.js";
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
  });
  const output: string[] = [];
  child.stdout.on("data", (chunk) => output.push(String(chunk)));
  const [code] = await once(child, "exit");
  const lines = output.join("").split("\n");
  expect(lines.slice(0, -1)).toEqual(["secret", "timeout", "aborted", "aborted", "0 timers left"]);
  expect(code).toBe(0);
});

test("a body of empty chunks without end, which leave a timer no turn, is not read further", async () => {
  const body = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array()),
  });
  const client = canaryClient({ fetch: () => Promise.resolve(new Response(body)) });
  const { error } = await endingOf(() => client.createSecret(canaryBody));
  expect(error).toMatchObject({ message: expect.stringContaining("the body exceeds") });
});

const mebibyte = 2 ** 20;
const filled = (unit: string, size: number): string =>
  unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

test.each([
  ["of text", filled(canaryBody.value, 5 * mebibyte)],
  ["of backslashes, then the text of half a surrogate pair", `${"\\".repeat(5 * mebibyte)}ud83d`],
])(
  "a value of 5 MiB %s is sent whole, and withholds the text of an error",
  async (_name, value) => {
    await using server = await FaultServer.start({
      answers: [answer(200, created), answer(500, "busy")],
    });
    const client = canaryClient({ baseUrl: server.url, maxRetries: 0 });
    await client.createSecret({ ...canaryBody, value });
    expect(JSON.parse(server.requests[0]?.body ?? "")).toEqual({ ...canaryBody, value });
    const { error } = await endingOf(() => client.createSecret({ ...canaryBody, value }));
    expect(error).toMatchObject({
      message: "500 INTERNAL: [withheld: too long to be searched for secrets]",
    });
  },
);

/** A text of letters and digits without a pattern, the same each time. */
function random(size: number): string {
  let state = 1;
  return Array.from({ length: size }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16).toString(36).at(-1);
  }).join("");
}

/** Pairs of letters with the same polynomial hash of factor 31. */
const collidingValue = (size: number): string => filled("aÿ", size);
const collidingBody = (size: number): string => filled("bà", size);

const bodies: Readonly<Record<string, (size: number) => string>> = {
  "random text": random,
  "one letter": (size) => filled("a", size),
  "one letter but for its first": (size) => `b${filled("a", size - 1)}`,
  backslashes: (size) => filled("\\", size),
  "escaped line breaks": (size) => filled("\\\n", size),
  "JSON escapes of backslashes": (size) => filled("\\u005c", size),
  "nested escapes": (size) => filled("\\\\u0025u0026#x5c;%255c&amp;amp;", size),
  "&amp; chains": (size) => `${filled("&amp;", 16)}${filled("amp;", size)}`,
  "%25 chains": (size) => `%${filled("25", size)}`,
  "URL escapes that are not UTF-8": (size) => filled("%c0%80", size),
  "HTML escapes beyond Unicode": (size) => filled("&#1114112;", size),
  "text with a different reading for each order of escapes": (size) =>
    `${filled("a", size - 64)}%255cu0026amp;%5c%5cu0025&#x25;5c&#92;&amp;#92;\\u0026#37;5c`,
  "letters that collide": collidingBody,
  "letters that collide, with many readings": (size) =>
    `${collidingBody(size - 80)}%255cu0026amp;%5c%5cu0025&#x25;5c&#92;&amp;#92;\\u0026#37;5c`,
  "deep nesting": (size) => `${"[".repeat(size / 2)}${"]".repeat(size / 2)}`,
  "10 000 tiny strings": (size) =>
    JSON.stringify({ details: Array.from({ length: Math.min(10_000, size / 6) }, () => "abc") }),
  "one long message": (size) => JSON.stringify({ message: random(size - 20) }),
};

const values: Readonly<Record<string, string>> = {
  "of one letter": "a",
  "of twelve letters": "abcdefghijkl",
  "of 60 KiB of random text": random(60 * 1024),
  "of 60 KiB of one letter": filled("a", 60 * 1024),
  "of 60 KiB of one letter but for its middle": `${filled("a", 30_000)}b${filled("a", 30_000)}`,
  "of 60 KiB of backslashes": filled("\\", 60 * 1024),
  "of 60 KiB of letters that collide": collidingValue(60 * 1024),
};
const largeValue = random(5 * mebibyte);

/** Within what is searched, within what is read, and beyond both. */
const sizes = [7900, 64 * 1024, mebibyte];

/** A call that is refused with this body. */
function refusal(body: string, value: string): () => Promise<void> {
  const bytes = new TextEncoder().encode(body);
  const client = canaryClient({
    maxRetries: 0,
    fetch: () => Promise.resolve(new Response(bytes, { status: 400 })),
  });
  return async () => {
    const { error } = await endingOf(() => client.createSecret({ ...canaryBody, value }));
    if (!GatewayApiError.isInstance(error)) throw error;
  };
}

const tooMuch = 100;
const costsOfEmpty = new Map<string, number>();

/** CPU time that an error body adds to a call, in milliseconds. */
async function costOf(body: string, value: string): Promise<number> {
  const ofEmpty = refusal("", value);
  const empty = costsOfEmpty.get(value) ?? (await leastOf(() => cpuTimeOf(ofEmpty), 0));
  costsOfEmpty.set(value, empty);
  const ofBody = refusal(body, value);
  return leastOf(async () => (await cpuTimeOf(ofBody)) - empty, tooMuch);
}

describe("an error body costs less than 100 ms of CPU more than an empty one, be it", () => {
  const cases = Object.entries(bodies).flatMap(([name, bodyOf]) =>
    sizes.map((size) => [name, size, bodyOf] as const),
  );

  test.each(cases)("%s, of %i bytes", async (_name, size, bodyOf) => {
    const body = bodyOf(size);
    const costs: Record<string, number> = {};
    for (const [kind, value] of Object.entries(values)) {
      // oxlint-disable-next-line eslint/no-await-in-loop -- one call after the other
      costs[kind] = await costOf(body, value);
    }
    expect(Object.entries(costs).filter(([, cost]) => cost >= tooMuch)).toEqual([]);
  });

  test.each(sizes)("random text, of %i bytes, for a value of 5 MiB", async (size) => {
    expect(await costOf(random(size), largeValue)).toBeLessThan(tooMuch);
  });
});
