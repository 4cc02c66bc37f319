import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { isIPv6, type AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import type { FakeGateway } from "../../testing.js";

/** A fake gateway that is served over HTTP. */
export interface MockServer {
  readonly url: string;
  /** The IP address that it listens on. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

/** Options of a mock server. */
export interface MockServerOptions {
  /** @default 127.0.0.1, which other machines cannot reach */
  readonly host?: string | undefined;
  /** @default a free one */
  readonly port?: number | undefined;
  /** Called after each answer. */
  readonly onAnswer?: ((method: string, target: string, status: number) => void) | undefined;
}

export const loopback = "127.0.0.1";

/** Starts a mock server. Rejects with the error of the system if it cannot listen there. */
export async function startMockServer(
  gateway: Pick<FakeGateway, "fetch">,
  { host = loopback, port = 0, onAnswer }: MockServerOptions = {},
): Promise<MockServer> {
  const server = createServer((request, response) => {
    answer(gateway, request, response).then(
      (status) => onAnswer?.(String(request.method), String(request.url), status),
      // A planned failure, or a request that fetch cannot make: the connection is closed.
      () => response.destroy(),
    );
  });
  server.listen(port, host);
  await once(server, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a string stands for a pipe alone, and this listens on TCP
  const bound = server.address() as AddressInfo;
  return {
    url: `http://${isIPv6(host) ? `[${host}]` : host}:${bound.port}`,
    address: bound.address,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

async function answer(
  gateway: Pick<FakeGateway, "fetch">,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<number> {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  const body = await buffer(request);
  const answered = await gateway.fetch(`http://${loopback}${request.url}`, {
    method: String(request.method),
    headers: Object.fromEntries(headers),
    ...(body.length > 0 && { body }),
  });
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(new Uint8Array(await answered.arrayBuffer()));
  return answered.status;
}
