import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build as bundle } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { buildPackage } from "../scripts/package/build-package.js";
import { replaceFolder } from "../scripts/package/replace-folder.js";
import { projectRoot } from "../scripts/spec/files.js";

const scratch = await mkdtemp(join(tmpdir(), "build-test-"));
afterAll(() => rm(scratch, { recursive: true }));

describe("the build", () => {
  // Inside the project, so that the dependency is found from here as it is from dist/.
  const built = join(projectRoot, `build-test.${process.pid}.tmp`);
  let names: string[] = [];

  beforeAll(async () => {
    await replaceFolder(built, buildPackage);
    names = await readdir(built, { recursive: true });
  }, 60_000);
  afterAll(() => rm(built, { recursive: true }));

  const read = (name: string): Promise<string> => readFile(join(built, name), "utf8");

  test("makes entry points that work", async () => {
    const [index, testing] = ["index.js", "testing.js"].map((name) =>
      JSON.stringify(pathToFileURL(join(built, name))),
    );
    const program = `
      import { createGatewayClient, GatewayError } from ${index};
      import { createFakeGateway } from ${testing};
      const { fetch } = createFakeGateway();
      const gateway = createGatewayClient({ apiKey: "key", accountId: "acme", fetch });
      const secret = { name: "db", keyName: "DB", value: "hush" };
      const created = await gateway.createSecret(secret);
      const error = await gateway.createSecret(secret).catch((reason) => reason);
      console.log(JSON.stringify([created, GatewayError.isInstance(error), error.status]));
    `;
    const command = ["--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(process.execPath, command);
    expect(JSON.parse(stdout)).toEqual([{ name: "db", keyName: "DB" }, true, 409]);
  });

  test("makes a command line that imports the library as its users do", async () => {
    const { stdout } = await promisify(execFile)(join(built, "cli.js"), ["--version"]);
    expect(stdout).toMatch(/^fireworks-gateway-client \d/);
    const pieces = await Promise.all(names.filter((name) => /^cli-.*\.js$/.test(name)).map(read));
    expect(pieces.filter((text) => /from "\.\/index\.js";\n/.test(text))).not.toEqual([]);
    // Loaded when a command needs it, not to print a version.
    expect(await read("cli.js")).not.toMatch(/from "\.\/index\.js";\n/);
  });

  test("depends on nothing but openapi-fetch, and on no platform's modules", async () => {
    const library = names.filter((name) => name.endsWith(".js") && !/^cli[.-]/.test(name));
    const scripts = await Promise.all(library.map(read));
    const imports = scripts.flatMap((text) =>
      [...text.matchAll(/^(?:import|export|\}) ?.*?from "([^"]+)";$/gm)].map(([, name]) => name),
    );
    const foreign = imports.filter((name) => !name?.startsWith("./"));
    expect([...new Set(foreign)]).toEqual(["openapi-fetch"]);
  });

  test("gives a program with one call nothing of the fake gateway or the command line", async () => {
    const { outputFiles } = await bundle({
      entryPoints: [join(built, "index.js")],
      bundle: true,
      format: "esm",
      logLevel: "silent",
      outfile: join(built, "program.js"),
      platform: "browser",
      sourcemap: true,
      write: false,
    });
    // The bundler follows the package's own source maps.
    const { sources }: { sources: string[] } = JSON.parse(outputFiles[0]?.text ?? "");
    expect(sources).toContain("../src/client.ts");
    expect(sources.filter((path) => /src\/(testing|cli)\b/.test(path))).toEqual([]);
  });

  test("keeps each source in its source map", async () => {
    const maps = await Promise.all(names.filter((name) => name.endsWith(".js.map")).map(read));
    expect(maps.length).toBeGreaterThan(1);
    for (const map of maps) {
      const { sources, sourcesContent } = JSON.parse(map);
      expect(sourcesContent).toHaveLength(sources.length);
      expect(sourcesContent).not.toContain(null);
    }
  });

  test("declares what can be reached from the entry points, and nothing else", async () => {
    expect(names).toEqual(
      expect.arrayContaining(["index.d.ts", "types.d.ts", "testing.d.ts", "generated/schema.d.ts"]),
    );
    const declarations = names.filter((name) => name.endsWith(".d.ts"));
    expect(declarations.filter((name) => /^cli\b|validators|openapi-fetch/.test(name))).toEqual([]);
    expect(names).not.toContain("types.js");
  });

  test("holds the document as JSON", async () => {
    const yaml = await readFile(join(projectRoot, "openapi", "gateway.yaml"), "utf8");
    expect(JSON.parse(await read("openapi.json"))).toEqual(parse(yaml));
  });
});

describe("a folder that is made from scratch", () => {
  test("holds what was filled in, and nothing of before", async () => {
    const folder = join(scratch, "dist");
    await replaceFolder(folder, (fresh) => writeFile(join(fresh, "old.js"), ""));
    await replaceFolder(folder, (fresh) => writeFile(join(fresh, "new.js"), ""));
    expect(await readdir(scratch)).toEqual(["dist"]);
    expect(await readdir(folder)).toEqual(["new.js"]);
  });

  test("stays as it was where filling it fails, and nothing half-written is left", async () => {
    const folder = join(scratch, "dist");
    await replaceFolder(folder, (fresh) => writeFile(join(fresh, "whole.js"), ""));
    const failing = replaceFolder(folder, async (fresh) => {
      await writeFile(join(fresh, "half.js"), "");
      throw new Error("no space left");
    });
    await expect(failing).rejects.toThrow("no space left");
    expect(await readdir(scratch)).toEqual(["dist"]);
    expect(await readdir(folder)).toEqual(["whole.js"]);
  });
});
