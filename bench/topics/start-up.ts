import { join } from "node:path";
import { contenders, openapiFetch, ours, versionOf } from "../contenders.js";
import { run } from "../processes.js";
import { atMost, type Section } from "../report.js";
import { median } from "../statistics.js";
import { workspace } from "../workspace.js";

const processesEach = 20;

/** How long a process waits until it has a client. */
export async function measureStartUp(): Promise<Section> {
  const times = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < processesEach; round += 1) {
    for (const contender of contenders) {
      const factory = contender === ours ? ["createGatewayClient"] : [];
      const child = join(workspace, "children", "start-up.js");
      const printed = await run(process.execPath, [child, contender.specifier, ...factory]);
      times.get(contender.name)?.push(Number(printed));
    }
  }
  // Round by round, so that what slows the machine down slows both.
  const ratioOf = (name: string): number => {
    const own = times.get(name) ?? [];
    const base = times.get(openapiFetch.name) ?? [];
    return median(own.map((time, round) => time / (base[round] ?? Number.NaN)));
  };
  const rows = contenders.map(async (contender) => [
    `${contender.name} ${await versionOf(contender)}`,
    ratioOf(contender.name).toFixed(2),
    median(times.get(contender.name) ?? []).toFixed(1),
  ]);
  return {
    title: "Start-up",
    method:
      `Cold import, for this client with createGatewayClient: median of ${processesEach} ` +
      `processes each, in turn, ${process.version}.`,
    columns: ["client", "ratio to openapi-fetch", "ms"],
    rows: await Promise.all(rows),
    goals: [atMost("start-up as a ratio to openapi-fetch's import", 1.25, ratioOf(ours.name))],
  };
}
