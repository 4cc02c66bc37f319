/**
 * Measures the client beside its peers, prints the tables and writes RESULTS.md. Topics that are named are
 * measured alone; `--quick` shows whether everything runs; `--resume` goes on with a run that was ended.
 */
import { readFile } from "node:fs/promises";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import { formatMarkdown } from "../scripts/lib/markdown.js";
import { projectRoot, writeFiles } from "../scripts/lib/files.js";
import { isQuick, progress } from "./effort.js";
import { table, writeReport, type Section } from "./report.js";
import { forgetSections, keepSection, keptSection } from "./sections.js";
import { withSummary } from "./summary.js";
import { measureCodegen } from "./topics/codegen.js";
import { measureCommandLine } from "./topics/command-line.js";
import { measureCompileTime } from "./topics/compile-time.js";
import { measureFirstCall } from "./topics/first-call.js";
import { measureInstalled } from "./topics/installed.js";
import { measureLimiter } from "./topics/limiter.js";
import { measurePending } from "./topics/pending.js";
import { measurePerCall } from "./topics/per-call.js";
import { measureSize } from "./topics/size.js";
import { measureStartUp } from "./topics/start-up.js";
import { measureSync } from "./topics/sync.js";
import { measureWire } from "./topics/wire.js";
import { benchFolder, nodeBinaries, prepareWorkspace } from "./workspace.js";

const topics = {
  "per-call": measurePerCall,
  wire: measureWire,
  limiter: measureLimiter,
  sync: measureSync,
  pending: measurePending,
  size: measureSize,
  "start-up": measureStartUp,
  "first-call": measureFirstCall,
  "command-line": measureCommandLine,
  "compile-time": measureCompileTime,
  installed: measureInstalled,
  codegen: measureCodegen,
};

const options = new Set(process.argv.slice(2).filter((word) => word.startsWith("--")));
const chosen = process.argv.slice(2).filter((word) => !word.startsWith("--"));
/** Only a whole run writes the report. */
const isWhole = chosen.length === 0 && !isQuick;
const unknown = [
  ...chosen.filter((name) => !Object.hasOwn(topics, name)),
  ...[...options].filter((option) => option !== "--quick" && option !== "--resume"),
];
if (unknown.length > 0) {
  console.error(`expected --quick, --resume or topics: ${Object.keys(topics).join(", ")}`);
  process.exit(1);
}
if (!options.has("--resume")) await forgetSections();
// These have nothing to install.
const isAlone =
  chosen.length > 0 && chosen.every((name) => name === "codegen" || name === "limiter");
if (!isAlone) {
  progress("building, installing and generating");
  await prepareWorkspace();
}
const sections: Section[] = [];
for (const [name, measure] of Object.entries(topics)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const kept = isQuick ? undefined : await keptSection(name);
  if (!kept) progress(name);
  const section = kept ?? (await measure());
  if (isWhole) await keepSection(name, section);
  console.log(
    `\n${section.title}\n\n${table(section.columns, section.rows)}\n\n${section.addendum ?? ""}`,
  );
  sections.push(section);
}
for (const { what, goal, measured, isMet } of sections.flatMap(({ goals }) => goals)) {
  console.log(`${isMet ? "met   " : "missed"} ${what}: ${measured}, goal ${goal}`);
}
// A part alone is for the one who tunes it.
if (isWhole) {
  const nodes = (await nodeBinaries()).map(({ version }) => version).join(" and ");
  const facts = [
    `Date: ${new Date().toISOString().slice(0, 10)}`,
    `Node: ${nodes}`,
    `Machine: ${process.platform} ${process.arch}, ${availableParallelism()} × ${cpus()[0]?.model.trim()}`,
  ];
  const notes = await readFile(join(benchFolder, "notes.md"), "utf8");
  const report = await writeReport(join(benchFolder, "RESULTS.md"), facts, sections, notes);
  await writeFiles(benchFolder, new Map([["RESULTS.md", report]]));
  const readme = withSummary(await readFile(join(projectRoot, "README.md"), "utf8"), report);
  const formatted = await formatMarkdown(join(projectRoot, "README.md"), readme);
  await writeFiles(projectRoot, new Map([["README.md", formatted]]));
  await forgetSections();
}
