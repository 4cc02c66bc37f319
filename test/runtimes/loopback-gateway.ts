import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Writable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createFakeGateway } from "../../src/testing.js";

/** Servers on loopback for the runtimes under test. */
export interface LoopbackGateway {
  /** URL to which a behaviour's name and then a path of the gateway are appended. */
  readonly gatewayUrl: string;
  /** URL on which nobody listens. */
  readonly refusedUrl: string;
  close(): void;
}

type Behaviour = (request: Request) => Response | Promise<Response>;

const host = "127.0.0.1";

/** Lets a page of another origin send requests and read responses. */
const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, content-type, accept",
  "access-control-allow-methods": "GET, POST, PATCH, DELETE",
};

export async function startLoopbackGateway(): Promise<LoopbackGateway> {
  const behaviours = createBehaviours();
  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing, behaviours).catch(() => outgoing.destroy());
  });
  const gatewayUrl = await listen(server);
  const refusing = createServer();
  const refusedUrl = await listen(refusing);
  refusing.close();
  await once(refusing, "close");
  return {
    gatewayUrl,
    refusedUrl,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function createBehaviours(): ReadonlyMap<string, Behaviour> {
  const gateway: Behaviour = createFakeGateway().fetch;
  const busyWith = new Set<string>();
  let followed = 0;
  return new Map<string, Behaviour>([
    ["gateway", gateway],
    [
      "busy-once",
      async (request) => {
        const body = await request.clone().text();
        if (busyWith.has(body)) return gateway(request);
        busyWith.add(body);
        return new Response(null, { status: 429, headers: { "retry-after": "0" } });
      },
    ],
    ["stall", () => new Response(stallingBody())],
    ["silence", () => new Promise(() => {})],
    [
      "redirect",
      () => new Response(null, { status: 307, headers: { location: "/redirect-target" } }),
    ],
    [
      "redirect-target",
      () => {
        followed += 1;
        return new Response();
      },
    ],
    ["followed-redirects", () => Response.json(followed)],
    ["not-json", () => new Response("<p>Hello", { headers: { "content-type": "text/html" } })],
    [
      "echo",
      async (request) => {
        const message = `you sent ${request.headers.get("authorization")} ${await request.text()}`;
        return Response.json({ code: 3, message, details: [{ message }] }, { status: 400 });
      },
    ],
    [
      "echo-success",
      async (request) => {
        const sent = await request.text();
        const { name, keyName } = JSON.parse(sent);
        const body = { name, keyName, value: sent };
        const headers = { "x-echo": `echoed-header ${request.headers.get("authorization")}` };
        return Response.json(body, { headers });
      },
    ],
    [
      "user-agent",
      ({ headers }) => Response.json({ name: headers.get("user-agent"), keyName: "DB" }),
    ],
  ]);
}

/** A body that begins and never ends. */
const stallingBody = (): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(`{"name":`)),
  });

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  behaviours: ReadonlyMap<string, Behaviour>,
): Promise<void> {
  if (incoming.method === "OPTIONS") {
    outgoing.writeHead(204, cors).end();
    return;
  }
  const [, name = "", path = ""] = /^\/([^/]*)(.*)$/.exec(String(incoming.url)) ?? [];
  const body = await buffer(incoming);
  const request = new Request(`http://${host}${path}`, {
    method: String(incoming.method),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([field, value]) => [field, String(value)]),
    ),
    ...(body.byteLength > 0 && { body }),
  });
  const response = await behaviours.get(name)?.(request);
  if (!response) throw new Error(`no behaviour is called ${name}`);
  outgoing.writeHead(response.status, { ...cors, ...Object.fromEntries(response.headers) });
  await response.body?.pipeTo(Writable.toWeb(outgoing));
  outgoing.end();
}

async function listen(server: Server): Promise<string> {
  server.listen(0, host);
  await once(server, "listening");
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server's is no string
  const { port } = server.address() as AddressInfo;
  return `http://${host}:${port}`;
}
