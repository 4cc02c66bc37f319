import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { describe, expect, onTestFinished, test } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { startMockServer } from "../../src/cli/commands/mock-server.js";
import { createFakeGateway } from "../../src/testing.js";
import { diagnoseCopies } from "../support/diagnose-copies.js";
import { startLoopbackProxy } from "./loopback-proxy.js";
import { docstringSnippets, pageSnippets } from "./snippets.js";

const entryPoints = {
  "fireworks-gateway-client": join(projectRoot, "src", "index.ts"),
  "fireworks-gateway-client/http": join(projectRoot, "src", "http.ts"),
  "fireworks-gateway-client/testing": join(projectRoot, "src", "testing.ts"),
  "fireworks-gateway-client/types": join(projectRoot, "src", "types.ts"),
};
const pages = await pageSnippets("README.md", "docs/recipes.md");

/** The one example of the pages that contains a text. */
function exampleWith(text: string): string {
  const found = pages.filter(({ code }) => code.includes(text));
  expect(found).toHaveLength(1);
  return found[0]?.code ?? "";
}

test("every example in the pages and the docstrings compiles", async () => {
  const snippets = [...pages, ...(await docstringSnippets())];
  const files = new Map(
    snippets.map(({ name, code }) => [
      `test/snippets/${name.replaceAll(/\W+/g, "-")}.ts`,
      // A snippet is a module of its own, also where it exports nothing.
      `${code}\nexport {};\n`,
    ]),
  );
  const paths = Object.entries(entryPoints).map(([name, source]) => [name, [source]]);
  const diagnostics = await diagnoseCopies([...files.keys()], [files], {
    noUnusedLocals: false,
    noUnusedParameters: false,
    paths: Object.fromEntries(paths),
  });
  expect(snippets.length).toBeGreaterThan(10);
  expect(diagnostics).toEqual([""]);
});

describe("an example of the pages runs without an error:", () => {
  test.each(pages)("$name", async ({ code }) => {
    const { stderr } = await runAgainstFake(code);
    expect(stderr).not.toMatch(/error/i);
  });
});

describe("README example:", () => {
  test("the first program lists the secret that it then rotates and deletes", async () => {
    const [first] = pages;
    const { stdout } = await runAgainstFake(first?.code ?? "");
    expect(stdout).toBe("accounts/acme/secrets/wolfram-alpha-api-key WOLFRAM_ALPHA_API_KEY\n");
  });
});

describe("a recipe does what it says:", () => {
  test("create or skip creates once", async () => {
    const { stdout } = await runAgainstFake(exampleWith("createOrSkip("));
    expect(stdout).toBe("created\nskipped\n");
  });

  test("a call behind a proxy goes through it", async () => {
    const { stdout, tunnelled, gateway } = await runAgainstFake(exampleWith("ProxyAgent("));
    expect(stdout).toBe("accounts/acme/secrets/behind-a-proxy\n");
    expect(tunnelled).toEqual([gateway]);
  });

  test("the raw surface returns the data of a success and the error of an error status", async () => {
    const { stdout } = await runAgainstFake(exampleWith("HttpResult<Secret>"));
    expect(stdout).toBe("200 accounts/acme/secrets/db\n409 ALREADY_EXISTS\n");
  });

  const body = `JSON.stringify({ name: "accounts/acme/secrets/db", keyName: "DB", value: "s3cret" })`;
  const request = `new Request("http://localhost/", { method: "POST", body: ${body} })`;

  test("a Next.js route answers with the secret, without its value", async () => {
    const { stdout } = await runAgainstFake(
      exampleWith("export async function POST"),
      `import { POST } from "./program.js";
      const answer = await POST(${request});
      console.log(answer.status, await answer.text());`,
    );
    expect(stdout).toBe('201 {"name":"accounts/acme/secrets/db","keyName":"DB"}\n');
  });

  test("a Worker answers with the secret, without its value", async () => {
    const { stdout } = await runAgainstFake(
      exampleWith("export default"),
      `import worker from "./program.js";
      const answer = await worker.fetch(${request}, process.env);
      console.log(answer.status, await answer.text());`,
    );
    expect(stdout).toBe('200 {"name":"accounts/acme/secrets/db","keyName":"DB"}\n');
  });
});

interface Run {
  readonly stdout: string;
  readonly stderr: string;
  /** Host and port of the gateway. */
  readonly gateway: string;
  /** Targets that the proxy was asked to connect to. */
  readonly tunnelled: readonly string[];
}

/**
 * Runs a program in a process of its own, with a gateway on loopback in its environment.
 *
 * @param driver what to run instead, importing the program
 */
async function runAgainstFake(code: string, driver = 'import "./program.js";'): Promise<Run> {
  const server = await startMockServer(createFakeGateway());
  onTestFinished(() => server.close());
  const proxy = await startLoopbackProxy();
  onTestFinished(() => proxy.close());
  const folder = await mkdtemp(join(tmpdir(), "snippet-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, "program.ts"), code);
  await build({
    stdin: { contents: driver, loader: "ts", resolveDir: folder },
    alias: entryPoints,
    // What comes as CommonJS asks for Node's modules with require.
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire("/");',
    },
    bundle: true,
    format: "esm",
    logLevel: "silent",
    nodePaths: [join(projectRoot, "node_modules")],
    outfile: join(folder, "bundle.mjs"),
    platform: "node",
  });
  const output = await promisify(execFile)(process.execPath, ["bundle.mjs"], {
    cwd: folder,
    env: {
      FIREWORKS_ACCOUNT_ID: "acme",
      FIREWORKS_API_KEY: "a-key",
      FIREWORKS_BASE_URL: server.url,
      HTTPS_PROXY: proxy.url,
      ROTATING_KEY: "another-key",
    },
  });
  return { ...output, gateway: new URL(server.url).host, tunnelled: proxy.hosts };
}
