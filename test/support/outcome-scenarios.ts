import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Fetch } from "../../src/transport/attempt.js";
import type { CreateSecretOptions, GatewayClientOptions } from "../../src/options.js";
import type { CreateSecretBody } from "../../src/types.js";
import { created } from "./calls.js";
import { canaryKey, canaryValue } from "./canary.js";
import {
  answer,
  write,
  writeAndEnd,
  writeAndReset,
  type Behaviour,
  type FaultServer,
  type ServerScript,
} from "./fault-server.js";

/** How one row of docs/outcomes.md is brought about. */
export interface OutcomeScenario {
  /** How the server behaves; without it nothing listens. */
  readonly server?: ServerScript;
  readonly client?: GatewayClientOptions;
  /** A fetch over the platform's own, with the server at hand. */
  readonly fetch?: (server: FaultServer) => Fetch;
  readonly body?: Partial<Record<keyof CreateSecretBody, unknown>>;
  readonly call?: CreateSecretOptions;
  /** Whether each attempt's request reaches the server whole. */
  readonly arrives?: boolean;
  /** Whether the call ends by its deadline. */
  readonly stalls?: boolean;
  /** What goes well before. */
  readonly before?: "a success on the same connection";
}

const pem = readFileSync(new URL("../fixtures/self-signed.pem", import.meta.url), "utf8");
const tls = { cert: pem, key: pem };

/** A file of some MiB: no socket takes it in at once. */
const large = { value: "v".repeat(8 * 2 ** 20) };

/** As hostile as a server can be: it echoes all that it must not. */
const echo = JSON.stringify({
  code: 2,
  message: `cannot take ${canaryValue} from ${canaryKey}`,
  details: [{ [canaryValue]: canaryKey, base64: btoa(canaryKey) }],
});
const echoHeaders = {
  "x-request-id": canaryKey,
  "cf-ray": "ray-1",
  "x-echo": encodeURI(canaryKey),
};

const answers = (...behaviours: Behaviour[]): OutcomeScenario => ({
  server: { answers: behaviours },
  arrives: true,
});
const answersThenStalls = (...behaviours: Behaviour[]): OutcomeScenario => ({
  ...answers(...behaviours),
  stalls: true,
});
const status = (code: number): OutcomeScenario => answers(answer(code, echo, echoHeaders));
const redirect = (code: number): OutcomeScenario =>
  answers(answer(code, echo, { ...echoHeaders, location: "/elsewhere" }));

/** What a fetch rejects with when no byte has left, as Node words it. */
const rejects = (code: string, syscall?: string): OutcomeScenario => ({
  client: {
    fetch: () => {
      const cause = Object.assign(new Error(`${syscall} ${code}`), { code, syscall });
      return Promise.reject(new TypeError("fetch failed", { cause }));
    },
  },
});

const resetOnceAnswered = (server: FaultServer): Fetch => {
  return async (url, init) => {
    const response = await fetch(url, init);
    server.reset();
    return response;
  };
};

const head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";
const longerHead = `${head}content-length: 1000\r\n\r\n`;
const errorHead = "HTTP/1.1 409 Conflict\r\ncontent-length: 1000\r\n\r\n";
const endless = Buffer.alloc(2 ** 20 + 1, " ");

function trickle(): Behaviour {
  return (socket) => {
    socket.write(longerHead);
    const timer = setInterval(() => socket.write(" "), 10);
    socket.on("close", () => clearInterval(timer));
  };
}

/** By phase and fault, as docs/outcomes.md names them. */
export const outcomeScenarios: Readonly<Record<string, Readonly<Record<string, OutcomeScenario>>>> =
  {
    "before sending": {
      "an argument that cannot be used": { body: { keyName: 1 } },
      "an API key that cannot be used": { client: { apiKey: () => `Bearer ${canaryKey}` } },
      "the key function throws": {
        client: {
          apiKey: () => {
            throw new Error(canaryKey);
          },
        },
      },
      "the key function never settles": {
        client: { apiKey: () => new Promise<string>(() => {}) },
        stalls: true,
      },
      "the caller has aborted": { call: { signal: AbortSignal.abort() } },
    },
    connecting: {
      "refused, or nothing listens": {},
      "the host has no address": rejects("ENOTFOUND", "getaddrinfo"),
      "no route to the host": rejects("EHOSTUNREACH", "connect"),
      "no connection in time": rejects("UND_ERR_CONNECT_TIMEOUT"),
      "the certificate is not accepted": { server: { tls } },
      "the server speaks no TLS": {
        server: { onConnection: (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n") },
        client: { baseUrl: "https://127.0.0.1" },
      },
      "closed during the TLS handshake": {
        server: { onConnection: (socket) => socket.end() },
        client: { baseUrl: "https://127.0.0.1" },
      },
      "stalls during the TLS handshake": {
        server: {},
        client: { baseUrl: "https://127.0.0.1" },
        stalls: true,
      },
    },
    "sending the request": {
      "closed as soon as accepted": { server: { onConnection: (socket) => socket.destroy() } },
      "reset as soon as accepted": {
        server: { onConnection: (socket) => socket.resetAndDestroy() },
      },
      "closed before the body is sent": {
        server: { onHead: (socket) => socket.destroy() },
        body: large,
      },
      "reset before the body is sent": {
        server: { onHead: (socket) => socket.resetAndDestroy() },
        body: large,
      },
      "the server stops reading": {
        server: { onHead: (socket) => socket.pause() },
        body: large,
        stalls: true,
      },
    },
    "waiting for an answer": {
      closed: answers(writeAndEnd()),
      reset: answers((socket) => socket.resetAndDestroy()),
      stalls: answersThenStalls(() => {}),
      "an idle connection is closed under the request": {
        ...answers(answer(200, created), writeAndEnd()),
        before: "a success on the same connection",
      },
      "the fetch ignores its signal": {
        client: { fetch: () => new Promise<Response>(() => {}) },
        stalls: true,
      },
      "the fetch rejects with anything": {
        client: {
          fetch: () => {
            // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- that is the fault
            return Promise.reject({ message: `${canaryKey}: ${canaryValue}`, code: 7 });
          },
        },
      },
      "the fetch resolves with no Response": {
        client: {
          // @ts-expect-error -- that is the fault
          fetch: () => Promise.resolve({ ok: true, status: 200, body: canaryValue }),
        },
      },
    },
    "within the headers": {
      closed: answers(writeAndEnd(head)),
      reset: answers(writeAndReset(head)),
      stalls: answersThenStalls(write(head)),
      "a status line that is none": answers(writeAndEnd(`${canaryKey} 200\r\n\r\n`)),
      "headers beyond the platform's limit": answers(
        writeAndEnd(`${head}x-large: ${"x".repeat(2 ** 17)}\r\n\r\n`),
      ),
      "a header that is none": answers(writeAndEnd(`${head}no colon\r\n\r\n`)),
      "an early hint, then nothing": answersThenStalls(write("HTTP/1.1 103 Early Hints\r\n\r\n")),
    },
    "within the body of a success": {
      closed: answers(writeAndEnd(longerHead + created)),
      reset: { ...answers(write(longerHead)), fetch: resetOnceAnswered },
      stalls: answersThenStalls(write(longerHead)),
      "comes a byte at a time": answersThenStalls(trickle()),
      "is more than 1 MiB": answers(write(`${head}\r\n`, endless)),
      "is more than 1 MiB once expanded": answers(
        answer(200, gzipSync(endless), { "content-encoding": "gzip" }),
      ),
      "cannot be expanded": answers(answer(200, created, { "content-encoding": "gzip" })),
    },
    "reading a success": {
      "its body is empty, or 204": answers(answer(204)),
      "its body is an HTML page": answers(answer(200, `<p>${canaryValue}</p>`, echoHeaders)),
      "its body is no UTF-8": answers(answer(200, Buffer.from(`{"name":"é"}`, "latin1"))),
      "its body breaks the spec": answers(answer(200, JSON.stringify({ name: canaryValue }))),
    },
    "reading a redirect": {
      "301": redirect(301),
      "302": redirect(302),
      "303": redirect(303),
      "307": redirect(307),
      "308": redirect(308),
      "300, 304 or another 3xx": redirect(300),
      "a status that the platform hides": {
        client: { fetch: () => Promise.resolve(hiddenRedirect()) },
      },
      "the fetch has followed one": {
        ...answers(redirectTo("/elsewhere"), answer(200, created)),
        fetch: () => (url, init) => fetch(url, { ...init, redirect: "follow" }),
      },
    },
    "reading an error": {
      "400": status(400),
      "401": status(401),
      "402": status(402),
      "403": status(403),
      "404": status(404),
      "405": status(405),
      "408": status(408),
      "409": status(409),
      "412": status(412),
      "413": status(413),
      "429": status(429),
      "429 with a retry-after beyond the timeout": answers(
        answer(429, echo, { "retry-after": "3600" }),
      ),
      "499": status(499),
      "500": status(500),
      "501": status(501),
      "502": status(502),
      "503": status(503),
      "503 with a retry-after beyond the timeout": answers(
        answer(503, echo, { "retry-after": "3600" }),
      ),
      "504": status(504),
      "520 or another 5xx": status(520),
      "409, its body is empty": answers(answer(409)),
      "409, its body breaks off": answers(writeAndEnd(errorHead + echo)),
      "409, its body is more than 1 MiB": answers(write("HTTP/1.1 409 x\r\n\r\n", endless)),
      "409, its body stalls": answersThenStalls(write(errorHead)),
    },
    "after a 503": {
      refused: afterwards(rejects("ECONNREFUSED", "connect")),
      "the key function throws": afterwards({
        client: { apiKey: keyOnce() },
      }),
      "401": answers(answer(503, echo), answer(401, echo)),
      "409": answers(answer(503, echo), answer(409, echo)),
      stalls: answersThenStalls(answer(503, echo), () => {}),
    },
  };

function redirectTo(location: string): Behaviour {
  return answer(307, "", { location });
}

/** What fetch gives for a redirect in a browser. */
function hiddenRedirect(): Response {
  const response = Response.error();
  return Object.defineProperty(response, "type", { value: "opaqueredirect" });
}

function keyOnce(): () => string {
  let asked = false;
  return () => {
    if (asked) throw new Error(canaryKey);
    asked = true;
    return canaryKey;
  };
}

/** Answers 503 without a network, and then goes wrong as `scenario` does. */
function afterwards({ client }: OutcomeScenario): OutcomeScenario {
  let attempts = 0;
  const then = client?.fetch ?? fetch;
  return {
    client: {
      ...client,
      fetch: (url, init) => {
        attempts += 1;
        return attempts === 1
          ? Promise.resolve(new Response(echo, { status: 503 }))
          : then(url, init);
      },
    },
  };
}
