import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../../scripts/lib/files.js";
import { effort, progress } from "../effort.js";
import { atMost, type Section } from "../report.js";
import { inTurn } from "../turns.js";
import { oldestAndNewest, type NodeBinary } from "../workspace.js";

const processesEach = effort(30, 3);
const report = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => { const { user, system } = process.cpuUsage(); process.stderr.write(`\\n${user + system}`); });',
)}`;

const program = join(projectRoot, "dist", "cli.js");
const bare = "node alone";
const commands: readonly (readonly [name: string, args: readonly string[]])[] = [
  [bare, ["--eval", "0"]],
  ["fireworks-gateway --version", [program, "--version"]],
  ["fireworks-gateway --help", [program, "--help"]],
  ["fireworks-gateway create-secret, refused at once", [program, "create-secret"]],
];

const ratioOf = (times: ReadonlyMap<string, number>, name: string): number =>
  (times.get(name) ?? Number.NaN) / (times.get(bare) ?? Number.NaN);

/** CPU time until the command line has answered, beside that of Node itself. */
export async function measureCommandLine(): Promise<Section> {
  const nodes = await oldestAndNewest();
  const least = nodes.map(measureOn);
  return {
    title: "Command line",
    method: `CPU time of a process, user and system: the least of ${processesEach} each, in turn.`,
    columns: [
      "command",
      ...nodes.map(({ name }) => `ratio to Node alone, ${name}`),
      ...nodes.map(({ name }) => `ms of CPU, ${name}`),
    ],
    rows: commands.map(([name]) => [
      name,
      ...least.map((times) => ratioOf(times, name).toFixed(2)),
      ...least.map((times) => ((times.get(name) ?? Number.NaN) / 1000).toFixed(1)),
    ]),
    goals: nodes.map(({ name }, index) => {
      const own = ratioOf(least[index] ?? new Map(), "fireworks-gateway --version");
      return atMost(`--version as a ratio to the CPU of node alone, ${name}`, 1.15, own);
    }),
  };
}

function measureOn({ name: node, path }: NodeBinary): ReadonlyMap<string, number> {
  progress(`command line: ${node}`);
  const least = new Map<string, number>();
  for (let round = 0; round < processesEach; round += 1) {
    for (const [name, args] of inTurn(commands, round)) {
      const { stderr } = spawnSync(path, ["--import", report, ...args], { encoding: "utf8" });
      const time = Number(stderr.split("\n").at(-1));
      least.set(name, Math.min(least.get(name) ?? Infinity, time));
    }
  }
  return least;
}
