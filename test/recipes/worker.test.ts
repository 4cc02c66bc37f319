import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { expect, onTestFinished, test } from "vitest";
import { startGateway } from "./gateway.js";

const { arch } = process;
const workerd = join(
  import.meta.dirname,
  `node_modules/@cloudflare/workerd-linux-${arch === "x64" ? "64" : arch}/bin/workerd`,
);

const isMissing = !existsSync(workerd);

test.skipIf(isMissing)("worker.ts creates a secret in workerd", async () => {
  const { fake, url } = await startGateway();
  const worker = await startWorker(url);
  const secret = { name: "accounts/acme/secrets/db", keyName: "DB", value: "s3cret" };

  const answer = await fetch(worker.url, { method: "POST", body: JSON.stringify(secret) });

  expect(await answer.json()).toEqual({ name: "accounts/acme/secrets/db", keyName: "DB" });
  expect(fake.requests[0]?.body).toEqual(secret);
});

test.skipIf(isMissing)("worker.ts logs no part of a body that is no JSON", async () => {
  const { fake, url } = await startGateway();
  const worker = await startWorker(url);

  const answer = await fetch(worker.url, { method: "POST", body: "s3cret-of-the-database" });

  expect(answer.status).toBe(500);
  const logged = await worker.stop();
  expect(logged).toContain("GatewayInputError");
  expect(logged).not.toContain("s3cret");
  expect(fake.requests).toEqual([]);
});

/** Serves the program, until the test ends or somebody asks for what it logged. */
async function startWorker(gateway: string): Promise<{ url: string; stop(): Promise<string> }> {
  const folder = await mkdtemp(join(tmpdir(), "worker-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await build({
    entryPoints: [join(import.meta.dirname, "programs", "worker.ts")],
    outfile: join(folder, "worker.js"),
    bundle: true,
    format: "esm",
    platform: "neutral",
    logLevel: "warning",
  });
  const config = `using Workerd = import "/workerd/workerd.capnp";
    const config :Workerd.Config = (
      services = [
        (name = "main", worker = .worker),
        (name = "internet", network = (allow = ["private"])),
      ],
      sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
    );
    const worker :Workerd.Worker = (
      modules = [(name = "worker", esModule = embed "worker.js")],
      bindings = [
        (name = "FIREWORKS_API_KEY", text = "a-key"),
        (name = "FIREWORKS_ACCOUNT_ID", text = "acme"),
        (name = "FIREWORKS_BASE_URL", text = ${JSON.stringify(gateway)}),
      ],
      compatibilityDate = "2026-01-01",
    );`;
  await writeFile(join(folder, "config.capnp"), config);
  const child = spawn(workerd, ["serve", "config.capnp", "--control-fd=1"], { cwd: folder });
  onTestFinished(() => void child.kill());
  const logged = text(child.stderr);
  const stop = (): Promise<string> => {
    child.kill();
    return logged;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const { event, port }: { event?: string; port?: number } = JSON.parse(line);
    if (event === "listen") return { url: `http://127.0.0.1:${port}/`, stop };
  }
  throw new Error("workerd ended before it listened");
}
