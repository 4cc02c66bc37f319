import { join } from "node:path";
import { contenders, ours, protectedFetch, rawFetch, versionOf } from "../contenders.js";
import { effort, progress } from "../effort.js";
import { run } from "../processes.js";
import { atMost, type Section } from "../report.js";
import { median } from "../statistics.js";
import { inTurn } from "../turns.js";
import { startServer } from "../wire-server.js";
import { oldestAndNewest, workspace, type NodeBinary } from "../workspace.js";

const processesEach = effort(15, 2);

interface Measured {
  readonly name: string;
  readonly peer: string;
}

/** Milliseconds of each process, by the peer. */
type Times = ReadonlyMap<string, readonly number[]>;

/** What a script or a function of a cloud waits for: import, client and one creation in a fresh process. */
export async function measureFirstCall(): Promise<Section> {
  await using server = await startServer();
  // Generated functions of orval have their address built in.
  const versions = contenders
    .filter(({ peer }) => peer !== "orval")
    .map(async (one) => ({ peer: one.peer, name: `${one.name} ${await versionOf(one)}` }));
  const measured = [rawFetch, protectedFetch, ...(await Promise.all(versions))];
  const nodes = await oldestAndNewest();
  const times: Times[] = [];
  for (const node of nodes) times.push(await measureOn(node, measured, server.url));
  return {
    title: "First call",
    method:
      "Import, client and one creation on loopback in a fresh process, without the start of Node: " +
      `median of ${processesEach} processes each, in turn.`,
    columns: [
      "client",
      ...nodes.map(({ name }) => `ratio to raw fetch, ${name}`),
      ...nodes.map(({ name }) => `ms, ${name}`),
    ],
    rows: measured.map(({ name, peer }) => [
      name,
      ...times.map((all) => ratioToRawFetch(all, peer).toFixed(2)),
      ...times.map((all) => median(all.get(peer) ?? []).toFixed(1)),
    ]),
    goals: nodes.map(({ name }, index) => {
      const own = ratioToRawFetch(times[index] ?? new Map(), ours.peer);
      return atMost(`first call of a process as a ratio to raw fetch, ${name}`, 1.12, own);
    }),
  };
}

async function measureOn(
  { name, path }: NodeBinary,
  measured: readonly Measured[],
  url: string,
): Promise<Times> {
  const times = new Map<string, number[]>(measured.map(({ peer }) => [peer, []]));
  for (let round = 0; round < processesEach; round += 1) {
    progress(`first call: ${name}, round ${round + 1}`);
    for (const { peer } of inTurn(measured, round)) {
      const child = join(workspace, "children", "first-call.js");
      times.get(peer)?.push(Number(await run(path, [child, peer, url])));
    }
  }
  return times;
}

/** Round by round, so that what slows the machine down slows both. */
function ratioToRawFetch(times: Times, peer: string): number {
  const raw = times.get(rawFetch.peer) ?? [];
  const own = times.get(peer) ?? [];
  return median(own.map((time, round) => time / (raw[round] ?? Number.NaN)));
}
