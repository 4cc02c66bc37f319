import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { projectRoot } from "../../../scripts/lib/files.js";
import { fieldsOf, textOf, type Json } from "../../../scripts/lib/json.js";
import type { OpenapiDocument } from "../../../scripts/openapi/document.js";

/** Redocly's verdict on the change from one document to each of the others: `none` or a bump. */
export async function redoclyDiffs(
  from: OpenapiDocument,
  others: readonly OpenapiDocument[],
): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), "redocly-"));
  try {
    await writeFile(join(folder, "from.json"), JSON.stringify(from));
    for (const [index, document] of others.entries()) {
      await writeFile(join(folder, `to-${index}.json`), JSON.stringify(document));
    }
    const runs = others.map((_document, index) =>
      JSON.stringify(["diff", "from.json", `to-${index}.json`, ...options, `diff-${index}.json`]),
    );
    await promisify(execFile)(process.execPath, [script, command, ...runs], {
      cwd: folder,
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    });
    const reports = others.map((_document, index) =>
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
