import { expect, test } from "vitest";
import { nextPackageVersion } from "../../../scripts/bump/package-version.js";
import type { Verdict } from "../../../scripts/verdict/change.js";

test.each<[string, Verdict, string]>([
  ["0.1.0", "none", "0.1.0"],
  ["0.1.0", "patch", "0.1.1"],
  ["0.1.9", "minor", "0.1.10"],
  ["0.9.3", "major", "0.10.0"],
  ["1.2.3", "none", "1.2.3"],
  ["1.2.3", "patch", "1.2.4"],
  ["1.2.3", "minor", "1.3.0"],
  ["9.2.3", "major", "10.0.0"],
])("version %s and the verdict %s ask for %s", (current, verdict, next) => {
  expect(nextPackageVersion(current, verdict)).toBe(next);
});

test("an invalid package version is an error", () => {
  expect(() => nextPackageVersion("1.2", "patch")).toThrow(/^expected a version such as 1\.2\.3/);
});
