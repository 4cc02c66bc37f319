import { execFile } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { fieldsOf, textOf } from "../../scripts/lib/json.js";
import { parseOpenapi } from "../../scripts/openapi/document.js";
import { lookUp } from "../../scripts/openapi/references.js";
import { reportApi } from "../../scripts/package/api-report.js";
import { vendored } from "../support/vendored.js";
import { oneCall } from "./consumer-programs.js";
import { openEditor } from "./editor.js";
import { linkDependency, packAndInstall, type PackedPackage } from "./packed-package.js";
import { countInstantiations, strict } from "./published-types.js";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

let packed: PackedPackage;
beforeAll(async () => {
  packed = await packAndInstall();
  await linkDependency(packed.project, "@types/node");
});
afterAll(() => packed.remove());

describe("the tarball", () => {
  test("contains the entry points, what they need, the document and the papers, and nothing else", async () => {
    const papers = ["CHANGELOG.md", "LICENSE", "README.md", "package.json"];
    const outsideDist = packed.files.filter((path) => !/^(dist|openapi)\//.test(path));
    expect(outsideDist).toEqual(papers);
    expect(packed.files.filter((path) => path.startsWith("openapi/"))).toEqual([
      "openapi/gateway.overlay.yaml",
      "openapi/gateway.source.json",
      "openapi/gateway.yaml",
      "openapi/operations.json",
      "openapi/secrets.overlay.yaml",
    ]);
    const reached = await reachedFrom(await entryPoints());
    const inDist = packed.files.filter((path) => path.startsWith("dist/"));
    expect(inDist).toEqual([...reached].filter((path) => path.startsWith("dist/")).toSorted());
  });

  test("passes publint", async () => {
    const { buffer, byteOffset, byteLength } = await readFile(packed.tarball);
    const tarball = buffer.slice(byteOffset, byteOffset + byteLength);
    const { messages } = await publint({ pack: { tarball } });
    expect(messages).toEqual([]);
  });

  test("passes Are The Types Wrong", async () => {
    const manifest = require.resolve("@arethetypeswrong/cli/package.json");
    const command = [
      join(dirname(manifest), "dist", "index.js"),
      packed.tarball,
      "--profile=esm-only",
      // Would ask the registry.
      "--no-definitely-typed",
      // A document, not a module.
      "--exclude-entrypoints=openapi.yaml",
    ];
    const { stdout } = await run(process.execPath, command);
    for (const path of ["http", "testing"]) {
      expect(stdout).toContain(`fireworks-gateway-client/${path}`);
    }
  });
});

describe("an installed package", () => {
  test("can be imported", async () => {
    const { stdout } = await runFile(
      "import.mjs",
      `import { readFileSync } from "node:fs";
       import { createGatewayClient } from "fireworks-gateway-client";
       import { createGatewayHttp } from "fireworks-gateway-client/http";
       import { createFakeGateway } from "fireworks-gateway-client/testing";
       import document from "fireworks-gateway-client/openapi.json" with { type: "json" };
       const { fetch } = createFakeGateway();
       const gateway = createGatewayClient({ apiKey: "key", accountId: "acme", fetch });
       const secret = await gateway.createSecret({ name: "db", keyName: "DB", value: "hush" });
       const { error } = await createGatewayHttp({ apiKey: "key", fetch }).POST(
         "/v1/accounts/{account_id}/secrets",
         { params: { path: { account_id: "acme" } }, body: { ...secret, value: "hush" } },
       );
       const yaml = readFileSync(new URL(import.meta.resolve("fireworks-gateway-client/openapi.yaml")));
       const isWhole = yaml.includes(document.info.version);
       console.log(JSON.stringify([secret, error.code, document.openapi, isWhole]));`,
    );
    const secret = { name: "accounts/acme/secrets/db", keyName: "DB" };
    expect(JSON.parse(stdout)).toEqual([secret, "ALREADY_EXISTS", "3.1.0", true]);
  });

  test("can be required", async () => {
    const { stdout } = await runFile(
      "require.cjs",
      `const { createGatewayClient } = require("fireworks-gateway-client");
       const { createGatewayHttp } = require("fireworks-gateway-client/http");
       const { createFakeGateway } = require("fireworks-gateway-client/testing");
       const document = require("fireworks-gateway-client/openapi.json");
       const { version } = require("fireworks-gateway-client/package.json");
       const { fetch } = createFakeGateway();
       const gateway = createGatewayClient({ apiKey: "key", accountId: "acme", fetch });
       gateway.createSecret({ name: "db", keyName: "DB", value: "hush" }).then((secret) => {
         const { POST } = createGatewayHttp({ apiKey: "key", fetch });
         console.log(JSON.stringify([secret, typeof POST, document.openapi, version]));
       });`,
    );
    const { version } = JSON.parse(await readFile(join(projectRoot, "package.json"), "utf8"));
    const secret = { name: "accounts/acme/secrets/db", keyName: "DB" };
    expect(JSON.parse(stdout)).toEqual([secret, "function", "3.1.0", version]);
  });

  test("contains the command line", async () => {
    const manifest = JSON.parse(await readFile(join(packed.unpacked, "package.json"), "utf8"));
    const program = join(
      packed.project,
      "node_modules",
      manifest.name,
      manifest.bin["fireworks-gateway"],
    );
    // What npx runs by the package's name.
    expect(manifest.bin[manifest.name]).toBe(manifest.bin["fireworks-gateway"]);
    const { stdout } = await run(process.execPath, [program, "--version"]);
    expect(stdout).toContain(manifest.version);
    expect(await readFile(program, "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  test("has no JavaScript at /types, and exports no internal module", async () => {
    const { stdout } = await runFile(
      "closed.mjs",
      `const codes = ["types", "dist/index.js", "generated/spec"].map((path) =>
         import("fireworks-gateway-client/" + path).catch(({ code }) => code));
       console.log(JSON.stringify(await Promise.all(codes)));`,
    );
    const closed = "ERR_PACKAGE_PATH_NOT_EXPORTED";
    expect(JSON.parse(stdout)).toEqual([closed, closed, closed]);
  });
});

describe("the public types", () => {
  test("are the reviewed ones; if the change is intended, run npm run api:update", async () => {
    const reviewed = join(projectRoot, "api");
    const names = await readdir(reviewed);
    const texts = names.map(async (name) => [name, await readFile(join(reviewed, name), "utf8")]);
    const reports = Object.fromEntries(await reportApi(packed.unpacked));
    expect(reports).toEqual(Object.fromEntries(await Promise.all(texts)));
  });

  const code = `
    import type { components, CreateSecretBody, Secret } from "fireworks-gateway-client/types";
    export const read = (secret: Secret) => secret.keyName;
    export const write = (body: CreateSecretBody) => body.value;
    export const stored = (schema: components["schemas"]["gatewaySecret"]) => schema.name;
  `;

  test("are shown in an editor by name, not by how they are computed", () => {
    const editor = openEditor(packed.project, code);
    expect(editor.hover("Secret }")).toMatch(/interface Secret\b/);
    expect(editor.hover("CreateSecretBody,")).toMatch(/interface CreateSecretBody\b/);
  });

  test("cost a program with one call fewer than 600 instantiations", async () => {
    const module = { module: "nodenext", lib: ["ES2022", "DOM"], types: [] };
    const compilerOptions = { ...strict, ...module, skipLibCheck: true };
    const costOf = (text: string): Promise<number> =>
      countInstantiations(packed.project, { name: "cost.ts", code: text, compilerOptions });
    const cost = (await costOf(oneCall)) - (await costOf("export {};"));
    expect(cost).toBeGreaterThan(0);
    expect(cost).toBeLessThan(600);
  });

  test.each(["name", "keyName", "value"])("contain the document's prose on %s", (field) => {
    const path = `#/components/schemas/gatewaySecret/properties/${field}`;
    const { title, description } = fieldsOf(lookUp(parseOpenapi(vendored), path));
    const prose = textOf(title ?? description).replaceAll(/\s+/g, " ");
    const shown = openEditor(packed.project, code).documentation(`${field};`);
    expect(prose).not.toBe("");
    expect(shown.replaceAll(/\s+/g, " ")).toContain(prose);
  });
});

async function runFile(name: string, code: string): Promise<{ stdout: string }> {
  const path = join(packed.project, name);
  await writeFile(path, code);
  // Node 20 warns of JSON modules and of require(esm), both of which it runs.
  return await run(process.execPath, ["--disable-warning=ExperimentalWarning", path]);
}

async function entryPoints(): Promise<string[]> {
  const manifest = JSON.parse(await readFile(join(packed.unpacked, "package.json"), "utf8"));
  const targets = [manifest.exports, manifest.bin ?? {}].flatMap(leavesOf);
  return targets.map((path) => path.replace(/^\.\//, ""));
}

function leavesOf(value: unknown): string[] {
  return typeof value === "string" ? [value] : Object.values(Object(value)).flatMap(leavesOf);
}

/** The files that these import, directly or not, and their source maps. */
async function reachedFrom(roots: readonly string[]): Promise<ReadonlySet<string>> {
  const reached = new Set(roots);
  for (const path of reached) {
    const text = await readFile(join(packed.unpacked, path), "utf8");
    const specifiers = text.matchAll(/\b(?:from|import\(?) ?"(\.[^"]+)"/g);
    for (const [, specifier = ""] of specifiers) {
      const target = join(dirname(path), specifier);
      reached.add(path.endsWith(".d.ts") ? target.replace(/\.js$/, ".d.ts") : target);
    }
    const [, map] = /\/\/# sourceMappingURL=(\S+)/.exec(text) ?? [];
    if (map !== undefined) reached.add(join(dirname(path), map));
  }
  return reached;
}
