import { join } from "node:path";
import {
  contenders,
  openapiFetch,
  ours,
  protectedFetch,
  rawFetch,
  versionOf,
} from "../contenders.js";
import { effort, progress } from "../effort.js";
import { run } from "../processes.js";
import { atMost, type Goal, type Section } from "../report.js";
import { median } from "../statistics.js";
import { oldestAndNewest, workspace, type NodeBinary } from "../workspace.js";

const rounds = effort(300, 5);
/** Node 24 goes on compiling a larger client for some ten thousand calls. */
const warmUpRounds = effort(400, 5);
/** The compiler and the collector decide a little differently in each; of peers it matters less. */
const processesOf = (peer: string): number => effort(peer === ours.peer ? 5 : 3, 1);

/** What a creation may take beside raw fetch, by the version of Node. */
const limits: Readonly<Record<string, number>> = { "Node 20": 1.45 };
const limitOfOthers = 1.55;

interface Figure {
  readonly microseconds: number;
  /** To the one that it ran in turn with. */
  readonly ratio: number;
}

/** What a call costs beside its network: each client in turn with raw fetch. */
export async function measurePerCall(): Promise<Section> {
  const nodes = await oldestAndNewest();
  const rows: string[][] = [];
  const goals: Goal[] = [];
  const versions = contenders.map(async (one) => ({
    peer: one.peer,
    name: `${one.name} ${await versionOf(one)}`,
  }));
  const [own, ...others] = await Promise.all(versions);
  for (const { name, peer } of [own, protectedFetch, ...others].filter(
    (one) => one !== undefined,
  )) {
    progress(`per call: ${name}`);
    const figures: Figure[] = [];
    for (const node of nodes) figures.push(await measure(node, rawFetch.peer, peer));
    rows.push([
      name,
      ...figures.map(({ ratio }) => ratio.toFixed(2)),
      ...figures.map(({ microseconds }) => microseconds.toFixed(1)),
    ]);
    if (peer === ours.peer) goals.push(...(await goalsOf(nodes, figures)));
  }
  return {
    title: "Per call",
    method:
      "A fetch that answers at once, so that a client's own work is all there is: p50 over " +
      `${rounds} rounds of 50 creations, each client in turn with raw fetch, in a process of their ` +
      `own and once both are warm; the median of ${processesOf(ours.peer)} such processes, of ${processesOf("")} for others. Raw fetch does ` +
      "the same job: serialises, sends, checks the status, parses. All protections on.",
    columns: [
      "client",
      ...nodes.map(({ name }) => `ratio to raw fetch, ${name}`),
      ...nodes.map(({ name }) => `µs, ${name}`),
    ],
    rows,
    goals,
  };
}

async function goalsOf(nodes: readonly NodeBinary[], ofRaw: readonly Figure[]): Promise<Goal[]> {
  const goals: Goal[] = [];
  for (const [index, node] of nodes.entries()) {
    const ofOpenapiFetch = await measure(node, openapiFetch.peer, ours.peer);
    const raw = ofRaw[index]?.ratio ?? Number.NaN;
    goals.push(
      atMost(`a call as a ratio to openapi-fetch alone, ${node.name}`, 0.66, ofOpenapiFetch.ratio),
      atMost(
        `a call as a ratio to raw fetch, ${node.name}`,
        limits[node.name] ?? limitOfOthers,
        raw,
      ),
    );
  }
  return goals;
}

async function measure(node: NodeBinary, base: string, peer: string): Promise<Figure> {
  const child = join(workspace, "children", "per-call.js");
  const figures: Figure[] = [];
  for (let process = 0; process < processesOf(peer); process += 1) {
    const printed = await run(node.path, [child, String(rounds), String(warmUpRounds), base, peer]);
    const [, figure]: Figure[] = JSON.parse(printed);
    if (!figure) throw new Error(`${peer}: no figures`);
    figures.push(figure);
  }
  return {
    microseconds: median(figures.map(({ microseconds }) => microseconds)),
    ratio: median(figures.map(({ ratio }) => ratio)),
  };
}
