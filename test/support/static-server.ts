import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";

/** A folder that is served on loopback. */
export interface StaticServer {
  readonly url: string;
  close(): Promise<void>;
}

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".yaml": "application/yaml",
};

/**
 * Serves the files of a folder as they are, and 404 for everything else.
 *
 * @param base path before that of each file
 */
export async function serveFolder(folder: string, base = "/"): Promise<StaticServer> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(String(request.url), "http://loopback");
    // Another path than that of the base names a file that no folder has.
    const path = pathname.startsWith(base) ? pathname.slice(base.length - 1) : "/\uFFFF";
    const name = normalize(decodeURIComponent(path)).replace(/[\\/]$/, "/index.html");
    const type = contentTypes[extname(name)] ?? "application/octet-stream";
    createReadStream(join(folder, name))
      .once("open", () => response.writeHead(200, { "content-type": type }))
      .once("error", () => response.writeHead(404).end())
      .pipe(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server's is no string
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
