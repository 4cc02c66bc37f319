import { execFile } from "node:child_process";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build as bundle } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { projectRoot } from "../../../scripts/lib/files.js";
import { replaceFolder } from "../../../scripts/lib/replace-folder.js";
import { buildPackage } from "../../../scripts/package/build-package.js";
import { readEffectiveDocument } from "../../../scripts/vendor/effective-document.js";

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

  test("writes entry points that work", async () => {
    const [index, http, testing] = ["index.js", "http.js", "testing.js"].map((name) =>
      JSON.stringify(pathToFileURL(join(built, name))),
    );
    const program = `
      import { createGatewayClient, GatewayError } from ${index};
      import { createGatewayHttp } from ${http};
      import { createFakeGateway } from ${testing};
      const { fetch } = createFakeGateway();
      const gateway = createGatewayClient({ apiKey: "key", accountId: "acme", fetch });
      const secret = { name: "db", keyName: "DB", value: "hush" };
      const created = await gateway.createSecret(secret);
      const error = await gateway.createSecret(secret).catch((reason) => reason);
      const path = "/v1/accounts/{account_id}/secrets";
      const call = { params: { path: { account_id: "acme" } }, body: { ...secret, name: "other" } };
      const { data } = await createGatewayHttp({ apiKey: "key", fetch }).POST(path, call);
      console.log(JSON.stringify([created, GatewayError.isInstance(error), error.status, data]));
    `;
    const command = ["--input-type=module", "--eval", program];
    const { stdout } = await promisify(execFile)(process.execPath, command);
    const [created, other] = ["db", "other"].map((id) => ({
      name: `accounts/acme/secrets/${id}`,
      keyName: "DB",
    }));
    expect(JSON.parse(stdout)).toEqual([created, true, 409, other]);
  });

  test("writes a command line that imports the library as its users do", async () => {
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

  test("leaves the raw surface, the fake gateway and the command line out of a program with one call", async () => {
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
    expect(sources.filter((path) => /src\/(http|testing|cli)\b/.test(path))).toEqual([]);
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
      expect.arrayContaining(
        ["index", "http", "types", "testing", "generated/schema"].map((name) => `${name}.d.ts`),
      ),
    );
    const declarations = names.filter((name) => name.endsWith(".d.ts"));
    const internal = /^(cli|operations)\b|validators|clock|read-body|withhold/;
    expect(declarations.filter((name) => internal.test(name))).toEqual([]);
    expect(names).not.toContain("types.js");
  });

  test("contains the effective document as JSON", async () => {
    const document = await readEffectiveDocument(projectRoot);
    expect(JSON.parse(await read("openapi.json"))).toEqual(document);
  });
});
