import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import openapiTS, { astToString } from "openapi-typescript";
import { writeFiles, writeFolder } from "../../scripts/lib/files.js";
import { findDrift } from "../../scripts/generate/find-drift.js";
import { generateFiles } from "../../scripts/generate/generate-files.js";
import { parseOpenapi } from "../../scripts/openapi/document.js";
import { printProvenance, sha256 } from "../../scripts/vendor/provenance.js";
import { compareDocuments } from "../../scripts/verdict/compare-documents.js";
import { madeOperation, makeDocument } from "../make-document.js";
import { effort, isQuick, progress } from "../effort.js";
import { atMost, type Section } from "../report.js";
import { median } from "../statistics.js";

const fullSize = 198;
const sizes = isQuick ? [10, fullSize] : [10, 50, fullSize, 500, 1000];
/** More of what is soon done, and would else be told by the moment. */
const runsFor = (operations: number): number =>
  effort(Math.min(60, Math.max(5, Math.ceil(3000 / operations))), 1);

type Task = () => Promise<unknown>;

interface Measured {
  readonly operations: number;
  readonly kilobytes: number;
  /** Of each task, openapi-typescript's first. */
  readonly tasks: readonly Timing[];
}

interface Timing {
  readonly milliseconds: number;
  /** To openapi-typescript in the same turn, so that what slows the machine down slows both. */
  readonly ratio: number;
}

const columns = [
  "openapi-typescript",
  "generation",
  "drift check",
  "verdict, a tenth changed",
  "verdict, all changed",
];

/** What a maintainer waits for, beside what openapi-typescript itself takes for the same file. */
export async function measureCodegen(): Promise<Section> {
  await measure(50, effort(5, 1));
  const measured: Measured[] = [];
  for (const size of sizes) {
    progress(`codegen: ${size} operations`);
    measured.push(await measure(size, runsFor(size)));
  }
  return {
    title: "Codegen",
    method:
      `Made documents, as large as the vendor's whole one at ${fullSize} operations, in one process: ` +
      "medians of 5 runs or more, in ms and, turn by turn, as a ratio to openapi-typescript from YAML " +
      "to types. Generation is all four files; the drift check makes them again and compares; a " +
      "verdict compares with a version in which a tenth of the resources changed, or all.",
    columns: ["operations, KB", ...columns],
    rows: measured.map(({ operations, kilobytes, tasks }) => [
      `${operations}, ${kilobytes}`,
      ...tasks.map(cell),
    ]),
    goals: goalsOf(measured),
  };
}

function cell({ milliseconds, ratio }: Timing, task: number): string {
  const time = milliseconds.toFixed(0);
  return task === 0 ? time : `${time} (${ratio.toFixed(2)}x)`;
}

/** The time for the largest beside that for full size, operation by operation: 1 is linear. */
function goalsOf(measured: readonly Measured[]): Section["goals"] {
  const full = measured.find(({ operations }) => operations === fullSize);
  const largest = measured.at(-1);
  if (!full || !largest) return [];
  const tasks = [1, 2, 3];
  return [
    ...tasks.map((task) => {
      const what = `${columns[task]} of ${fullSize} operations as a ratio to openapi-typescript`;
      return atMost(what, 2, full.tasks[task]?.ratio ?? Number.NaN);
    }),
    ...tasks.map((task) => {
      const perOperation = ({ operations, tasks: timings }: Measured): number =>
        (timings[task]?.milliseconds ?? Number.NaN) / operations;
      const what = `${columns[task]}: time for an operation of ${largest.operations}, as a ratio to that of ${fullSize}`;
      return atMost(what, 1.25, perOperation(largest) / perOperation(full));
    }),
  ];
}

async function measure(operations: number, runs: number): Promise<Measured> {
  const yaml = makeDocument(operations);
  const someChanged = makeDocument(operations, { isChanged: (resource) => resource % 10 === 0 });
  const allChanged = makeDocument(operations, { isChanged: () => true });
  const root = await mkdtemp(join(tmpdir(), "codegen-"));
  try {
    await makeProject(root, yaml);
    const timings = await timed(
      [
        async () => astToString(await openapiTS(yaml, { silent: true })),
        () => generateFiles(root),
        () => findDrift(root),
        () => compare(yaml, someChanged),
        () => compare(yaml, allChanged),
      ],
      runs,
    );
    return { operations, kilobytes: Math.round(yaml.length / 1000), tasks: timings };
  } finally {
    await rm(root, { recursive: true });
  }
}

const compare = (from: string, to: string) =>
  compareDocuments(parseOpenapi(from), parseOpenapi(to));

/** Runs the tasks in turns, so that a busy moment of the machine meets each of them. */
async function timed(tasks: readonly Task[], runs: number): Promise<Timing[]> {
  const durations = tasks.map((): number[] => []);
  for (let run = 0; run < runs; run += 1) {
    for (const [index, task] of tasks.entries()) {
      const started = performance.now();
      await task();
      durations[index]?.push(performance.now() - started);
    }
  }
  return durations.map((times) => ({
    milliseconds: median(times),
    ratio: median(times.map((time, run) => time / (durations[0]?.[run] ?? Number.NaN))),
  }));
}

const overlay = `overlay: 1.0.0
actions:
  - target: $.components.schemas.gatewayResource0Options
    update: { description: What can be chosen. }
`;

async function makeProject(root: string, yaml: string): Promise<void> {
  const provenance = {
    source: "made.yaml",
    specVersion: parseOpenapi(yaml).info.version,
    pageSha256: null,
    yamlSha256: sha256(yaml),
    importedOn: "2026-01-01",
  };
  await writeFiles(
    join(root, "openapi"),
    new Map([
      ["gateway.yaml", yaml],
      ["gateway.overlay.yaml", overlay],
      ["gateway.source.json", printProvenance(provenance)],
      ["operations.json", JSON.stringify([madeOperation])],
    ]),
  );
  await writeFolder(join(root, "src", "generated"), await generateFiles(root));
}
