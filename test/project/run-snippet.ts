import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { onTestFinished } from "vitest";
import { projectRoot } from "../../scripts/lib/files.js";
import { isObject } from "../../scripts/lib/json.js";
import { startMockServer } from "../../src/cli/commands/mock-server.js";
import { createFakeGateway } from "../../src/testing.js";
import { startLoopbackProxy } from "./loopback-proxy.js";

/** Sources of the package's entry points, which examples import by name. */
export const entryPoints = {
  "fireworks-gateway-client": join(projectRoot, "src", "index.ts"),
  "fireworks-gateway-client/http": join(projectRoot, "src", "http.ts"),
  "fireworks-gateway-client/testing": join(projectRoot, "src", "testing.ts"),
  "fireworks-gateway-client/types": join(projectRoot, "src", "types.ts"),
};
/** What a program printed, and what reached the servers. */
export interface Run {
  readonly stdout: string;
  readonly stderr: string;
  /** Host and port of the gateway. */
  readonly gateway: string;
  /** Targets that the proxy was asked to connect to. */
  readonly tunnelled: readonly string[];
  /** Values that the gateway was sent, in order. */
  readonly values: readonly unknown[];
}

/**
 * Runs a program in a process of its own, with a gateway on loopback in its environment.
 *
 * @param driver what to run instead, importing the program
 */
export async function runAgainstFake(
  code: string,
  driver = 'import "./program.js";',
): Promise<Run> {
  const fake = createFakeGateway();
  const server = await startMockServer(fake);
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
  const values = fake.requests.flatMap(({ body }) =>
    isObject(body) && "value" in body ? [body["value"]] : [],
  );
  return { ...output, gateway: new URL(server.url).host, tunnelled: proxy.hosts, values };
}
