/** Redocly's verdict on the same changes, and the table of where and why ours differs. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../../../scripts/lib/files.js";
import { jobDocument } from "./job-document.js";
import { redoclyDiffs } from "./redocly-diffs.js";
import { disagreements } from "./redocly-disagreements.js";
import { verdictPairs } from "./verdict-pairs.js";

const before = jobDocument();
const after = verdictPairs.map(({ change }) => jobDocument(change));

describe("the second opinion", () => {
  test("differs where the table says so, and nowhere else", async () => {
    const opinions = await redoclyDiffs(before, after);
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
