import { join } from "node:path";
import { contenders, ours, rawFetch, protectedFetch, versionOf } from "../contenders.js";
import { effort, progress } from "../effort.js";
import { run } from "../processes.js";
import { atMost, type Goal, type Section } from "../report.js";
import { median } from "../statistics.js";
import { inTurn } from "../turns.js";
import { startServer } from "../wire-server.js";
import { workspace } from "../workspace.js";

const concurrencies = [1, 16, 256];
const calls = effort(4_000, 500);
/** The goal is one of 16 at once. */
const roundsAt = (concurrency: number): number => effort(concurrency === 16 ? 7 : 3, 1);

interface Figures {
  readonly callsPerSecond: number;
  readonly p99: number;
  readonly peakMebibytes: number;
  readonly heapGrowthMebibytes: number;
  readonly openHandles: readonly string[];
}

/** Generated functions have their address built in. */
const reachable = contenders.filter(({ peer }) => peer !== "orval");

/** What a call costs with a network, and what many of them leave behind. */
export async function measureWire(): Promise<Section> {
  await using server = await startServer();
  const sections = [];
  for (const concurrency of concurrencies) {
    sections.push(await measureAt(concurrency, server.url));
  }
  return {
    title: "On the wire",
    method:
      `4 000 creations against node:http on loopback in a process of its own, ${process.version}: ` +
      `medians of 3 processes each, of 7 with 16 at once, in turn. Calls per second, p99 and heap growth are ` +
      "of the last 3 600; open handles are what keeps the process alive after them.",
    columns: [
      "client, calls at once",
      "calls/s as a ratio to raw fetch",
      "to that with the same protections",
      "calls/s",
      "p99, ms",
      "peak memory, MiB",
      "heap growth, MiB",
      "open handles",
    ],
    rows: sections.flatMap(({ rows }) => rows),
    goals: sections.flatMap(({ goals }) => goals),
  };
}

async function measureAt(
  concurrency: number,
  url: string,
): Promise<{ rows: string[][]; goals: Goal[] }> {
  const names = new Map([rawFetch, protectedFetch].map(({ peer, name }) => [peer, name]));
  for (const contender of reachable) {
    names.set(contender.peer, `${contender.name} ${await versionOf(contender)}`);
  }
  const measured = new Map<string, Figures[]>([...names.keys()].map((peer) => [peer, []]));
  for (let round = 0; round < roundsAt(concurrency); round += 1) {
    progress(`on the wire: ${concurrency} at once, round ${round + 1}`);
    for (const [peer, figures] of inTurn([...measured], round)) {
      figures.push(await measure(peer, url, concurrency));
    }
  }
  const ratioTo = (peer: string, figures: readonly Figures[]): number => {
    const base = measured.get(peer) ?? [];
    return median(
      figures.map((own, round) => own.callsPerSecond / (base[round]?.callsPerSecond ?? 0)),
    );
  };
  const rows = [...measured].map(([peer, figures]) => [
    `${names.get(peer)}, ${concurrency}`,
    ratioTo(rawFetch.peer, figures).toFixed(2),
    ratioTo(protectedFetch.peer, figures).toFixed(2),
    medianOf(figures, "callsPerSecond").toFixed(0),
    medianOf(figures, "p99").toFixed(2),
    medianOf(figures, "peakMebibytes").toFixed(0),
    medianOf(figures, "heapGrowthMebibytes").toFixed(2),
    handlesOf(figures),
  ]);
  const own = measured.get(ours.peer) ?? [];
  return { rows, goals: goalsAt(concurrency, own, ratioTo(protectedFetch.peer, own)) };
}

function goalsAt(concurrency: number, own: readonly Figures[], ratio: number): Goal[] {
  const atOnce = `${concurrency} at once`;
  const growth = medianOf(own, "heapGrowthMebibytes");
  const memory = [
    atMost(`heap growth over 3 600 calls, ${atOnce}`, 5, growth, " MB"),
    {
      what: `open handles after 4 000 calls, ${atOnce}`,
      goal: "none",
      measured: handlesOf(own),
      isMet: handlesOf(own) === "none",
    },
  ];
  if (concurrency !== 16) return memory;
  const speed = {
    what: `calls per second as a ratio to raw fetch with the same protections, ${atOnce}`,
    goal: "at least 0.95",
    measured: ratio.toFixed(2),
    isMet: ratio >= 0.95,
  };
  return [speed, ...memory];
}

const medianOf = (
  figures: readonly Figures[],
  name: Exclude<keyof Figures, "openHandles">,
): number => median(figures.map((figure) => figure[name]));

function handlesOf(figures: readonly Figures[]): string {
  const handles = new Set(figures.flatMap(({ openHandles }) => openHandles));
  return [...handles].join(", ") || "none";
}

async function measure(peer: string, url: string, concurrency: number): Promise<Figures> {
  const child = join(workspace, "children", "wire-client.js");
  const parameters = ["--expose-gc", child, peer, url, String(concurrency), String(calls)];
  const figures: Figures = JSON.parse(await run(process.execPath, parameters));
  return figures;
}
