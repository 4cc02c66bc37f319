import { createServer } from "node:http";
import { connect } from "node:net";

/** An HTTP proxy on loopback that tunnels wherever it is asked to. */
export interface LoopbackProxy {
  readonly url: string;
  /** The hosts that it was asked to connect to. */
  readonly hosts: readonly string[];
  close(): void;
}

export async function startLoopbackProxy(): Promise<LoopbackProxy> {
  const hosts: string[] = [];
  const server = createServer();
  server.on("connect", (request, client) => {
    const host = request.url ?? "";
    hosts.push(host);
    const { hostname, port } = new URL(`http://${host}`);
    const upstream = connect(Number(port), hostname, () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.pipe(client).pipe(upstream);
    });
    const end = (): void => {
      upstream.destroy();
      client.destroy();
    };
    upstream.on("error", end);
    client.on("error", end);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  // It is a text for a socket in the file system alone.
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    hosts,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
