import { spawn } from "node:child_process";
import { getEventListeners, once } from "node:events";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { createClientWith } from "../../src/client.js";
import { answer, FaultServer } from "../support/fault-server.js";
import { HeldClock } from "../support/held-clock.js";
import { secretOf } from "../support/secrets.js";

const MiB = 2 ** 20;

test("10 000 secrets, of a kilobyte each, are listed page by page in the same memory", async () => {
  const program = fileURLToPath(new URL("../support/listing-program.ts", import.meta.url));
  const child = spawn(process.execPath, ["--expose-gc", "--import", "tsx", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const output: string[] = [];
  child.stdout.on("data", (chunk) => output.push(String(chunk)));
  await once(child, "close");
  const { count, growth }: { count: number; growth: number } = JSON.parse(output.join(""));
  expect(count).toBe(10_000);
  // 8 MiB of secrets have passed since the heap was measured first.
  expect(growth).toBeLessThan(MiB);
});

describe("a break after the first secret", () => {
  const page = { secrets: [secretOf("a"), secretOf("b")], nextPageToken: "t1" };

  test.each(["secrets", "pages"] as const)(
    "of the %s leaves no socket, listener or timer",
    async (items) => {
      const close = { connection: "close" };
      await using server = await FaultServer.start({
        answers: [answer(200, JSON.stringify(page), close)],
      });
      const clock = new HeldClock();
      const { signal } = new AbortController();
      const options = { apiKey: "test-key", accountId: "acme", baseUrl: server.url };
      const list = createClientWith(clock, options).listSecrets({ signal });
      const taken: unknown[] = [];
      for await (const item of items === "pages" ? list.pages() : list) {
        taken.push(item);
        break;
      }
      await server.released();
      expect(taken).toHaveLength(1);
      expect(server.requests).toHaveLength(1);
      expect(getEventListeners(signal, "abort")).toEqual([]);
      expect(clock.pending).toBe(0);
    },
  );
});

test("a list that is never iterated over to its end can be dropped", async () => {
  await using server = await FaultServer.start({
    answers: [answer(200, JSON.stringify({ secrets: [secretOf("a")], nextPageToken: "t1" }))],
  });
  const clock = new HeldClock();
  const options = { apiKey: "test-key", accountId: "acme", baseUrl: server.url };
  const iterator = createClientWith(clock, options).listSecrets()[Symbol.asyncIterator]();
  expect(await iterator.next()).toEqual({ done: false, value: secretOf("a") });
  expect(clock.pending).toBe(0);
});
