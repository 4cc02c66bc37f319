/**
 * Creates secrets over loopback, so many at once, and prints what it took as JSON. It needs
 * `--expose-gc`, and ends by itself: whatever kept it alive would be the client's.
 */
import { performance } from "node:perf_hooks";
import type { Create, Target } from "../peers/peer.js";
import { quantile } from "../statistics.js";

const [peer = "", baseUrl = "", concurrency = "1", total = "10000"] = process.argv.slice(2);
const calls = Number(total);
const warmUpCalls = calls / 10;

const module: { prepare(target: Target): Create } = await import(`../peers/${peer}.js`);
const create = module.prepare({ baseUrl, apiKey: "fw_1234567890abcdef", accountId: "acme", fetch });

// The process's own streams are handles once they are touched, and fetch touches them.
void process.stdout;
void process.stderr;
await new Promise((resolve) => setImmediate(resolve));
const ownHandles = process.getActiveResourcesInfo();

const latencies: number[] = [];

async function creations(from: number, to: number): Promise<number> {
  const started = performance.now();
  let next = from;
  const worker = async (): Promise<void> => {
    while (next < to) {
      const name = `accounts/acme/secrets/secret-${next}`;
      next += 1;
      const begun = performance.now();
      const created = await create({ name, keyName: "DB_PASSWORD", value: "sk-1234567890abcdef" });
      latencies.push(performance.now() - begun);
      if (created !== name) throw new Error(`asked for ${name}, got ${created}`);
    }
  };
  await Promise.all(Array.from({ length: Number(concurrency) }, worker));
  return performance.now() - started;
}

async function heapUsed(): Promise<number> {
  // What a finalizer lets go of is gone in the turn after.
  for (let turn = 0; turn < 3; turn += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

function without(some: readonly string[], all: readonly string[]): string[] {
  const rest = [...all];
  for (const one of some.filter((name) => rest.includes(name))) rest.splice(rest.indexOf(one), 1);
  return rest;
}

await creations(0, warmUpCalls);
const early = await heapUsed();
latencies.length = 0;
const milliseconds = await creations(warmUpCalls, calls);
const p99 = quantile(latencies, 0.99);
latencies.length = 0;
const late = await heapUsed();

const figures = {
  callsPerSecond: ((calls - warmUpCalls) * 1000) / milliseconds,
  p99,
  peakMebibytes: process.resourceUsage().maxRSS / 1024,
  heapGrowthMebibytes: (late - early) / 2 ** 20,
  openHandles: without(ownHandles, process.getActiveResourcesInfo()),
};
console.log(JSON.stringify(figures));
