import { join } from "node:path";
import { writeFiles } from "../../scripts/lib/files.js";
import { contenders, openapiFetch, ours, versionOf } from "../contenders.js";
import { run } from "../processes.js";
import { atMost, type Section } from "../report.js";
import { median } from "../statistics.js";
import { inTurn } from "../turns.js";
import { workspace } from "../workspace.js";

const processesEach = 20;

/** The least that a package can cost that has openapi-fetch as its dependency. */
const reExport = {
  name: "a package that only re-exports openapi-fetch",
  specifier: "re-exported-openapi-fetch",
};

/** How long a process waits until it has a client. */
export async function measureStartUp(): Promise<Section> {
  await installReExport();
  const measured = [...contenders, reExport];
  const times = new Map<string, number[]>(measured.map(({ name }) => [name, []]));
  for (let round = 0; round < processesEach; round += 1) {
    for (const contender of inTurn(measured, round)) {
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
  const figuresOf = (name: string): string[] => [
    ratioOf(name).toFixed(2),
    median(times.get(name) ?? []).toFixed(1),
  ];
  const rows = contenders.map(async (contender) => [
    `${contender.name} ${await versionOf(contender)}`,
    ...figuresOf(contender.name),
  ]);
  return {
    title: "Start-up",
    method:
      `Cold import, for this client with createGatewayClient: median of ${processesEach} ` +
      `processes each, in turn, ${process.version}.`,
    columns: ["client", "ratio to openapi-fetch", "ms"],
    rows: [...(await Promise.all(rows)), [reExport.name, ...figuresOf(reExport.name)]],
    goals: [atMost("start-up as a ratio to openapi-fetch's import", 1.25, ratioOf(ours.name))],
  };
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
