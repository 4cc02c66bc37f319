import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Source } from "../../../scripts/vendor/read-source.js";
import { bumpSpec, type BumpOptions } from "../../../scripts/bump/bump-spec.js";
import { replaced } from "../../support/replaced.js";
import { smallProject } from "../project.js";

/** The version of the package in that project. */
export const packageVersion = "0.1.7";

/** Reads a file of a project. */
export const read = (root: string, name: string): Promise<string> =>
  readFile(join(root, name), "utf8");

/** A copy of the project with a version of its own and an empty changelog. */
export async function project(): Promise<string> {
  const root = await smallProject();
  const text = await read(root, "package.json");
  await writeFile(
    join(root, "package.json"),
    replaced(text, /"version": ".*"/, `"version": "${packageVersion}"`),
  );
  await writeFile(join(root, "CHANGELOG.md"), "# Changelog\n\n## [Unreleased]\n");
  return root;
}

/** Bumps a project to a document, without any step unless the options name some. */
export const bump = (
  root: string,
  yaml: string,
  options: BumpOptions = {},
  others: readonly Source[] = [],
) =>
  bumpSpec(root, [...others, { name: "page.yaml", bytes: Buffer.from(yaml) }], {
    steps: [],
    ...options,
  });
