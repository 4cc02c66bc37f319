import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { promisedRuntimes } from "../runtimes/runtimes.js";
import { installLocked } from "../support/install-locked.js";
import { replaced } from "../support/replaced.js";

await installLocked(join(projectRoot, "test", "runtimes"));
const deno = promisedRuntimes().find(({ name }) => name === "Deno")?.program;

/** Has Deno publish a copy of the project to JSR, all but the upload. @returns what it printed */
async function publish(change: (index: string) => string = (index) => index): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "jsr-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const parts = ["src", "jsr.json", "package.json", "CHANGELOG.md", "LICENSE", "README.md"];
  for (const name of parts) {
    await cp(join(projectRoot, name), join(folder, name), { recursive: true });
  }
  await symlink(join(projectRoot, "node_modules"), join(folder, "node_modules"), "junction");
  const index = join(folder, "src", "index.ts");
  await writeFile(index, change(await readFile(index, "utf8")));
  const command = ["publish", "--dry-run", "--allow-dirty"];
  const env = { HOME: folder, NO_COLOR: "1" };
  const ended = promisify(execFile)(String(deno), command, { cwd: folder, env });
  const { stdout, stderr } = await ended.catch(
    (error: { stdout: string; stderr: string }) => error,
  );
  return stdout + stderr;
}

test.skipIf(deno === undefined)("JSR accepts the library, without the command line", async () => {
  const output = await publish();

  expect(output).toContain("Dry run complete");
  expect(output).toMatch(/\/src\/index\.ts \(/);
  expect(output).not.toMatch(/\/src\/(cli\b|tsconfig)/);
});

test.skipIf(deno === undefined)("JSR refuses a type that it would have to infer", async () => {
  const inferred = "export const inferred = [createGatewayClient].map((make) => make());\n";

  const output = await publish((index) =>
    replaced(index, /$/, `import { createGatewayClient } from "./client.js";\n${inferred}`),
  );

  expect(output).toContain("missing-explicit-type");
});
