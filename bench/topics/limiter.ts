import { createClientWith } from "../../src/client.js";
import { effort, progress } from "../effort.js";
import type { Section } from "../report.js";
import { SimulatedClock } from "../simulated-clock.js";

const creations = effort(500, 50);
const latency = 80;

interface Outcome {
  readonly sent: number;
  readonly refused: number;
  readonly failed: number;
  readonly seconds: number;
}

/** What retries do to a gateway that allows so many requests a second, and to those who call it. */
export async function measureLimiter(): Promise<Section> {
  const rows: string[][] = [];
  for (const allowed of [10, 20, 50]) {
    for (const atOnce of [1, 4, 8, 16]) {
      progress(`limiter: ${allowed} a second, ${atOnce} at once`);
      const { sent, refused, failed, seconds } = await createAll(allowed, atOnce);
      rows.push([
        `${allowed} a second, ${atOnce} at once`,
        ...[sent, refused, failed].map(String),
        seconds.toFixed(1),
        (creations / allowed).toFixed(1),
      ]);
    }
  }
  return {
    title: "Limiter",
    method:
      `${creations} creations with two retries each, from one process, through a limiter that refuses ` +
      `with 429 and \`retry-after: 1\`, and answers after ${latency} ms; in simulated time.`,
    columns: [
      "allowed, calls",
      "requests sent",
      "refused",
      "calls that failed",
      "s",
      "s at the least",
    ],
    rows,
    goals: [],
  };
}

async function createAll(allowed: number, atOnce: number): Promise<Outcome> {
  const clock = new SimulatedClock();
  const counts = { sent: 0, refused: 0, failed: 0 };
  const limiter = limiterOf(allowed, clock);
  const gateway = createClientWith(clock, {
    apiKey: "key",
    accountId: "acme",
    fetch: async (_url, init) => {
      counts.sent += 1;
      const isRefused = !limiter();
      if (isRefused) counts.refused += 1;
      await new Promise<void>((resolve) => clock.schedule(resolve, latency));
      return isRefused
        ? new Response("{}", { status: 429, headers: { "retry-after": "1" } })
        : new Response(String(init?.body), { headers: { "content-type": "application/json" } });
    },
  });
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < creations) {
      const name = `secret-${next}`;
      next += 1;
      await gateway.createSecret({ name, keyName: "KEY" }).catch(() => (counts.failed += 1));
    }
  };
  await clock.run(Promise.all(Array.from({ length: atOnce }, worker)));
  return { ...counts, seconds: clock.now() / 1000 };
}

/** Allows so many requests in each second. */
function limiterOf(allowed: number, clock: SimulatedClock): () => boolean {
  let [second, count] = [0, 0];
  return () => {
    const current = Math.floor(clock.now() / 1000);
    if (current !== second) [second, count] = [current, 0];
    count += 1;
    return count <= allowed;
  };
}
