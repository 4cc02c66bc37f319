import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fieldsOf, textOf } from "../lib/json.js";
import { withProgress } from "../lib/progress.js";
import { parseYaml } from "../lib/yaml.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { importDocument, type ImportOptions } from "../vendor/import-document.js";
import type { Source } from "../vendor/read-source.js";
import type { Comparison } from "../verdict/compare-documents.js";
import { compareImported } from "../verdict/compare-imported.js";
import { changelogEntry } from "./changelog.js";
import { nextPackageVersion } from "./package-version.js";
import { allSteps, type Step, type Problem } from "./steps.js";
import { updatePages } from "./update-pages.js";

/** Options of bumpSpec. */
export interface BumpOptions extends ImportOptions {
  /** Steps after the import, in order; by default all of them. */
  readonly steps?: readonly Step[];
  /** Skip the steps if the document did not change; by default they run. */
  readonly onlyIfChanged?: boolean;
}

/** Outcome of a bump. */
export interface Bump {
  /** The vendored document after the bump. */
  readonly document: OpenapiDocument;
  /** True if the vendored document changed. */
  readonly changed: boolean;
  readonly comparison: Comparison;
  readonly packageVersion: {
    readonly current: string;
    /** The version that the unreleased changes require; `current` if there are none. */
    readonly proposed: string;
  };
  /** Problems that ended the bump. */
  readonly problems: readonly Problem[];
}

/**
 * Bumps a project to a source's document: imports it, updates pages and changelog, and runs the steps.
 * Idempotent.
 *
 * @param root the project's folder
 * @throws CommandError when the source cannot be used; nothing has been written then
 */
export async function bumpSpec(
  root: string,
  { name, bytes }: Source,
  { steps = allSteps, onlyIfChanged = false, ...options }: BumpOptions = {},
): Promise<Bump> {
  const imported = await importDocument(root, name, bytes, options);
  const { changed, document } = imported;
  const comparison = await compareImported(root, imported);
  const entry =
    comparison.verdict === "none" ? "" : changelogEntry(document.info.title, comparison);
  const verdict = await updatePages(root, document.info, entry);
  const current = await packageVersionOf(root);
  return {
    document,
    changed,
    comparison,
    packageVersion: { current, proposed: nextPackageVersion(current, verdict) },
    problems: changed || !onlyIfChanged ? await takeSteps(root, steps) : [],
  };
}

async function packageVersionOf(root: string): Promise<string> {
  const text = await readFile(join(root, "package.json"), "utf8");
  return textOf(fieldsOf(parseYaml(text))["version"]);
}

async function takeSteps(root: string, steps: readonly Step[]): Promise<readonly Problem[]> {
  for (const { doing, run } of steps) {
    const problems = await withProgress(doing, () => run(root));
    if (problems.length > 0) return problems;
  }
  return [];
}
