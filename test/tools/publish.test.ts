import { execFile } from "node:child_process";
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { withAbsoluteLinks, withAddress } from "../../scripts/package/repository-address.js";
import { packageVersion } from "../../src/version.js";
import { npm } from "../package/npm.js";
import { packAndInstall, type PackedPackage } from "../package/packed-package.js";
import { startRegistry, type Registry } from "./registry.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let packed: PackedPackage;
let registry: Registry;
beforeAll(async () => {
  packed = await packAndInstall();
  registry = await startRegistry();
});
afterAll(async () => {
  await registry.close();
  await packed.remove();
});

const address = "https://github.com/acme/gateway";

/** The package as the release job leaves it. */
async function released(): Promise<string> {
  const folder = join(dirname(packed.project), "released");
  await cp(packed.unpacked, folder, { recursive: true });
  const rewrite = async (name: string, change: (text: string) => string): Promise<void> => {
    const path = join(folder, name);
    await writeFile(path, change(await readFile(path, "utf8")));
  };
  await rewrite("package.json", (text) => withAddress(text, address));
  await rewrite("README.md", (text) => withAbsoluteLinks(text, address, `v${packageVersion}`));
  return folder;
}

/** npm with that registry alone. */
async function npmIn(cwd: string, ...command: string[]): Promise<void> {
  const host = registry.url.replace(/^http:/, "");
  await writeFile(join(cwd, ".npmrc"), `registry=${registry.url}\n${host}:_authToken=none\n`);
  const { PATH } = process.env;
  await npm(command, { cwd, env: { PATH, HOME: cwd, npm_config_cache: join(cwd, ".cache") } });
}

test("npm publishes the package, and a fresh project installs and runs what was published", async () => {
  const folder = await released();
  const dependencies = ["openapi-fetch", "openapi-typescript-helpers"];
  for (const name of dependencies) {
    const copy = join(dirname(packed.project), name);
    await cp(join(projectRoot, "node_modules", name), copy, { recursive: true });
    await npmIn(copy, "publish", "--ignore-scripts");
  }
  await npmIn(folder, "publish", "--ignore-scripts", "--access", "public");

  const project = join(dirname(packed.project), "fresh");
  await mkdir(project);
  await writeFile(join(project, "package.json"), `{ "private": true }\n`);
  await npmIn(project, "install", "fireworks-gateway-client");

  const run = async (program: string, ...options: string[]): Promise<string> =>
    (await promisify(execFile)(program, options, { cwd: project })).stdout.trim();
  const create = `createGatewayClient({ apiKey: "key", accountId: "acme", fetch })
    .createSecret({ name: "db", keyName: "DB", value: "hush" })
    .then(({ name }) => console.log(name))`;
  const required = `const { createGatewayClient } = require("fireworks-gateway-client");
    const { fetch } = require("fireworks-gateway-client/testing").createFakeGateway();
    ${create}`;
  const imported = `import { createGatewayClient } from "fireworks-gateway-client";
    import { createFakeGateway } from "fireworks-gateway-client/testing";
    const { fetch } = createFakeGateway();
    ${create}`;
  const name = "accounts/acme/secrets/db";
  expect(await run(process.execPath, "--eval", required)).toBe(name);
  expect(await run(process.execPath, "--input-type=module", "--eval", imported)).toBe(name);
  expect(
    await run(join(project, "node_modules", ".bin", "fireworks-gateway"), "--version"),
  ).toMatch(/^fireworks-gateway-client \d/);
  const response = await fetch(`${registry.url}fireworks-gateway-client`);
  expect(await response.json()).toMatchObject({
    versions: { [packageVersion]: { repository: { type: "git", url: `git+${address}.git` } } },
    readme: expect.stringContaining(`](${address}/blob/v${packageVersion}/docs/recipes.md)`),
  });
});
