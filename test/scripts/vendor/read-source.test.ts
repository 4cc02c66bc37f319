import { readFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectRoot } from "../../../scripts/lib/files.js";
import { readSource } from "../../../scripts/vendor/read-source.js";
import { title, version } from "../../../src/generated/spec.js";
import { wholeVendored } from "../../support/vendored.js";
import { runScript } from "../run-script.js";

const certificate = join(projectRoot, "test", "fixtures", "self-signed.pem");
const pem = await readFile(certificate, "utf8");

const redirect = (status: number, location: string): RequestListener =>
  function answer(_request, response) {
    response.writeHead(status, { location }).end("elsewhere");
  };

const answers: Record<string, RequestListener> = {
  "/page.md": (_request, response) => response.end("# Page"),
  "/document.yaml": (_request, response) => response.end(wholeVendored),
  "/moved": redirect(301, "/moved/again"),
  "/moved/again": redirect(307, "page.md?token=hidden"),
  "/moved/page.md": (_request, response) => response.end("# Moved"),
  "/circle": redirect(302, "/circle"),
  "/to-http": redirect(308, "http://127.0.0.1:1/page.md?token=hidden"),
  "/to-file": redirect(302, "file:///etc/hostname"),
  "/nowhere": redirect(302, "https://"),
  "/gone": (_request, response) => response.writeHead(404).end("<html>gone</html>"),
  "/exact": (_request, response) => response.end("x".repeat(1024)),
  "/long": (_request, response) => response.end("x".repeat(1025)),
  "/bomb": (_request, response) =>
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("x".repeat(100_000))),
  // It says more for as long as anybody listens.
  "/endless": (_request, response) => {
    const write = (): void => void (response.destroyed || response.write("x".repeat(64), write));
    write();
  },
  "/silent": () => {},
  "/stalled": (_request, response) => response.write("# Pa"),
  "/broken": (_request, response) =>
    response.writeHead(200, { "content-length": "100" }).write("# Pa", () => response.destroy()),
};
const server = createServer({ key: pem, cert: pem }, (request, response) => {
  answers[new URL(request.url ?? "", "https://server").pathname]?.(request, response);
});
let origin = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server's is no string
  origin = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

// Only a process of its own can be told to trust the certificate.
const trusting = { cwd: tmpdir(), env: { NODE_EXTRA_CA_CERTS: certificate } };

async function readEach(
  limits: { readonly maxBytes: number; readonly timeout: number },
  paths: readonly string[],
): Promise<unknown[]> {
  const sources = paths.map((path) => `${origin}${path}`);
  const script = join("..", "test", "scripts", "vendor", "read-sources.ts");
  const { stdout, stderr } = await runScript(
    script,
    [JSON.stringify(limits), ...sources],
    trusting,
  );
  expect(stderr).toBe("");
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const refused = (message: string) => ({ error: `CommandError: ${message}` });

describe("a URL", () => {
  test("is read over https, through redirects, up to its limits", async () => {
    const generous = { maxBytes: 1024, timeout: 30_000 };
    const outcomes: [string, (origin: string) => unknown][] = [
      ["/page.md?token=hidden", () => ({ name: `${origin}/page.md`, text: "# Page" })],
      ["/moved", () => ({ name: `${origin}/moved`, text: "# Moved" })],
      ["/exact", () => ({ name: `${origin}/exact`, text: "x".repeat(1024) })],
      ["/circle", () => refused(`expected at most 5 redirects from ${origin}/circle, found more`)],
      [
        "/to-http",
        () =>
          refused(
            `expected an https URL, found a redirect from ${origin}/to-http to http://127.0.0.1:1/page.md`,
          ),
      ],
      [
        "/to-file",
        () =>
          refused(
            `expected an https URL, found a redirect from ${origin}/to-file to file:///etc/hostname`,
          ),
      ],
      ["/nowhere", () => refused("expected an https URL, found an invalid URL")],
      ["/gone", () => refused(`expected status 200 from ${origin}/gone, found 404`)],
      ["/long", () => refused(`expected at most 1 KiB from ${origin}/long, found more`)],
      ["/bomb", () => refused(`expected at most 1 KiB from ${origin}/bomb, found more`)],
      ["/endless", () => refused(`expected at most 1 KiB from ${origin}/endless, found more`)],
      ["/broken", () => refused(`the connection to ${origin}/broken failed: other side closed`)],
    ];

    const found = await readEach(
      generous,
      outcomes.map(([path]) => path),
    );

    expect(found).toEqual(outcomes.map(([, outcome]) => outcome(origin)));
  });

  test.each(["/silent", "/stalled"])("that is %s is given up in time", async (path) => {
    const [outcome] = await readEach({ maxBytes: 1024, timeout: 500 }, [path]);

    expect(outcome).toEqual(refused(`${origin}${path} did not respond within 0.5 s`));
  });

  test("whose certificate is self-signed is refused", async () => {
    await expect(readSource(`${origin}/page.md`)).rejects.toThrow(
      /^the connection to https:[^ ]+ failed: self-signed certificate/,
    );
  });

  test.each([
    ["http://docs.example/page.md?token=hidden", "found http://docs.example/page.md"],
    ["file:///etc/hostname", "found file:///etc/hostname"],
    ["https://", "found an invalid URL"],
    ["https://me:hidden@docs.example/page.md", "found some for docs.example"],
  ])("such as %s is refused", async (source, found) => {
    const failure = await readSource(source).catch((error: unknown) => error);

    expect(String(failure)).toMatch(/^CommandError: expected /);
    expect(String(failure)).toContain(found);
    expect(String(failure)).not.toContain("hidden");
  });

  test("can be imported", async () => {
    const { code, stdout } = await runScript(
      "spec-import.ts",
      [`${origin}/document.yaml`],
      trusting,
    );

    expect([code, stdout]).toEqual([
      0,
      `${title} ${version} is vendored already: nothing changed\n${version}: none\n`,
    ]);
  });
});

test("a file that is not there is named", async () => {
  await expect(readSource("gone.md")).rejects.toThrow(/^cannot read the file gone\.md$/);
});

test("a file is named without its folder", async () => {
  const source = await readSource(certificate);

  expect(source).toEqual({ name: "self-signed.pem", bytes: Buffer.from(pem) });
});
