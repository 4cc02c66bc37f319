/** Redocly's verdict on the same changes, and the table of where and why ours differs. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { projectRoot } from "../../../scripts/lib/files.js";
import { allChanges } from "./all-changes.js";
import { redoclyDiffs } from "./redocly-diffs.js";
import { disagreements } from "./redocly-disagreements.js";

const verdictOf = new Map(allChanges.map(({ name, verdict }) => [name, verdict]));

/** The table as the page shows it: one row for each reason and pair of verdicts. */
const tableRows = disagreements.flatMap(({ because, pairs }) => {
  const names = Object.keys(pairs);
  const kinds = [...new Set(names.map((name) => `${verdictOf.get(name)} ${pairs[name]}`))];
  return kinds.map((kind) => {
    const ofKind = names.filter((name) => `${verdictOf.get(name)} ${pairs[name]}` === kind);
    return [...kind.split(" "), `${ofKind.length}`, ofKind[0], because];
  });
});

describe("the second opinion", () => {
  let opinions: ReadonlyMap<string, string | undefined> = new Map();

  beforeAll(async () => {
    const theirs = await redoclyDiffs(allChanges);
    opinions = new Map(allChanges.map(({ name }, index) => [name, theirs[index]]));
  }, 180_000);

  test("differs where the table says so, and nowhere else", () => {
    const differing = allChanges
      .filter(({ name, verdict }) => opinions.get(name) !== verdict)
      .map(({ name }) => [name, opinions.get(name)]);
    const listed = disagreements.flatMap(({ pairs }) => Object.entries(pairs));

    expect(Object.fromEntries(differing)).toEqual(Object.fromEntries(listed));
  });

  test("is shown with our reasons in docs/verdicts.md", async () => {
    const page = await readFile(join(projectRoot, "docs", "verdicts.md"), "utf8");
    const rows = page.split("\n").filter((line) => line.startsWith("| "));
    const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
    const shown = cells.slice(-tableRows.length).map((row) => row.slice(1, -1));

    expect(shown).toEqual(tableRows);
  });
});
