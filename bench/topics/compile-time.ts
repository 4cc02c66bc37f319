import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { contenders, ours, versionOf, type Contender } from "../contenders.js";
import { run } from "../processes.js";
import { atMost, type Section } from "../report.js";
import { median } from "../statistics.js";
import { workspace } from "../workspace.js";

const roundsEach = 3;

interface Diagnostics {
  readonly instantiations: number;
  readonly checkSeconds: number;
}

/** What a client's types cost the compiler. */
export async function measureCompileTime(): Promise<Section> {
  const measured = new Map<string, Diagnostics[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < roundsEach; round += 1) {
    for (const contender of contenders) {
      measured.get(contender.name)?.push(await diagnose(contender));
    }
  }
  const instantiationsOf = (name: string): number =>
    measured.get(name)?.[0]?.instantiations ?? Number.NaN;
  const checkTimeOf = (name: string): number =>
    median((measured.get(name) ?? []).map(({ checkSeconds }) => checkSeconds));
  const rows = contenders.map(async (contender) => [
    `${contender.name} ${await versionOf(contender)}`,
    String(instantiationsOf(contender.name)),
    checkTimeOf(contender.name).toFixed(2),
  ]);
  const { version } = createRequire(import.meta.url)("typescript/package.json");
  return {
    title: "Compile time",
    method:
      `A program with one creation, checked by TypeScript ${version} with skipLibCheck: ` +
      `instantiations, and check time as the median of ${roundsEach} runs.`,
    columns: ["client", "type instantiations", "check time, s"],
    rows: await Promise.all(rows),
    goals: [
      atMost("type instantiations of a program with one call", 1000, instantiationsOf(ours.name)),
    ],
  };
}

async function diagnose({ peer }: Contender): Promise<Diagnostics> {
  const project = join(workspace, `tsconfig.${peer}.json`);
  const config = { extends: "../peers/tsconfig.json", files: [`../peers/${peer}.ts`], include: [] };
  await writeFile(project, JSON.stringify(config));
  const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  const printed = await run(process.execPath, [tsc, "-p", project, "--extendedDiagnostics"]);
  const figure = (name: string): number =>
    Number(new RegExp(`^${name}: +([\\d.]+)`, "m").exec(printed)?.[1]);
  return { instantiations: figure("Instantiations"), checkSeconds: figure("Check time") };
}
