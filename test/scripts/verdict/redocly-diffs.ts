import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { projectRoot } from "../../../scripts/lib/files.js";
import { fieldsOf, textOf, type Json } from "../../../scripts/lib/json.js";
import type { OpenapiDocument } from "../../../scripts/openapi/document.js";
import type { Pair } from "../../../scripts/verdict/pair.js";

/** Redocly's verdict on each change: `none` or a bump. */
export async function redoclyDiffs(
  changes: readonly Pair<OpenapiDocument>[],
): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "redocly-"));
  try {
    for (const [index, { from, to }] of changes.entries()) {
      await writeFile(join(folder, `from-${index}.json`), JSON.stringify(from));
      await writeFile(join(folder, `to-${index}.json`), JSON.stringify(to));
    }
    const runs = changes.map((_change, index) => {
      const files = [`from-${index}.json`, `to-${index}.json`];
      return JSON.stringify(["diff", ...files, ...options, `diff-${index}.json`]);
    });
    await promisify(execFile)(process.execPath, [script, command, ...runs], {
      cwd: folder,
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
      maxBuffer: 100 * 2 ** 20,
    });
    const reports = changes.map((_change, index) =>
      readFile(join(folder, `diff-${index}.json`), "utf8"),
    );
    return (await Promise.all(reports)).map(bumpOf);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const options = ["--format", "json", "--fail-on", "none", "--output"];
const script = join(import.meta.dirname, "redocly-in-one-process.mjs");
const redocly = join(projectRoot, "node_modules", "@redocly", "cli");
const command = pathToFileURL(join(redocly, "lib", "index.js")).href;

function bumpOf(report: string): string {
  const read: Json = JSON.parse(report);
  const { bump } = fieldsOf(read);
  return bump === undefined ? "none" : textOf(bump);
}
