import { join } from "node:path";
import { contenders, openapiFetch, ours, rawFetch, versionOf } from "../contenders.js";
import { run } from "../processes.js";
import { atMost, type Goal, type Section } from "../report.js";
import { median } from "../statistics.js";
import { nodeBinaries, workspace, type NodeBinary } from "../workspace.js";

const rounds = 300;
/** The compiler and the collector decide a little differently in each. */
const processesEach = 5;

interface Figure {
  readonly microseconds: number;
  /** To the one that it ran in turn with. */
  readonly ratio: number;
}

/** What a call costs beside its network: each client in turn with raw fetch. */
export async function measurePerCall(): Promise<Section> {
  const nodes = await nodeBinaries();
  const rows: string[][] = [];
  const goals: Goal[] = [];
  for (const contender of contenders) {
    const figures: Figure[] = [];
    for (const node of nodes) figures.push(await measure(node, rawFetch.peer, contender.peer));
    rows.push([
      `${contender.name} ${await versionOf(contender)}`,
      ...figures.map(({ ratio }) => ratio.toFixed(2)),
      ...figures.map(({ microseconds }) => microseconds.toFixed(1)),
    ]);
    if (contender === ours) goals.push(...(await goalsOf(nodes, figures)));
  }
  return {
    title: "Per call",
    method:
      "A fetch that answers at once, so that a client's own work is all there is: p50 over " +
      `${rounds} rounds of 50 creations, each client in turn with raw fetch, in a process of their ` +
      `own and once both are warm; the median of ${processesEach} such processes. Raw fetch does ` +
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
      atMost(`a call as a ratio to openapi-fetch alone, ${node.name}`, 0.75, ofOpenapiFetch.ratio),
      atMost(`a call as a ratio to raw fetch, ${node.name}`, 1.7, raw),
    );
  }
  return goals;
}

async function measure(node: NodeBinary, base: string, peer: string): Promise<Figure> {
  const child = join(workspace, "children", "per-call.js");
  const figures: Figure[] = [];
  for (let process = 0; process < processesEach; process += 1) {
    const printed = await run(node.path, [child, String(rounds), base, peer]);
    const [, figure]: Figure[] = JSON.parse(printed);
    if (!figure) throw new Error(`${peer}: no figures`);
    figures.push(figure);
  }
  return {
    microseconds: median(figures.map(({ microseconds }) => microseconds)),
    ratio: median(figures.map(({ ratio }) => ratio)),
  };
}
