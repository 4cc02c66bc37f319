import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fieldsOf, textOf } from "../lib/json.js";
import { withProgress } from "../lib/progress.js";
import { parseYaml } from "../lib/yaml.js";
import type { OpenapiDocument } from "../openapi/document.js";
import { importDocument, type ImportOptions } from "../vendor/import-document.js";
import { readIncoming } from "../vendor/incoming-document.js";
import type { Source } from "../vendor/read-source.js";
import { readVendored } from "../vendor/vendored-document.js";
import type { Comparison } from "../verdict/compare-documents.js";
import { compareImported } from "../verdict/compare-imported.js";
import { changelogEntry } from "./changelog.js";
import { chooseSources } from "./choose-sources.js";
import { descriptionProblems } from "./description-problems.js";
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
  /** Name of the vendored document's source. */
  readonly source: string;
  /** Problems that ended the bump, after those of descriptions, which do not end it. */
  readonly problems: readonly Problem[];
}

/**
 * Bumps a project to the document of one of the sources: imports it, updates pages and changelog, and
 * runs the steps. Checks what overlays describe against the others. Idempotent.
 *
 * @param root the project's folder
 * @throws CommandError when a source cannot be used; nothing has been written then
 */
export async function bumpSpec(
  root: string,
  sources: readonly Source[],
  { steps = allSteps, onlyIfChanged = false, ...options }: BumpOptions = {},
): Promise<Bump> {
  const before = await readVendored(root);
  const { vendored, described } = await chooseSources(sources, before.operations);
  const { name, bytes } = vendored;
  const incoming = readIncoming(bytes, before.operations, options.operations);
  // Before anything is written: a source may have to be refused.
  const wrong = await descriptionProblems(root, incoming.document, vendored, described);
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
    source: name,
    problems: [...wrong, ...(changed || !onlyIfChanged ? await takeSteps(root, steps) : [])],
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
