import { join } from "node:path";
import { contenders, ours, protectedFetch, rawFetch } from "../contenders.js";
import { effort, progress } from "../effort.js";
import { run } from "../processes.js";
import { atMost, type Section } from "../report.js";
import { workspace } from "../workspace.js";

const calls = effort(10_000, 1000);

/** Memory of calls that wait for an answer. */
export async function measurePending(): Promise<Section> {
  // Generated functions of orval take no fetch.
  const measured = [rawFetch, protectedFetch, ...contenders.filter(({ peer }) => peer !== "orval")];
  const bytes = new Map<string, number>();
  for (const { name, peer } of measured) {
    progress(`pending calls: ${name}`);
    const child = join(workspace, "children", "pending.js");
    const printed = await run(process.execPath, ["--expose-gc", child, peer, String(calls)]);
    bytes.set(name, Number(printed));
  }
  return {
    title: "Pending calls",
    method:
      `${calls} creations whose fetch never answers, begun at once after a hundred others, ` +
      `${process.version}: the heap that each holds. What the platform's own fetch would hold is left out.`,
    columns: ["client", "kB a call"],
    rows: [...bytes].map(([name, size]) => [name, (size / 1000).toFixed(2)]),
    goals: [
      atMost("heap of a pending call", 5.5, (bytes.get(ours.name) ?? Number.NaN) / 1000, " kB"),
    ],
  };
}
