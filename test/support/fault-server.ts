import { once } from "node:events";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  /** The head as it is. */
  readonly head: string;
  readonly body: string;
}

/** What the server does with a request or, earlier, with a connection. */
export type Behaviour = (socket: Socket, request: WireRequest) => void;

/** How the server meets its clients. */
export interface ServerScript {
  /** For the first request, the second and so on; the last one stays. */
  readonly answers?: readonly Behaviour[];
  /** As soon as a connection is there. */
  readonly onConnection?: (socket: Socket) => void;
  /** As soon as a request's head is there, its body perhaps not yet; then `answers` are not asked. */
  readonly onHead?: Behaviour;
  /** A certificate and its key, in PEM: then it speaks TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
}

/** A server that says exactly the bytes that it is told to say. */
export class FaultServer implements AsyncDisposable {
  readonly requests: WireRequest[] = [];
  readonly sockets = new Set<Socket>();
  connections = 0;
  readonly #server: Server;
  readonly #script: ServerScript;

  static async start(script: ServerScript): Promise<FaultServer> {
    const server = new FaultServer(script);
    server.#server.listen(0, "127.0.0.1");
    await once(server.#server, "listening");
    return server;
  }

  private constructor(script: ServerScript) {
    this.#script = script;
    const accept = (socket: Socket): void => this.#accept(socket);
    this.#server = script.tls
      ? createTlsServer(script.tls, accept).on("tlsClientError", () => {})
      : createServer(accept);
  }

  get port(): number {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server's is no string
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http${this.#script.tls ? "s" : ""}://127.0.0.1:${this.port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, "close");
  }

  /** Waits until the clients have let go of all connections on which they had sent anything. */
  async released(): Promise<void> {
    // Node's fetch opens one in advance for whoever may come next when one is aborted.
    await Promise.all([...this.sockets].filter(({ bytesRead }) => bytesRead > 0).map(closed));
  }

  /** Resets all connections. */
  reset(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  #accept(socket: Socket): void {
    this.connections += 1;
    this.sockets.add(socket);
    socket.on("close", () => this.sockets.delete(socket));
    // A client may go at any time; that is what the tests are about.
    socket.on("error", () => {});
    this.#script.onConnection?.(socket);
    let chunks: Buffer[] = [];
    let head: RequestHead | undefined;
    socket.on("data", (chunk) => {
      chunks.push(chunk);
      const isFirst = head === undefined;
      head ??= parseHead(Buffer.concat(chunks));
      if (!head) return;
      const { answers = [], onHead } = this.#script;
      if (isFirst) onHead?.(socket, { ...head, body: "" });
      const received = chunks.reduce((size, { byteLength }) => size + byteLength, 0);
      if (received < head.size) return;
      const body = Buffer.concat(chunks).subarray(head.bodyStart).toString();
      const request = { ...head, body };
      chunks = [];
      head = undefined;
      this.requests.push(request);
      if (!onHead) answers[Math.min(this.requests.length, answers.length) - 1]?.(socket, request);
    });
  }
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once("close", () => resolve());
  });
}

interface RequestHead extends Omit<WireRequest, "body"> {
  readonly bodyStart: number;
  /** Of the whole request, in bytes. */
  readonly size: number;
}

function parseHead(received: Buffer): RequestHead | undefined {
  const end = received.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = received.subarray(0, end).toString("latin1");
  const [method = "", target = ""] = head.split(" ", 2);
  const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1] ?? 0);
  return { method, target, head, bodyStart: end + 4, size: end + 4 + length };
}

/** Answers with a status, headers and a body, and says how long the body is. */
export function answer(
  status: number,
  body: string | Uint8Array = "",
  headers: Readonly<Record<string, string>> = {},
): Behaviour {
  const bytes = Buffer.from(body);
  const lines = Object.entries({ "content-length": String(bytes.length), ...headers });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  return (socket) => {
    socket.write(Buffer.concat([Buffer.from(`HTTP/1.1 ${status} x\r\n${head}\r\n`), bytes]));
  };
}

/** Writes bytes as they are and leaves the connection open. */
export const write =
  (...parts: readonly (string | Uint8Array)[]): Behaviour =>
  (socket) => {
    for (const part of parts) socket.write(part);
  };

/** Answers with a status and a body that never ends. */
export function answerWithoutEnd(status: number): Behaviour {
  const bytes = Buffer.alloc(2 ** 16, " ");
  return (socket) => {
    const more = (): boolean => socket.writable && socket.write(bytes, more);
    socket.write(`HTTP/1.1 ${status} x\r\n\r\n`, more);
  };
}

/** Writes bytes as they are and ends the connection in good order. */
export const writeAndEnd =
  (bytes = ""): Behaviour =>
  (socket) => {
    socket.end(bytes);
  };

/** Writes bytes as they are and resets the connection, perhaps before they have been read. */
export const writeAndReset =
  (bytes: string): Behaviour =>
  (socket) => {
    socket.write(bytes, () => socket.resetAndDestroy());
  };
