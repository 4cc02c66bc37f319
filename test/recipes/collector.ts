import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { gunzipSync } from "node:zlib";
import { onTestFinished } from "vitest";

/** A server that keeps what is posted to it, until the test ends. */
export interface Collector {
  readonly port: number;
  readonly bodies: readonly string[];
}

export async function startCollector(): Promise<Collector> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    buffer(request)
      .then((bytes) => {
        const isCompressed = request.headers["content-encoding"] === "gzip";
        bodies.push((isCompressed ? gunzipSync(bytes) : bytes).toString());
        return response.setHeader("content-type", "application/json").end("{}");
      })
      .catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server's is no string
  const { port } = server.address() as AddressInfo;
  return { port, bodies };
}
