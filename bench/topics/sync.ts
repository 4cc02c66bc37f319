import { createServer } from "node:http";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { projectRoot } from "../../scripts/lib/files.js";
import { effort, progress } from "../effort.js";
import { run } from "../processes.js";
import { atMost, type Section } from "../report.js";

const entries = effort(500, 20);
const latency = 80;
const ways: readonly (readonly [name: string, options: readonly string[]])[] = [
  ["one at a time", ["--concurrency", "1"]],
  ["as it is by default", []],
  ["16 at a time", ["--concurrency", "16"]],
];

/** What somebody waits for who syncs a file of many entries to a gateway that is not next door. */
export async function measureSync(): Promise<Section> {
  const folder = await mkdtemp(join(tmpdir(), "sync-"));
  try {
    const file = join(folder, "many.env");
    const names = Array.from({ length: entries }, (_, at) => `KEY_${at}=value-${at}\n`);
    await writeFile(file, names.join(""));
    const seconds: number[] = [];
    for (const [name, options] of ways) {
      progress(`sync: ${name}`);
      seconds.push(await timeOf(file, options));
    }
    const [one = Number.NaN, byDefault = Number.NaN] = seconds;
    return {
      title: "Sync",
      method:
        `\`fireworks-gateway sync\` of ${entries} entries to an empty account, ` +
        `each request answered after ${latency} ms, ${process.version}.`,
      columns: ["requests", "s"],
      rows: ways.map(([name], at) => [name, (seconds[at] ?? Number.NaN).toFixed(1)]),
      goals: [
        atMost("a sync by default as a ratio to one request at a time", 0.2, byDefault / one),
      ],
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function timeOf(file: string, options: readonly string[]): Promise<number> {
  await using server = await startSlowGateway();
  const started = performance.now();
  const program = join(projectRoot, "dist", "cli.js");
  await run(process.execPath, [program, "sync", file, "--yes", ...options], {
    env: {
      ...process.env,
      FIREWORKS_API_KEY: "key",
      FIREWORKS_ACCOUNT_ID: "acme",
      FIREWORKS_BASE_URL: server.url,
    },
  });
  return (performance.now() - started) / 1000;
}

/** Has no secrets, and takes each that it is given. */
async function startSlowGateway(): Promise<AsyncDisposable & { readonly url: string }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      const { name, keyName } = text === "" ? {} : JSON.parse(text);
      const answer = request.method === "GET" ? { secrets: [] } : { name, keyName };
      response.setHeader("content-type", "application/json");
      setTimeout(() => response.end(JSON.stringify(answer)), latency);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
