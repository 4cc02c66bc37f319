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
import { allSteps, type Step, type Trouble } from "./steps.js";
import { tellPeople } from "./update-pages.js";

/** What a bump may be asked for besides. */
export interface BumpOptions extends ImportOptions {
  /** What is done once the document is vendored, in this order; by default everything. */
  readonly steps?: readonly Step[];
  /** Whether the steps are left out where what is vendored says the same already; by default not. */
  readonly onlyIfChanged?: boolean;
}

/** What a bump found, and did. */
export interface Bump {
  /** What is vendored now. */
  readonly document: OpenapiDocument;
  /** Whether another document is vendored now. */
  readonly changed: boolean;
  readonly comparison: Comparison;
  readonly packageVersion: {
    readonly current: string;
    /** What the changes that wait for a release ask for; `current` where there are none. */
    readonly proposed: string;
  };
  /** What has to be mended; the bump ended with it. */
  readonly troubles: readonly Trouble[];
}

/**
 * Brings a project to the document of a source: vendors it, tells people of it, generates, and finds out
 * what no longer fits. Doing so again changes nothing.
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
  const verdict = await tellPeople(root, document.info, entry);
  const current = await packageVersionOf(root);
  return {
    document,
    changed,
    comparison,
    packageVersion: { current, proposed: nextPackageVersion(current, verdict) },
    troubles: changed || !onlyIfChanged ? await takeSteps(root, steps) : [],
  };
}

async function packageVersionOf(root: string): Promise<string> {
  const text = await readFile(join(root, "package.json"), "utf8");
  return textOf(fieldsOf(parseYaml(text))["version"]);
}

async function takeSteps(root: string, steps: readonly Step[]): Promise<readonly Trouble[]> {
  for (const { doing, run } of steps) {
    const troubles = await withProgress(doing, () => run(root));
    if (troubles.length > 0) return troubles;
  }
  return [];
}
