/**
 * Times one creation by each peer that is named against a fetch that answers at once, in as many
 * interleaved rounds as are asked for, after as many to warm up; prints the median microseconds, and the
 * median ratio to the first, as JSON.
 */
import { performance } from "node:perf_hooks";
import type { Create, NewSecret, Target } from "../peers/peer.js";
import { median } from "../statistics.js";
import { inTurn } from "../turns.js";

interface Runner {
  readonly name: string;
  readonly create: Create;
  readonly times: number[];
}

const callsPerRound = 50;

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

async function load(name: string): Promise<Runner> {
  const module: { prepare(target: Target): Create } = await import(`../peers/${name}.js`);
  return { name, create: module.prepare(target), times: [] };
}

async function time(create: Create): Promise<number> {
  const started = performance.now();
  for (let call = 0; call < callsPerRound; call += 1) {
    if ((await create(secret)) !== secret.name) throw new Error("answered with another name");
  }
  return ((performance.now() - started) * 1000) / callsPerRound;
}

const [rounds, warmUp, ...names] = process.argv.slice(2);
const warmUpRounds = Number(warmUp);
const runners = await Promise.all(names.map(load));
for (let round = -warmUpRounds; round < Number(rounds); round += 1) {
  for (const runner of inTurn(runners, round + warmUpRounds)) {
    const elapsed = await time(runner.create);
    if (round >= 0) runner.times.push(elapsed);
  }
}

const [base] = runners;
const figures = runners.map(({ name, times }) => ({
  name,
  microseconds: median(times),
  ratio: median(times.map((elapsed, round) => elapsed / (base?.times[round] ?? Number.NaN))),
}));
console.log(JSON.stringify(figures));
