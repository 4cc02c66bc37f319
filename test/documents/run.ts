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
  const yaml = await readFile(join(here, "node_modules", path), "utf8");
  const { openapi, operations, leftOut, problems } = await tryDocument(yaml);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  const outcome = problems.length === 0 ? "as expected" : "failed";
  rows.push(`| ${publisher} | ${openapi} | ${operations} | ${leftOut.length} | ${outcome} |`);
  reasons.push(...leftOut.map((reason) => `- ${publisher}: ${escapeMarkdown(reason)}`));
  console.log(`${publisher}: ${operations} operations, ${outcome} (${seconds} s)`);
  for (const problem of problems) console.error(`  ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}

const text = `# Real documents

Written by \`npm run test:documents\`, which wraps all operations of each document at once. *As expected* means:
each validator has the verdicts of ajv on made bodies, the types and the validators' types compile, a second
generation writes the same bytes, and the verdicts on three changed versions are right.

| publisher | OpenAPI | operations | bad places | outcome |
| --- | --- | --- | --- | --- |
${rows.join("\n")}

Operations were left out for these places, which are mistakes of the documents:

${reasons.join("\n")}
`;
await writeFile(page, await formatMarkdown(page, text));
