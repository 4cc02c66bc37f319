/** The recipe for containers: its commands run here as they stand there, which share loopback as its containers do. */
import { execFile, spawn } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { fieldsOf, textOf, type JsonObject } from "../../scripts/lib/json.js";
import { parseYaml } from "../../scripts/lib/yaml.js";
import { createGatewayClient } from "../../src/index.js";
import { buildProgram } from "../support/built-program.js";

test("a gateway in a container is healthy once it listens, and serves the tests beside it", async () => {
  const { gateway = {}, tests = {} } = await services();
  const url = textOf(fieldsOf(tests["environment"])["FIREWORKS_BASE_URL"]);
  expect(tests["network_mode"]).toBe("service:gateway");
  expect(textOf(gateway["command"])).toContain(`--port ${new URL(url).port}`);
  const check = textOf(fieldsOf(gateway["healthcheck"])["test"]);
  // Another port here: this machine may use that one.
  const bin = await folderWithNpx();
  const env = { ...process.env, PATH: `${bin}:${process.env["PATH"]}` };
  const run = (command: string) => promisify(execFile)("bash", ["-c", command], { env });

  await expect(run(check.replace(":8080", ":9"))).rejects.toMatchObject({ code: 1 });
  const child = spawn("bash", ["-c", `exec ${textOf(gateway["command"]).replace("8080", "0")}`], {
    env,
  });
  onTestFinished(() => void child.kill());
  const address = await new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).once("line", resolve);
  });
  await run(check.replace("http://127.0.0.1:8080", address));

  const client = createGatewayClient({ apiKey: "any-key", accountId: "acme", baseUrl: address });
  const secret = { name: "accounts/acme/secrets/db", keyName: "DB", value: "s3cret" };
  expect(await client.createSecret(secret)).toEqual({ name: secret.name, keyName: "DB" });
});

async function services(): Promise<Record<string, JsonObject>> {
  const page = await readFile(join(projectRoot, "docs", "testing.md"), "utf8");
  const [, block = ""] = /```yaml\n([^]*?)```/.exec(page) ?? [];
  const named = Object.entries(fieldsOf(fieldsOf(parseYaml(block))["services"]));
  return Object.fromEntries(named.map(([name, service]) => [name, fieldsOf(service)]));
}

/** A folder with an npx that runs the command line of this project. */
async function folderWithNpx(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "containers-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const program = await buildProgram(folder);
  const script = `[ "$1 $2" = "--yes fireworks-gateway-client" ] || exit 9; shift 2; exec '${process.execPath}' '${program}' "$@"`;
  await writeFile(join(folder, "npx"), `#!/bin/sh\n${script}\n`);
  await chmod(join(folder, "npx"), 0o755);
  return folder;
}
