import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { SecretOptions, GatewayClientOptions } from "../../src/options.js";
import type { CreateSecretBody } from "../../src/types.js";
import { created, never } from "./calls.js";
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

type Fetch = NonNullable<GatewayClientOptions["fetch"]>;

/** How a fault is brought about. */
export interface OutcomeScenario {
  /** Behaviour of the server; without it nothing listens. */
  readonly server?: ServerScript;
  readonly client?: GatewayClientOptions;
  /** A fetch over the platform's own, with the server at hand. */
  readonly fetch?: (server: FaultServer) => Fetch;
  /** Globals of another runtime. */
  readonly globals?: () => Readonly<Record<string, unknown>>;
  readonly body?: Partial<Record<keyof CreateSecretBody, unknown>>;
  readonly call?: SecretOptions;
  /** Requests that reach the server whole, for each attempt; 0 if there are none. */
  readonly arrives?: number;
  /** Where the call stalls; then its deadline passes. */
  readonly stalls?: Stage;
  /** What goes well before. */
  readonly before?: "a success on the same connection";
}

/** A stage of a call that a test can see. */
export type Stage = "key" | "connection" | "head" | "request" | "fetch" | "body";

/** One row of docs/outcomes.md. */
export interface OutcomeRow {
  readonly phase: string;
  readonly fault: string;
  /** Name of the error's class, or `signal.reason`. */
  readonly error: string;
  readonly isRetried: boolean;
  /** `undefined` for the caller's own reason. */
  readonly mayHaveSucceeded: boolean | undefined;
  readonly scenario: OutcomeScenario;
}

const pem = readFileSync(new URL("../fixtures/self-signed.pem", import.meta.url), "utf8");
const tls = { cert: pem, key: pem };

/** A file of some MiB: no socket takes it in at once. */
const large = { value: "v".repeat(8 * 2 ** 20) };

/** As hostile as a server can be: it echoes all that it must not. */
const echo = JSON.stringify({
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
  arrives: 1,
});
const answersThenStalls = (stalls: Stage, ...behaviours: Behaviour[]): OutcomeScenario => ({
  ...answers(...behaviours),
  stalls,
});
const status = (code: number): OutcomeScenario => answers(answer(code, echo, echoHeaders));
const withCode = (httpStatus: number, code: string): OutcomeScenario =>
  answers(answer(httpStatus, JSON.stringify({ code }), echoHeaders));
const redirect = (code: number): OutcomeScenario =>
  answers(answer(code, echo, { ...echoHeaders, location: "/elsewhere" }));

/** A fetch that rejects with an error of Node's form. */
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
const moreThan = (size: number): Buffer => Buffer.alloc(size + 1, " ");
const mebibyte = 2 ** 20;

function trickle(): Behaviour {
  return (socket) => {
    socket.write(longerHead);
    const timer = setInterval(() => socket.write(" "), 10);
    socket.on("close", () => clearInterval(timer));
  };
}

const input = "GatewayInputError";
const connection = "GatewayConnectionError";
const timeout = "GatewayTimeoutError";
const protocol = "GatewayProtocolError";
const api = "GatewayApiError";

type PhaseRow = readonly [
  fault: string,
  error: string,
  retried: "retried" | "not retried",
  mayHaveSucceeded: boolean | undefined,
  scenario: OutcomeScenario,
];

const phases: Readonly<Record<string, readonly PhaseRow[]>> = {
  "before sending": [
    ["an invalid argument", input, "not retried", false, { body: { keyName: 1 } }],
    [
      "an invalid API key",
      input,
      "not retried",
      false,
      { client: { apiKey: () => `Bearer ${canaryKey}` } },
    ],
    ["the key function throws", input, "not retried", false, { client: { apiKey: throwKey } }],
    [
      "the key function never settles",
      timeout,
      "not retried",
      false,
      { client: { apiKey: () => never }, stalls: "key" },
    ],
    [
      "the caller has already aborted",
      "signal.reason",
      "not retried",
      undefined,
      { call: { signal: AbortSignal.abort() } },
    ],
    [
      "the runtime has no `fetch`",
      input,
      "not retried",
      false,
      { globals: () => ({ fetch: undefined }) },
    ],
    [
      "the runtime has no `TextDecoder`",
      input,
      "not retried",
      false,
      { ...answers(answer(409)), arrives: 0, globals: () => ({ TextDecoder: undefined }) },
    ],
  ],
  connecting: [
    ["refused, or nothing listens", connection, "retried", false, {}],
    ["the host has no address", connection, "retried", false, rejects("ENOTFOUND", "getaddrinfo")],
    ["no route to the host", connection, "retried", false, rejects("EHOSTUNREACH", "connect")],
    [
      "`fetch` times out while connecting",
      connection,
      "retried",
      false,
      rejects("UND_ERR_CONNECT_TIMEOUT"),
    ],
    [
      "no route to the host, and `fetch` does not say during which system call",
      connection,
      "not retried",
      true,
      rejects("EHOSTUNREACH"),
    ],
    ["the certificate is not trusted", connection, "not retried", false, { server: { tls } }],
    [
      "the server does not speak TLS",
      connection,
      "not retried",
      true,
      {
        server: { onConnection: (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n") },
        client: { baseUrl: "https://127.0.0.1" },
      },
    ],
    [
      "closed during the TLS handshake",
      connection,
      "not retried",
      true,
      {
        server: { onConnection: (socket) => socket.end() },
        client: { baseUrl: "https://127.0.0.1" },
      },
    ],
    [
      "stalls during the TLS handshake",
      timeout,
      "not retried",
      true,
      { server: {}, client: { baseUrl: "https://127.0.0.1" }, stalls: "connection" },
    ],
  ],
  "sending the request": [
    [
      "closed as soon as accepted",
      connection,
      "not retried",
      true,
      { server: { onConnection: (socket) => socket.destroy() } },
    ],
    [
      "reset as soon as accepted",
      connection,
      "not retried",
      true,
      { server: { onConnection: (socket) => socket.resetAndDestroy() } },
    ],
    [
      "closed before the body is sent",
      connection,
      "not retried",
      true,
      { server: { onHead: (socket) => socket.destroy() }, body: large },
    ],
    [
      "reset before the body is sent",
      connection,
      "not retried",
      true,
      { server: { onHead: (socket) => socket.resetAndDestroy() }, body: large },
    ],
    [
      "the server stops reading",
      timeout,
      "not retried",
      true,
      { server: { onHead: (socket) => socket.pause() }, body: large, stalls: "head" },
    ],
  ],
  "waiting for the response": [
    ["closed", connection, "not retried", true, answers(writeAndEnd())],
    ["reset", connection, "not retried", true, answers((socket) => socket.resetAndDestroy())],
    ["stalls", timeout, "not retried", true, answersThenStalls("request", () => {})],
    [
      "an idle connection is closed under the request",
      connection,
      "not retried",
      true,
      {
        ...answers(answer(200, created), writeAndEnd()),
        before: "a success on the same connection",
      },
    ],
    [
      "a custom `fetch` ignores its signal",
      timeout,
      "not retried",
      true,
      { client: { fetch: () => never }, stalls: "fetch" },
    ],
    [
      "a custom `fetch` rejects with any value",
      connection,
      "not retried",
      true,
      {
        client: {
          fetch: () => {
            // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- that is the fault
            return Promise.reject({ message: `${canaryKey}: ${canaryValue}`, code: 7 });
          },
        },
      },
    ],
    [
      "a custom `fetch` resolves with something other than a Response",
      protocol,
      "not retried",
      true,
      {
        client: {
          // @ts-expect-error -- that is the fault
          fetch: () => Promise.resolve({ ok: true, status: 200, body: canaryValue }),
        },
      },
    ],
  ],
  "within the headers": [
    ["closed", connection, "not retried", true, answers(writeAndEnd(head))],
    ["reset", connection, "not retried", true, answers(writeAndReset(head))],
    ["stalls", timeout, "not retried", true, answersThenStalls("request", write(head))],
    [
      "a malformed status line",
      connection,
      "not retried",
      true,
      answers(writeAndEnd(`${canaryKey} 200\r\n\r\n`)),
    ],
    [
      "headers beyond the platform's limit",
      connection,
      "not retried",
      true,
      answers(writeAndEnd(`${head}x-large: ${"x".repeat(2 ** 17)}\r\n\r\n`)),
    ],
    [
      "a malformed header",
      connection,
      "not retried",
      true,
      answers(writeAndEnd(`${head}no colon\r\n\r\n`)),
    ],
    [
      "an early hint, then nothing",
      timeout,
      "not retried",
      true,
      answersThenStalls("request", write("HTTP/1.1 103 Early Hints\r\n\r\n")),
    ],
  ],
  "within the body of a success": [
    ["closed", protocol, "not retried", true, answers(writeAndEnd(longerHead + created))],
    [
      "reset",
      protocol,
      "not retried",
      true,
      { ...answers(write(longerHead)), fetch: resetOnceAnswered },
    ],
    ["stalls", timeout, "not retried", true, answersThenStalls("body", write(longerHead))],
    [
      "arrives a byte at a time",
      timeout,
      "not retried",
      true,
      answersThenStalls("body", trickle()),
    ],
    [
      "is more than 1 MiB",
      protocol,
      "not retried",
      true,
      answers(write(`${head}\r\n`, moreThan(mebibyte))),
    ],
    [
      "is more than 1 MiB once decompressed",
      protocol,
      "not retried",
      true,
      answers(answer(200, gzipSync(moreThan(mebibyte)), { "content-encoding": "gzip" })),
    ],
    [
      "cannot be decompressed",
      protocol,
      "not retried",
      true,
      answers(answer(200, created, { "content-encoding": "gzip" })),
    ],
  ],
  "reading a success": [
    ["the body is empty, or the status 204", protocol, "not retried", true, answers(answer(204))],
    [
      "the body is an HTML page",
      protocol,
      "not retried",
      true,
      answers(answer(200, `<p>${canaryValue}</p>`, echoHeaders)),
    ],
    [
      "the body is not UTF-8",
      protocol,
      "not retried",
      true,
      answers(answer(200, Buffer.from(`{"name":"é"}`, "latin1"))),
    ],
    [
      "the body does not match the spec",
      protocol,
      "not retried",
      true,
      answers(answer(200, JSON.stringify({ name: canaryValue }))),
    ],
  ],
  "reading a redirect": [
    ["301", protocol, "not retried", false, redirect(301)],
    ["302", protocol, "not retried", false, redirect(302)],
    ["303", protocol, "not retried", true, redirect(303)],
    ["307", protocol, "not retried", false, redirect(307)],
    ["308", protocol, "not retried", false, redirect(308)],
    ["300, 304 or another 3xx", protocol, "not retried", true, redirect(300)],
    [
      "the platform hides the status",
      protocol,
      "not retried",
      true,
      { client: { fetch: () => Promise.resolve(hiddenRedirect()) } },
    ],
    [
      "a custom `fetch` followed it",
      protocol,
      "not retried",
      true,
      {
        ...answers(redirectTo("/elsewhere"), answer(200, created)),
        arrives: 2,
        fetch: () => (url, init) => fetch(url, { ...init, redirect: "follow" }),
      },
    ],
  ],
  "reading an error": [
    ["400", api, "not retried", false, status(400)],
    ["401", api, "not retried", false, status(401)],
    ["402", api, "not retried", false, status(402)],
    ["403", api, "not retried", false, status(403)],
    ["404", api, "not retried", false, status(404)],
    ["405", api, "not retried", false, status(405)],
    ["408", api, "retried", false, status(408)],
    ["409", api, "not retried", false, status(409)],
    ["412", api, "not retried", false, status(412)],
    ["413", api, "not retried", false, status(413)],
    ["429", api, "retried", false, status(429)],
    [
      "429 with a `retry-after` beyond the timeout",
      api,
      "not retried",
      false,
      answers(answer(429, echo, { "retry-after": "3600" })),
    ],
    ["499", api, "not retried", true, status(499)],
    ["400 with the code CANCELLED", api, "not retried", true, withCode(400, "CANCELLED")],
    ["409 with the code UNKNOWN", api, "not retried", true, withCode(409, "UNKNOWN")],
    ["404 with the code INTERNAL", api, "not retried", true, withCode(404, "INTERNAL")],
    ["429 with the code UNAVAILABLE", api, "retried", true, withCode(429, "UNAVAILABLE")],
    [
      "408 with the code DEADLINE_EXCEEDED",
      api,
      "retried",
      true,
      withCode(408, "DEADLINE_EXCEEDED"),
    ],
    [
      "409 on a runtime that may resend requests (Deno, browsers)",
      api,
      "not retried",
      true,
      { ...status(409), globals: resendingRuntime },
    ],
    [
      "404 on a runtime that may resend requests (Deno, browsers)",
      api,
      "not retried",
      true,
      { ...status(404), globals: resendingRuntime },
    ],
    ["500", api, "not retried", true, status(500)],
    ["501", api, "not retried", false, status(501)],
    ["502", api, "not retried", true, status(502)],
    ["503", api, "retried", true, status(503)],
    [
      "503 with a `retry-after` beyond the timeout",
      api,
      "not retried",
      true,
      answers(answer(503, echo, { "retry-after": "3600" })),
    ],
    ["504", api, "not retried", true, status(504)],
    ["520 or another 5xx", api, "not retried", true, status(520)],
    ["409, the body is empty", api, "not retried", false, answers(answer(409))],
    ["409, the body ends early", api, "not retried", false, answers(writeAndEnd(errorHead + echo))],
    [
      "409, the body is more than 64 KiB",
      api,
      "not retried",
      false,
      answers(write("HTTP/1.1 409 x\r\n\r\n", moreThan(64 * 1024))),
    ],
    [
      "409, the body stalls",
      timeout,
      "not retried",
      true,
      answersThenStalls("body", write(errorHead)),
    ],
  ],
  "after a 503": [
    ["refused", connection, "retried", true, afterwards(rejects("ECONNREFUSED", "connect"))],
    [
      "the key function throws",
      input,
      "retried",
      true,
      afterwards({ client: { apiKey: keyOnce() } }),
    ],
    ["401", api, "retried", true, answers(answer(503, echo), answer(401, echo))],
    ["409", api, "retried", true, answers(answer(503, echo), answer(409, echo))],
    ["stalls", timeout, "retried", true, answersThenStalls("request", answer(503, echo), () => {})],
  ],
};

/** All failure outcomes of `createSecret`, by phase. */
export const outcomeRows: readonly OutcomeRow[] = Object.entries(phases).flatMap(([phase, rows]) =>
  rows.map(([fault, error, retried, mayHaveSucceeded, scenario]) => {
    const isRetried = retried === "retried";
    return { phase, fault, error, isRetried, mayHaveSucceeded, scenario };
  }),
);

function throwKey(): never {
  throw new Error(canaryKey);
}

/** What the package sees of Deno. */
function resendingRuntime(): Readonly<Record<string, unknown>> {
  const versions = { ...process.versions, deno: "2.0.0" };
  return { process: Object.create(process, { versions: { value: versions } }) };
}

function redirectTo(location: string): Behaviour {
  return answer(307, "", { location });
}

/** The result of fetch for a redirect in a browser. */
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
