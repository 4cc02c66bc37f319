/** Tries the toolchain on documents that npm packages ship, and writes docs/documents.md. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../scripts/lib/files.js";
import { escapeMarkdown, formatMarkdown } from "../../scripts/lib/markdown.js";
import { npm } from "../package/npm.js";
import { documents } from "./documents.js";
import { tryDocument } from "./try-document.js";

const here = import.meta.dirname;
const page = join(projectRoot, "docs", "documents.md");

await npm(["ls"], { cwd: here }).catch(async () => npm(["ci", "--ignore-scripts"], { cwd: here }));

const rows: string[] = [];
const reasons: string[] = [];
for (const { publisher, path } of documents) {
  const started = performance.now();
  const source = await readFile(join(here, "node_modules", path));
  const tried = await tryDocument(publisher, source);
  const { openapi, operations, bodies, marked, leftOut, problems } = tried;
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const outcome = problems.length === 0 ? "as expected" : "failed";
  const numbers = [operations, leftOut.length, marked, bodies].join(" | ");
  rows.push(`| ${publisher} | ${openapi} | ${numbers} | ${outcome} |`);
  reasons.push(...leftOut.map((reason) => `- ${publisher}: ${escapeMarkdown(reason)}`));
  console.log(`${publisher}: ${operations} operations, ${outcome} (${seconds} s)`);
  for (const problem of problems) console.error(`  ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}

const text = `# Real documents

Written by \`npm run test:documents\`, which imports each document and wraps all of its operations at once. *As
expected* means: on each made body, right or wrong, the generated validators have the verdict of ajv on the
document's own schema; the types and the validators' types compile; the drift check finds no difference; and the
verdicts on four changes to the first operation and four to the last are right. *Marked* are fields whose names
or prose say that they may be secret: generation asks to mark each as a secret or as none.

| publisher | OpenAPI | operations | bad places | marked | bodies judged | outcome |
| --- | --- | ---: | ---: | ---: | ---: | --- |
${rows.join("\n")}

Operations were left out for these places, which are mistakes of the documents:

${reasons.join("\n")}
`;
await writeFile(page, await formatMarkdown(page, text));
