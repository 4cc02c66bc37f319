/** Begins creations that are never answered, and prints the bytes of heap that each of them holds. */
import type { Create, Target } from "../peers/peer.js";

const [peer = "", calls = "0"] = process.argv.slice(2);
const count = Number(calls);
const module: { prepare(target: Target): Create } = await import(`../peers/${peer}.js`);
const create = module.prepare({
  baseUrl: "https://api.fireworks.ai",
  apiKey: "fw_1234567890abcdef",
  accountId: "acme",
  fetch: () => new Promise<Response>(() => {}),
});

async function heapUsed(): Promise<number> {
  for (let turn = 0; turn < 3; turn += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return process.memoryUsage().heapUsed;
}

const pending: Promise<string>[] = [];
const begin = (): void => {
  const name = `accounts/acme/secrets/secret-${pending.length}`;
  pending.push(create({ name, keyName: "DB_PASSWORD", value: "sk-1234567890abcdef" }));
};

// What is loaded and compiled by the first calls is not theirs.
for (let call = 0; call < 100; call += 1) begin();
const before = await heapUsed();
for (let call = 0; call < count; call += 1) begin();
console.log(((await heapUsed()) - before) / count);
// Their timers would keep the process for a minute.
process.exit();
