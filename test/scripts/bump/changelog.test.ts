import { describe, expect, test } from "vitest";
import { unreleasedVerdict, withEntry } from "../../../scripts/bump/changelog.js";
import type { Verdict } from "../../../scripts/verdict/change.js";

describe("the changelog", () => {
  const entry = "### Things 1 to 2: minor\n\n- New.\n";

  test.each([
    ["# Changelog\n\n## [Unreleased]\n", `# Changelog\n\n## [Unreleased]\n\n${entry}`],
    [
      "## [Unreleased]\n\n### Added\n\n- It.\n",
      `## [Unreleased]\n\n${entry}\n### Added\n\n- It.\n`,
    ],
    [
      "# Changelog\n\n## [1.0.0]\n\n- It.\n",
      `# Changelog\n\n## [Unreleased]\n\n${entry}\n## [1.0.0]\n\n- It.\n`,
    ],
    ["# Changelog\n", `# Changelog\n\n## [Unreleased]\n\n${entry}\n`],
  ])("takes an entry first under Unreleased: %j", (before, after) => {
    expect(withEntry(before, entry)).toBe(after);
  });

  test.each<[string, Verdict]>([
    ["# Changelog\n", "none"],
    ["## [Unreleased]\n\n### Added\n", "none"],
    [`## [Unreleased]\n\n${entry}`, "minor"],
    [`## [Unreleased]\n\n${entry}\n### Things 0 to 1: patch\n`, "minor"],
    [`## [Unreleased]\n\n## [1.0.0]\n\n${entry}`, "none"],
  ])("tells the gravest verdict that waits for a release: %j", (changelog, verdict) => {
    expect(unreleasedVerdict(changelog)).toBe(verdict);
  });
});
