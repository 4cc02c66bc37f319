import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { describe, expect, inject, test } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { entryPoints, reachedFrom } from "./tarball-files.js";

const run = promisify(execFile);
const require = createRequire(import.meta.url);

const packed = inject("packed");

const inDist = (path: string): boolean => path.startsWith("dist/");

describe("the tarball", () => {
  test("contains the entry points, what they need, the document and the papers, and nothing else", async () => {
    const papers = ["CHANGELOG.md", "LICENSE", "README.md", "package.json"];
    const elsewhere = packed.files.filter((path) => !/^(dist|openapi|src)\//.test(path));
    const folders = ["http/package.json", "testing/package.json"];
    expect(elsewhere).toEqual([...papers, ...folders].toSorted());
    expect(packed.files.filter((path) => path.startsWith("openapi/"))).toEqual([
      "openapi/gateway.overlay.yaml",
      "openapi/gateway.source.json",
      "openapi/gateway.yaml",
      "openapi/operations.json",
      "openapi/secrets.overlay.yaml",
    ]);
    const reached = await reachedFrom(packed.unpacked, await entryPoints(packed.unpacked));
    expect(packed.files.filter(inDist)).toEqual([...reached].filter(inDist).toSorted());
  });

  test("contains each source that a map names, and not those of the command line", async () => {
    const reached = await reachedFrom(packed.unpacked, await entryPoints(packed.unpacked));
    const sources = packed.files.filter((path) => path.startsWith("src/"));
    expect(sources).toEqual(
      expect.arrayContaining([...reached].filter((path) => path.startsWith("src/"))),
    );
    expect(sources).toContain("src/index.ts");
    expect(sources.filter((path) => !/^src\/(?!cli\b).*\.ts$/.test(path))).toEqual([]);
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
      // Would ask the registry.
      "--no-definitely-typed",
    ];
    const { stdout } = await run(process.execPath, command);
    for (const path of ["http", "testing", "types", "openapi.yaml", "openapi.json"]) {
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

  test("recognizes errors of its other build, and shares nothing else with it", async () => {
    const { stdout } = await runFile(
      "both.mjs",
      `import { createRequire } from "node:module";
       import * as modules from "fireworks-gateway-client";
       import * as http from "fireworks-gateway-client/http";
       const require = createRequire(import.meta.url);
       const required = require("fireworks-gateway-client");
       const failureOf = ({ createGatewayClient }) =>
         createGatewayClient({ apiKey: "key", accountId: "acme" }).getSecret("").catch((error) => error);
       const one = await failureOf(modules);
       const other = await failureOf(required);
       console.log(JSON.stringify([
         other instanceof modules.GatewayInputError,
         [modules, required].flatMap(({ GatewayError, GatewayInputError, GatewayApiError }) =>
           [one, other].map((error) => [
             GatewayError.isInstance(error),
             GatewayInputError.isInstance(error),
             GatewayApiError.isInstance(error),
           ].join())),
         Object.keys(required).toSorted().join() === Object.keys(modules).toSorted().join(),
         typeof http.createGatewayHttp,
       ]));`,
    );
    const recognized = "true,true,false";
    expect(JSON.parse(stdout)).toEqual([false, Array(4).fill(recognized), true, "function"]);
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

async function runFile(name: string, code: string): Promise<{ stdout: string }> {
  const path = join(packed.project, name);
  await writeFile(path, code);
  // Node 20 warns of JSON modules and of require(esm), both of which it runs.
  return await run(process.execPath, ["--disable-warning=ExperimentalWarning", path]);
}
