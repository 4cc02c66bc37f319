/** Measures the client beside its peers, prints the tables and writes RESULTS.md. */
import { readFile } from "node:fs/promises";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import { formatMarkdown } from "../scripts/lib/markdown.js";
import { projectRoot, writeFiles } from "../scripts/lib/files.js";
import { table, writeReport, type Section } from "./report.js";
import { withSummary } from "./summary.js";
import { measureCodegen } from "./topics/codegen.js";
import { measureCompileTime } from "./topics/compile-time.js";
import { measureInstalled } from "./topics/installed.js";
import { measurePerCall } from "./topics/per-call.js";
import { measureSize } from "./topics/size.js";
import { measureStartUp } from "./topics/start-up.js";
import { measureWire } from "./topics/wire.js";
import { benchFolder, nodeBinaries, prepareWorkspace } from "./workspace.js";

const topics = {
  "per-call": measurePerCall,
  wire: measureWire,
  size: measureSize,
  "start-up": measureStartUp,
  "compile-time": measureCompileTime,
  installed: measureInstalled,
  codegen: measureCodegen,
};

const chosen = process.argv.slice(2);
const isAlone = chosen.join() === "codegen";
// Generation has but one peer, and that is installed.
if (!isAlone) await prepareWorkspace();
const sections: Section[] = [];
for (const [name, measure] of Object.entries(topics)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const section = await measure();
  console.log(
    `\n${section.title}\n\n${table(section.columns, section.rows)}\n\n${section.addendum ?? ""}`,
  );
  sections.push(section);
}
for (const { what, goal, measured, isMet } of sections.flatMap(({ goals }) => goals)) {
  console.log(`${isMet ? "met   " : "missed"} ${what}: ${measured}, goal ${goal}`);
}
// A part alone is for the one who tunes it.
if (chosen.length === 0) {
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
}
