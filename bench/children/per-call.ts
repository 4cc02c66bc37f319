/**
 * Times one creation by each contender against a fetch that answers at once, in interleaved rounds,
 * and prints the median microseconds and the median ratio to the first contender as JSON.
 */
import { performance } from "node:perf_hooks";
import type { Create, NewSecret, Target } from "../peers/peer.js";

interface Contender {
  readonly name: string;
  readonly create: Create;
  readonly times: number[];
}

const [names = "", rounds = "60", calls = "200"] = process.argv.slice(2);

const secret: NewSecret = {
  name: "accounts/acme/secrets/wolfram-alpha-api-key",
  keyName: "WOLFRAM_ALPHA_API_KEY",
  value: "sk-1234567890abcdef",
};
const answer = JSON.stringify({ name: secret.name, keyName: secret.keyName });
const headers = { "content-type": "application/json", "x-request-id": "7f3d" };

const stubFetch: typeof fetch = async () => new Response(answer, { headers });
// For generated functions, which know no other.
globalThis.fetch = stubFetch;

const target: Target = {
  baseUrl: "https://api.fireworks.ai",
  apiKey: "fw_1234567890abcdef",
  accountId: "acme",
  fetch: stubFetch,
};

async function load(name: string): Promise<Contender> {
  const module: { prepare(target: Target): Create } = await import(`../peers/${name}.js`);
  return { name, create: module.prepare(target), times: [] };
}

async function time(create: Create): Promise<number> {
  const started = performance.now();
  for (let call = 0; call < Number(calls); call += 1) {
    if ((await create(secret)) !== secret.name) throw new Error("answered with another name");
  }
  return ((performance.now() - started) * 1000) / Number(calls);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const contenders = await Promise.all(names.split(",").map(load));
const warmUpRounds = 5;
for (let round = -warmUpRounds; round < Number(rounds); round += 1) {
  // Another one begins each round, so that nobody always follows the same neighbour.
  const first = (round + warmUpRounds) % contenders.length;
  for (const contender of [...contenders.slice(first), ...contenders.slice(0, first)]) {
    const elapsed = await time(contender.create);
    if (round >= 0) contender.times.push(elapsed);
  }
}

const [base] = contenders;
const figures = contenders.map(({ name, times }) => ({
  name,
  microseconds: median(times),
  ratio: median(times.map((elapsed, round) => elapsed / (base?.times[round] ?? Number.NaN))),
}));
console.log(JSON.stringify(figures));
