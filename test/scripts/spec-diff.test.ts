import { exec } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { replaced } from "../support/replaced.js";
import { laidOut, wholeVendored } from "../support/vendored.js";
import { copyOfProject } from "./project.js";

/** A project, and a new version of its document beside it. */
async function projectWith(change: (yaml: string) => string): Promise<{
  root: string;
  source: string;
}> {
  const root = await copyOfProject();
  const source = join(root, "new.yaml");
  await writeFile(source, change(laidOut));
  return { root, source };
}

const renamed = (yaml: string): string => replaced(yaml, /keyName/g, "keyLabel");
test("npm run spec:diff prints JSON alone on stdout, nothing on stderr, 2 when the limit is reached", async () => {
  const { source } = await projectWith(() => renamed(wholeVendored));
  const command = `npm run --silent spec:diff -- "${source}" --json --fail-on major`;

  // What it ends with is told as an error.
  const run = await promisify(exec)(command, { cwd: projectRoot }).catch((error) => error);

  expect(run).toMatchObject({ code: 2, stderr: "" });
  expect(JSON.parse(run.stdout)).toMatchObject({ verdict: "major" });
});
