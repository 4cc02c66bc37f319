/** The prompt at a real terminal, with a shell behind it that must receive nothing. */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startMockServer } from "../../src/cli/commands/mock-server.js";
import { createFakeGateway } from "../../src/testing.js";
import { buildProgram } from "../support/built-program.js";

const fake = createFakeGateway();
const server = await startMockServer(fake);
const folder = await mkdtemp(join(tmpdir(), "terminal-"));
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, maxRetries: 3 });
});

let program: string;
beforeAll(async () => {
  program = await buildProgram(folder);
});

const bodyOf = (id: string): unknown =>
  fake.requests.map(({ body }) => body).find((body) => JSON.stringify(body).includes(id));

const question = "Value (not shown): ";

/**
 * Types into an interactive shell at a terminal of util-linux's `script`.
 *
 * @param pieces what is sent once the prompt is shown
 */
async function atTerminal(id: string, pieces: readonly string[], delay: number, cwd: string) {
  const shell = "bash --norc --noprofile --noediting -i";
  const child = spawn("script", ["--quiet", "--return", "--command", shell, "/dev/null"], {
    cwd,
    env: {
      PATH: process.env["PATH"],
      PS1: "$ ",
      FIREWORKS_API_KEY: "key",
      FIREWORKS_ACCOUNT_ID: "acme",
      FIREWORKS_BASE_URL: server.url,
      NO_COLOR: "1",
    },
  });
  let screen = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (screen += chunk));
  const shows = async (text: string) => {
    while (!screen.includes(text)) await once(child.stdout, "data");
  };
  await shows("$ ");
  const cli = `'${process.execPath}' '${program}'`;
  child.stdin.write(
    `${cli} create-secret TYPED --name ${id}; stty -a | tr ';' '\\n' | grep -c ' echo '; echo "code=$?"\n`,
  );
  await shows(question);
  const start = screen.indexOf(question);
  for (const piece of pieces) {
    child.stdin.write(piece);
    // The pace of the paste, not a wait for something.
    if (delay > 0) await wait(delay);
  }
  while (!/code=\d/.test(screen.slice(start))) await once(child.stdout, "data");
  const closed = once(child, "close");
  child.stdin.write("exit\n");
  await closed;
  return screen.slice(start);
}

const piecesOf = (text: string, size: number): string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
    text.slice(at * size, (at + 1) * size),
  );

const traceLine = (at: number): string => `touch trace-${at}`.padEnd(19);

/** Lines that a shell would leave a trace of. */
const commands = (bytes: number): string =>
  `${Array.from({ length: Math.ceil(bytes / 20) }, (_, at) => traceLine(at)).join("\n")}\n`;

// Each size, pause and length once; they wait most of the time, so they run together.
describe.concurrent("a paste of several lines is refused, and the shell receives nothing", () => {
  test.each([
    [1, 0, 64 * 1024, false],
    [50, 100, 300, false],
    [4096, 30, 16 * 1024, true],
  ])(
    "in pieces of %i bytes, %i ms apart, %i bytes in all, in brackets: %s",
    async (size, delay, bytes, isBracketed) => {
      const cwd = await mkdtemp(join(folder, "cwd-"));
      const id = randomUUID();
      const text = commands(bytes);
      const paste = isBracketed ? `\u001b[200~${text}\u001b[201~` : text;
      const screen = await atTerminal(id, piecesOf(paste, size), delay, cwd);
      expect(screen).toContain(
        "error: the value has several lines; use --from-file, or pipe it in",
      );
      expect(screen).not.toContain("touch");
      expect(await readdir(cwd)).toEqual([]);
      expect(bodyOf(id)).toBeUndefined();
    },
  );
});

describe.concurrent("one line", () => {
  test.each([
    [1, 30, 20],
    [50, 10, 1000],
    [4096, 100, 64 * 1024],
  ])(
    "in pieces of %i bytes, %i ms apart, %i bytes in all, is stored whole",
    async (size, delay, bytes) => {
      const cwd = await mkdtemp(join(folder, "cwd-"));
      const id = randomUUID();
      const value = "hush-".repeat(bytes / 5);
      const screen = await atTerminal(id, piecesOf(`${value}\r`, size), delay, cwd);
      expect(screen).toContain(`created accounts/acme/secrets/${id}`);
      expect(screen).not.toContain("hush");
      expect(bodyOf(id)).toMatchObject({ keyName: "TYPED", value });
    },
  );
});

test("control-C leaves a terminal that echoes again", async () => {
  const cwd = await mkdtemp(join(folder, "cwd-"));
  const screen = await atTerminal("cancelled", ["hush", "\u0003"], 0, cwd);
  expect(screen).toMatch(/error: cancelled; nothing was sent\r\n1\r\n/);
  expect(screen).not.toContain("hush");
});
