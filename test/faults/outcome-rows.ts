import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { SecretOptions, GatewayClientOptions } from "../../src/options.js";
import type { CreateSecretBody } from "../../src/types.js";
import { created, never } from "../support/calls.js";
import { canaryKey, canaryValue } from "../support/canary.js";
import {
  answer,
  write,
  writeAndEnd,
  writeAndReset,
  type Behaviour,
  type FaultServer,
  type ServerScript,
} from "../support/fault-server.js";

type Fetch = NonNullable<GatewayClientOptions["fetch"]>;

/** The methods that send one request for each attempt. */
export const methods = [
  "createSecret",
  "getSecret",
  "listSecrets",
  "updateSecret",
  "deleteSecret",
] as const;

export type Method = (typeof methods)[number];

/** Which methods retry the call. */
type Retried = "yes" | "no" | "all but `createSecret`";

/** How a fault is brought about. */
export interface OutcomeScenario {
  /** The methods that it concerns; all by default. */
  readonly methods?: readonly Method[];
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
  readonly retried: Retried;
  /** Of a write, since a read never changes anything; `undefined` for the caller's own reason. */
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

const withBody = ["createSecret", "updateSecret"] as const;
const ofOneSecret = ["createSecret", "getSecret", "updateSecret"] as const;
const allButList = methods.filter((method) => method !== "listSecrets");
const exceptCreation = "all but `createSecret`";

const input = "GatewayInputError";
const connection = "GatewayConnectionError";
const timeout = "GatewayTimeoutError";
const protocol = "GatewayProtocolError";
const api = "GatewayApiError";

type PhaseRow = readonly [
  fault: string,
  error: string,
  retried: Retried,
  mayHaveSucceeded: boolean | undefined,
  scenario: OutcomeScenario,
];

/** Made anew for each method, since some scenarios count attempts. */
const phases = (): Readonly<Record<string, readonly PhaseRow[]>> => ({
  "before sending": [
    ["an invalid argument", input, "no", false, { methods: withBody, body: { keyName: 1 } }],
    ["an invalid API key", input, "no", false, { client: { apiKey: () => `Bearer ${canaryKey}` } }],
    ["the key function throws", input, "no", false, { client: { apiKey: throwKey } }],
    [
      "the key function never settles",
      timeout,
      "no",
      false,
      { client: { apiKey: () => never }, stalls: "key" },
    ],
    [
      "the caller has already aborted",
      "signal.reason",
      "no",
      undefined,
      { call: { signal: AbortSignal.abort() } },
    ],
    ["the runtime has no `fetch`", input, "no", false, { globals: () => ({ fetch: undefined }) }],
    [
      "the runtime has no `TextDecoder`",
      input,
      "no",
      false,
      { ...answers(answer(409)), arrives: 0, globals: () => ({ TextDecoder: undefined }) },
    ],
  ],
  connecting: [
    ["refused, or nothing listens", connection, "yes", false, {}],
    ["the host has no address", connection, "yes", false, rejects("ENOTFOUND", "getaddrinfo")],
    ["no route to the host", connection, "yes", false, rejects("EHOSTUNREACH", "connect")],
    [
      "`fetch` times out while connecting",
      connection,
      "yes",
      false,
      rejects("UND_ERR_CONNECT_TIMEOUT"),
    ],
    [
      "no route to the host, and `fetch` does not say during which system call",
      connection,
      exceptCreation,
      true,
      rejects("EHOSTUNREACH"),
    ],
    ["the certificate is not trusted", connection, "no", false, { server: { tls } }],
    [
      "the server does not speak TLS",
      connection,
      exceptCreation,
      true,
      {
        server: { onConnection: (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n") },
        client: { baseUrl: "https://127.0.0.1" },
      },
    ],
    [
      "closed during the TLS handshake",
      connection,
      exceptCreation,
      true,
      {
        server: { onConnection: (socket) => socket.end() },
        client: { baseUrl: "https://127.0.0.1" },
      },
    ],
    [
      "stalls during the TLS handshake",
      timeout,
      "no",
      true,
      { server: {}, client: { baseUrl: "https://127.0.0.1" }, stalls: "connection" },
    ],
  ],
  "sending the request": [
    [
      "closed as soon as accepted",
      connection,
      exceptCreation,
      true,
      { server: { onConnection: (socket) => socket.destroy() } },
    ],
    [
      "reset as soon as accepted",
      connection,
      exceptCreation,
      true,
      { server: { onConnection: (socket) => socket.resetAndDestroy() } },
    ],
    [
      "closed before the body is sent",
      connection,
      exceptCreation,
      true,
      { server: { onHead: (socket) => socket.destroy() }, body: large, methods: withBody },
    ],
    [
      "reset before the body is sent",
      connection,
      exceptCreation,
      true,
      { server: { onHead: (socket) => socket.resetAndDestroy() }, body: large, methods: withBody },
    ],
    [
      "the server stops reading",
      timeout,
      "no",
      true,
      {
        server: { onHead: (socket) => socket.pause() },
        body: large,
        methods: withBody,
        stalls: "head",
      },
    ],
  ],
  "waiting for the response": [
    ["closed", connection, exceptCreation, true, answers(writeAndEnd())],
    ["reset", connection, exceptCreation, true, answers((socket) => socket.resetAndDestroy())],
    ["stalls", timeout, "no", true, answersThenStalls("request", () => {})],
    [
      "an idle connection is closed under the request",
      connection,
      exceptCreation,
      true,
      {
        ...answers(answer(200, created), writeAndEnd()),
        before: "a success on the same connection",
      },
    ],
    [
      "a custom `fetch` ignores its signal",
      timeout,
      "no",
      true,
      { client: { fetch: () => never }, stalls: "fetch" },
    ],
    [
      "a custom `fetch` rejects with any value",
      connection,
      exceptCreation,
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
      "no",
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
    ["closed", connection, exceptCreation, true, answers(writeAndEnd(head))],
    ["reset", connection, exceptCreation, true, answers(writeAndReset(head))],
    ["stalls", timeout, "no", true, answersThenStalls("request", write(head))],
    [
      "a malformed status line",
      connection,
      exceptCreation,
      true,
      answers(writeAndEnd(`${canaryKey} 200\r\n\r\n`)),
    ],
    [
      "headers beyond the platform's limit",
      connection,
      exceptCreation,
      true,
      answers(writeAndEnd(`${head}x-large: ${"x".repeat(2 ** 17)}\r\n\r\n`)),
    ],
    [
      "a malformed header",
      connection,
      exceptCreation,
      true,
      answers(writeAndEnd(`${head}no colon\r\n\r\n`)),
    ],
    [
      "an early hint, then nothing",
      timeout,
      "no",
      true,
      answersThenStalls("request", write("HTTP/1.1 103 Early Hints\r\n\r\n")),
    ],
  ],
  "within the body of a success": [
    ["closed", protocol, exceptCreation, true, answers(writeAndEnd(longerHead + created))],
    [
      "reset",
      protocol,
      exceptCreation,
      true,
      { ...answers(write(longerHead)), fetch: resetOnceAnswered },
    ],
    ["stalls", timeout, "no", true, answersThenStalls("body", write(longerHead))],
    ["arrives a byte at a time", timeout, "no", true, answersThenStalls("body", trickle())],
    [
      "is more than 1 MiB",
      protocol,
      "no",
      true,
      { ...answers(write(`${head}\r\n`, moreThan(mebibyte))), methods: allButList },
    ],
    [
      "is more than 8 MiB",
      protocol,
      "no",
      true,
      { ...answers(write(`${head}\r\n`, moreThan(8 * mebibyte))), methods: ["listSecrets"] },
    ],
    [
      "is more than 1 MiB once decompressed",
      protocol,
      "no",
      true,
      {
        ...answers(answer(200, gzipSync(moreThan(mebibyte)), { "content-encoding": "gzip" })),
        methods: allButList,
      },
    ],
    [
      "cannot be decompressed",
      protocol,
      exceptCreation,
      true,
      answers(answer(200, created, { "content-encoding": "gzip" })),
    ],
  ],
  "reading a success": [
    ["the body is empty, or the status 204", protocol, "no", true, answers(answer(204))],
    [
      "the body is an HTML page",
      protocol,
      "no",
      true,
      answers(answer(200, `<p>${canaryValue}</p>`, echoHeaders)),
    ],
    [
      "the body is not UTF-8",
      protocol,
      "no",
      true,
      answers(answer(200, Buffer.from(`{"name":"é"}`, "latin1"))),
    ],
    [
      "the body does not match the spec",
      protocol,
      "no",
      true,
      { ...answers(answer(200, JSON.stringify({ name: canaryValue }))), methods: ofOneSecret },
    ],
  ],
  "reading a redirect": [
    ["301", protocol, "no", false, redirect(301)],
    ["302", protocol, "no", false, redirect(302)],
    ["303", protocol, "no", true, redirect(303)],
    ["307", protocol, "no", false, redirect(307)],
    ["308", protocol, "no", false, redirect(308)],
    ["300, 304 or another 3xx", protocol, "no", true, redirect(300)],
    [
      "the platform hides the status",
      protocol,
      "no",
      true,
      { client: { fetch: () => Promise.resolve(hiddenRedirect()) } },
    ],
    [
      "a custom `fetch` followed it",
      protocol,
      "no",
      true,
      {
        ...answers(redirectTo("/elsewhere"), answer(200, created)),
        arrives: 2,
        fetch: () => (url, init) => fetch(url, { ...init, redirect: "follow" }),
      },
    ],
  ],
  "reading an error": [
    ["400", api, "no", false, status(400)],
    ["401", api, "no", false, status(401)],
    ["402", api, "no", false, status(402)],
    ["403", api, "no", false, status(403)],
    ["404", api, "no", false, status(404)],
    ["405", api, "no", false, status(405)],
    ["408", api, "yes", false, status(408)],
    ["409", api, "no", false, status(409)],
    ["412", api, "no", false, status(412)],
    ["413", api, "no", false, status(413)],
    ["429", api, "yes", false, status(429)],
    [
      "429 with a `retry-after` beyond the timeout",
      api,
      "no",
      false,
      answers(answer(429, echo, { "retry-after": "3600" })),
    ],
    ["499", api, "no", true, status(499)],
    ["400 with the code CANCELLED", api, "no", true, withCode(400, "CANCELLED")],
    ["409 with the code UNKNOWN", api, "no", true, withCode(409, "UNKNOWN")],
    ["404 with the code INTERNAL", api, "no", true, withCode(404, "INTERNAL")],
    ["429 with the code UNAVAILABLE", api, "yes", true, withCode(429, "UNAVAILABLE")],
    ["408 with the code DEADLINE_EXCEEDED", api, "yes", true, withCode(408, "DEADLINE_EXCEEDED")],
    [
      "409 on a runtime that may resend requests (Deno, browsers)",
      api,
      "no",
      true,
      { ...status(409), globals: resendingRuntime },
    ],
    [
      "404 on a runtime that may resend requests (Deno, browsers)",
      api,
      "no",
      true,
      { ...status(404), globals: resendingRuntime },
    ],
    ["500", api, exceptCreation, true, status(500)],
    ["501", api, "no", false, status(501)],
    ["502", api, exceptCreation, true, status(502)],
    ["503", api, "yes", true, status(503)],
    [
      "503 with a `retry-after` beyond the timeout",
      api,
      "no",
      true,
      answers(answer(503, echo, { "retry-after": "3600" })),
    ],
    ["504", api, exceptCreation, true, status(504)],
    ["520 or another 5xx", api, "no", true, status(520)],
    ["409, the body is empty", api, "no", false, answers(answer(409))],
    ["409, the body ends early", api, "no", false, answers(writeAndEnd(errorHead + echo))],
    [
      "409, the body is more than 64 KiB",
      api,
      "no",
      false,
      answers(write("HTTP/1.1 409 x\r\n\r\n", moreThan(64 * 1024))),
    ],
    ["409, the body stalls", timeout, "no", true, answersThenStalls("body", write(errorHead))],
  ],
  "after a 503": [
    ["refused", connection, "yes", true, afterwards(rejects("ECONNREFUSED", "connect"))],
    ["the key function throws", input, "yes", true, afterwards({ client: { apiKey: keyOnce() } })],
    ["401", api, "yes", true, answers(answer(503, echo), answer(401, echo))],
    ["409", api, "yes", true, answers(answer(503, echo), answer(409, echo))],
    ["stalls", timeout, "yes", true, answersThenStalls("request", answer(503, echo), () => {})],
  ],
});

/** All failure outcomes of one request, by phase. */
export function outcomeRows(): readonly OutcomeRow[] {
  return Object.entries(phases()).flatMap(([phase, rows]) =>
    rows.map(([fault, error, retried, mayHaveSucceeded, scenario]) => ({
      phase,
      fault,
      error,
      retried,
      mayHaveSucceeded,
      scenario,
    })),
  );
}

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
