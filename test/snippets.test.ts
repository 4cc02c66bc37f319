import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { describe, expect, onTestFinished, test } from "vitest";
import { Compiler } from "../scripts/spec/compiler.js";
import { projectRoot } from "../scripts/spec/files.js";
import { startMockServer } from "../src/cli/mock-server.js";
import { createFakeGateway } from "../src/testing.js";
import { docstringSnippets, pageSnippets } from "./support/snippets.js";

const entryPoints = {
  "fireworks-gateway-client": join(projectRoot, "src", "index.ts"),
  "fireworks-gateway-client/testing": join(projectRoot, "src", "testing.ts"),
  "fireworks-gateway-client/types": join(projectRoot, "src", "types.ts"),
};
const readme = await pageSnippets("README.md");

test("every example in the pages and the docstrings compiles", async () => {
  const snippets = [...readme, ...(await docstringSnippets())];
  const files = new Map(
    snippets.map(({ name, code }) => [
      join(projectRoot, "test", "snippets", `${name.replaceAll(/\W+/g, "-")}.ts`),
      // A snippet is a module of its own, also where it exports nothing.
      `${code}\nexport {};\n`,
    ]),
  );
  const paths = Object.entries(entryPoints).map(([name, source]) => [name, [source]]);
  const compiler = new Compiler({
    noUnusedLocals: false,
    noUnusedParameters: false,
    paths: Object.fromEntries(paths),
  });
  const complaints = compiler.complaints(compiler.program([...files.keys()], files));
  expect(snippets.length).toBeGreaterThan(10);
  expect(complaints).toEqual([]);
});

describe("each example of the README runs:", () => {
  test.each(readme)("$name", async ({ code }) => {
    const { stderr } = await runAgainstFake(code);
    expect(stderr).not.toMatch(/error/i);
  });

  test("README example: the first program prints the name of what it created", async () => {
    const [first] = readme;
    const { stdout } = await runAgainstFake(first?.code ?? "");
    expect(stdout).toBe("accounts/acme/secrets/wolfram-alpha-api-key\n");
  });
});

/** Runs a program in a process of its own, with a gateway on loopback in its environment. */
async function runAgainstFake(code: string): Promise<{ stdout: string; stderr: string }> {
  const server = await startMockServer(createFakeGateway());
  onTestFinished(() => server.close());
  const folder = await mkdtemp(join(tmpdir(), "snippet-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const program = join(folder, "program.mjs");
  const { outputFiles } = await build({
    stdin: { contents: code, loader: "ts", resolveDir: projectRoot },
    alias: entryPoints,
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  await writeFile(program, outputFiles[0]?.contents ?? "");
  return promisify(execFile)(process.execPath, [program], {
    env: {
      FIREWORKS_ACCOUNT_ID: "acme",
      FIREWORKS_API_KEY: "a-key",
      FIREWORKS_BASE_URL: server.url,
      ROTATING_KEY: "another-key",
    },
  });
}
