import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startMockServer, type MockServer } from "../../src/cli/commands/mock-server.js";
import { createFakeGateway } from "../../src/testing.js";
import { packAndInstall, type PackedPackage } from "../package/packed-package.js";
import { nextRoute } from "./programs.js";
import { makeProject, startTool } from "./project.js";

const key = "canary-key-0123456789";
const secret = { name: "db", keyName: "DB", value: "s3cret-of-the-database" };
const text = "What every visitor reads";

const page = `"use client";
  import { useState } from "react";
  export default function Page() {
    const [shown, show] = useState(false);
    return <button onClick={() => show(true)}>{shown && "${text}"}</button>;
  }
`;
const layout = `
  export default function Layout({ children }) {
    return <html><body>{children}</body></html>;
  }
`;
// The tools are links that lead out of the project, where Next.js would not follow them.
const config = `module.exports = {
  turbopack: { root: "/" },
  experimental: { turbopackFileSystemCacheForBuild: false },
};
`;

const fake = createFakeGateway();
let packed: PackedPackage;
let gateway: MockServer;
let folder: string;
let app: ChildProcessWithoutNullStreams;
let output = "";
let url: string;

beforeAll(async () => {
  packed = await packAndInstall();
  gateway = await startMockServer(fake);
  const project = await makeProject(packed, "nextjs", {
    ".env": `FIREWORKS_API_KEY=${key}\nFIREWORKS_ACCOUNT_ID=acme\nFIREWORKS_BASE_URL=${gateway.url}\n`,
    "next.config.js": config,
    "app/layout.jsx": layout,
    "app/page.jsx": page,
    "app/secrets/route.ts": nextRoute,
  });
  folder = project.folder;
  const built = await project.run("next", "build");
  if (built.code !== 0) throw new Error(built.output);
  app = startTool(project, "next", "start", "--hostname", "127.0.0.1", "--port", "0");
  url = await addressOf(app);
});

afterAll(async () => {
  app.kill();
  await gateway.close();
  await packed.remove();
});

/** Keeps what the application prints, and finds the address on which it says that it listens. */
function addressOf({ stdout, stderr }: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve, reject) => {
    for (const stream of [stdout, stderr]) {
      stream.setEncoding("utf8").on("data", (printed: string) => {
        output += printed;
        const [, address] = /Local: +(http:\S+).*Ready/s.exec(output) ?? [];
        if (address !== undefined) resolve(address);
      });
    }
    stdout.on("end", () => reject(new Error(`Next.js ended: ${output}`)));
  });
}

async function post(body: string): Promise<{ status: number; answer: unknown }> {
  const response = await fetch(`${url}/secrets`, { method: "POST", body });
  return { status: response.status, answer: await response.json() };
}

test("a request to the route creates a secret, and the answer has no value", async () => {
  const { value: _value, ...stored } = { ...secret, name: "accounts/acme/secrets/db" };

  expect(await post(JSON.stringify(secret))).toEqual({ status: 201, answer: stored });
  expect(fake.requests.map(({ body }) => body)).toEqual([secret]);
  expect(fake.secrets).toEqual([stored]);
});

test("a failure tells whether the request may have taken effect, and repeats no value", async () => {
  fake.respondOnce({ status: 500, body: { code: 13, message: `${secret.value} and ${key}` } });
  const answer = {
    message: expect.stringContaining("500 INTERNAL: [withheld"),
    mayHaveSucceeded: true,
  };
  expect(await post(JSON.stringify(secret))).toEqual({ status: 502, answer });
});

test.each([
  ["no JSON", secret.value],
  ["a secret without a key name", `{"value":"${secret.value}"}`],
])("%s is the caller's fault, and is not repeated", async (_what, body) => {
  const { status, answer } = await post(body);
  expect(status).toBe(400);
  expect(JSON.stringify(answer)).not.toContain(secret.value.slice(0, 6));
});

test("neither the key nor the client is in what a browser loads", async () => {
  const assets = join(folder, ".next", "static");
  const entries = await readdir(assets, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map(({ parentPath, name }) => readFile(join(parentPath, name), "latin1")),
  );
  const whole = texts.join("\n");

  expect(whole).toContain(text);
  expect(whole).not.toContain(key);
  expect(whole).not.toContain("FIREWORKS_API_KEY");
});

test("nothing but its start is logged", async () => {
  app.kill();
  await once(app, "close");
  expect(
    output
      .trim()
      .split("\n")
      .filter((line) => !/^(▲|-|✓) /.test(line)),
  ).toEqual([]);
  expect(output).not.toMatch(`${key}|${secret.value.slice(0, 6)}`);
});
