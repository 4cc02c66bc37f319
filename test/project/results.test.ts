import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { withSummary } from "../../bench/summary.js";
import { projectRoot } from "../../scripts/lib/files.js";
import { formatMarkdown } from "../../scripts/lib/markdown.js";

test("the README quotes what was measured", async () => {
  const path = join(projectRoot, "README.md");
  const readme = await readFile(path, "utf8");
  const report = await readFile(join(projectRoot, "bench", "RESULTS.md"), "utf8");

  expect(readme).toBe(await formatMarkdown(path, withSummary(readme, report)));
});

test("a page that has no place for the figures is told", () => {
  expect(() => withSummary("# A page", "# Results")).toThrow(/^expected "<!-- Written by/);
});
