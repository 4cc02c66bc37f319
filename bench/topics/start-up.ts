import { join } from "node:path";
import { writeFiles } from "../../scripts/lib/files.js";
import { contenders, openapiFetch, ours, versionOf } from "../contenders.js";
import { effort, progress } from "../effort.js";
import { run } from "../processes.js";
import { atMost, type Section } from "../report.js";
import { median } from "../statistics.js";
import { inTurn } from "../turns.js";
import { nodeBinaries, workspace, type NodeBinary } from "../workspace.js";

const processesEach = effort(20, 2);

/** The least that a package can cost that has openapi-fetch as its dependency. */
const reExport = {
  name: "a package that only re-exports openapi-fetch",
  specifier: "re-exported-openapi-fetch",
};
const measured = [...contenders, reExport];

/** Milliseconds of each process, by the name of the contender. */
type Times = ReadonlyMap<string, readonly number[]>;

/** How long a process waits until it has a client. */
export async function measureStartUp(): Promise<Section> {
  await installReExport();
  const nodes = await nodeBinaries();
  const times: Times[] = [];
  for (const node of nodes) times.push(await measureOn(node));
  const names = await Promise.all(
    contenders.map(async (one) => [one.name, `${one.name} ${await versionOf(one)}`] as const),
  );
  const rows = [...names, [reExport.name, reExport.name] as const].map(([name, title]) => [
    title,
    ...times.map((all) => ratio(all, name, openapiFetch.name).toFixed(2)),
    ...times.map((all) => ratio(all, name, reExport.name).toFixed(2)),
    ...times.map((all) => median(all.get(name) ?? []).toFixed(1)),
  ]);
  return {
    title: "Start-up",
    method:
      `Cold import, for this client with createGatewayClient: median of ${processesEach} ` +
      "processes each, in turn.",
    columns: [
      "client",
      ...nodes.map(({ name }) => `ratio to openapi-fetch, ${name}`),
      ...nodes.map(({ name }) => `to a re-export of it, ${name}`),
      ...nodes.map(({ name }) => `ms, ${name}`),
    ],
    rows,
    goals: nodes.map(({ name }, index) => {
      const own = ratio(times[index] ?? new Map(), ours.name, reExport.name);
      return atMost(`start-up as a ratio to ${reExport.name}, ${name}`, 1.25, own);
    }),
  };
}

async function measureOn({ name, path }: NodeBinary): Promise<Times> {
  const times = new Map<string, number[]>(measured.map((one) => [one.name, []]));
  for (let round = 0; round < processesEach; round += 1) {
    progress(`start-up: ${name}, round ${round + 1}`);
    for (const contender of inTurn(measured, round)) {
      const factory = contender === ours ? ["createGatewayClient"] : [];
      const child = join(workspace, "children", "start-up.js");
      const printed = await run(path, [child, contender.specifier, ...factory]);
      times.get(contender.name)?.push(Number(printed));
    }
  }
  return times;
}

/** Round by round, so that what slows the machine down slows both. */
function ratio(times: Times, name: string, base: string): number {
  const others = times.get(base) ?? [];
  const own = times.get(name) ?? [];
  return median(own.map((time, round) => time / (others[round] ?? Number.NaN)));
}

function installReExport(): Promise<void> {
  const manifest = { type: "module", exports: "./index.js" };
  return writeFiles(
    join(workspace, "node_modules", reExport.specifier),
    new Map([
      ["package.json", JSON.stringify(manifest)],
      ["index.js", 'export { default } from "openapi-fetch";\n'],
    ]),
  );
}
