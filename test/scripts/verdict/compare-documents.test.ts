/** What each change of the document means to those who use the package. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../../../scripts/lib/files.js";
import { compareDocuments, type Comparison } from "../../../scripts/verdict/compare-documents.js";
import { jobDocument } from "./job-document.js";
import { redoclyDiffs } from "./redocly-diffs.js";
import { disagreements } from "./redocly-disagreements.js";
import { verdictPairs } from "./verdict-pairs.js";

const before = jobDocument();
const after = verdictPairs.map(({ change }) => jobDocument(change));
// It runs beside the verdicts, in a process of its own.
const secondOpinions = redoclyDiffs(before, after);

const reasonsOf = ({ reasons, operations }: Comparison): string =>
  [...reasons, ...operations.flatMap((operation) => operation.reasons)].join("\n");

describe("the verdict on", () => {
  test.each(verdictPairs.map((pair) => [pair.name, pair.verdict, pair] as const))(
    "%s is %s",
    async (_name, verdict, { reason, change }) => {
      const comparison = await compareDocuments(before, jobDocument(change));

      expect(comparison.verdict).toBe(verdict);
      expect(reasonsOf(comparison)).toContain(reason);
    },
  );
});

describe("the second opinion", () => {
  test("differs where the table says so, and nowhere else", async () => {
    const opinions = await secondOpinions;
    const differing = verdictPairs.flatMap(({ name, verdict }, index) =>
      opinions[index] === verdict ? [] : [[name, opinions[index]]],
    );
    const listed = disagreements.flatMap(({ pairs }) => Object.entries(pairs));

    expect(Object.fromEntries(differing)).toEqual(Object.fromEntries(listed));
  });

  test("is shown with our reasons in docs/verdicts.md", async () => {
    const page = await readFile(join(projectRoot, "docs", "verdicts.md"), "utf8");
    const rows = page.split("\n").filter((line) => line.startsWith("| "));
    const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
    const shown = cells.slice(-disagreementRows.length).map((row) => row.slice(1, -1));

    expect(shown).toEqual(disagreementRows);
  });
});

/** The table as the page shows it. */
const verdictOf = (name: string) => verdictPairs.find((pair) => pair.name === name)?.verdict;

const disagreementRows = disagreements.flatMap(({ because, pairs }) => {
  return Object.entries(pairs).map(([name, theirs]) => [
    name,
    `${verdictOf(name)}`,
    theirs,
    because,
  ]);
});
