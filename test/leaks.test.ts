import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { GatewayHttp } from "../src/http/http-types.js";
import type { AttemptReport, GatewayClient } from "../src/index.js";
import type { GatewayClientOptions } from "../src/options.js";
import {
  canaryBody,
  canaryCall,
  canaryClient,
  canaryHttp,
  created,
  createSecretPath,
  endingOf,
} from "./support/calls.js";
import { canaryKey, canaryValue, echoesOf, encodedForms } from "./support/canary.js";
import { answer, FaultServer, write, writeAndEnd, type Behaviour } from "./support/fault-server.js";
import { reachableText } from "./support/reachable-text.js";

const echoes = [canaryKey, canaryValue].flatMap(echoesOf);
const forms = [...new Set([canaryKey, canaryValue].flatMap(encodedForms))];
/** Headers and status lines cannot contain line breaks. */
const singleLines = echoes.filter((echo) => /^[ -~]*$/.test(echo));
const json = (body: unknown): string => JSON.stringify(body);

/** Places where a server can echo what it was sent. */
const places: Readonly<Record<string, (echo: string) => Behaviour>> = {
  "a message": (echo) => answer(400, json({ code: 3, message: `no ${echo}.` })),
  "a nested message": (echo) => answer(500, json({ error: { message: echo } })),
  "an error's text": (echo) => answer(500, json({ error: echo })),
  "a detail": (echo) => answer(404, json({ detail: echo })),
  "a JSON text": (echo) => answer(409, json(echo)),
  details: (echo) => answer(400, json({ details: [{ a: [echo], [`b${echo}`]: echo }] })),
  "nested details": (echo) =>
    answer(403, json({ error: { details: [[[echo]], { a: { echo } }] } })),
  "plain text": (echo) => answer(502, `cannot reach ${echo}`),
  "an HTML page": (echo) => answer(504, `<p>${echo}</p>`),
  "broken JSON": (echo) => answer(400, json({ message: echo }).slice(0, -1)),
  "a message that names a code": (echo) => answer(401, json({ code: echo, status: echo })),
  "a 503": (echo) => answer(503, json({ message: echo })),
  "a success that is not JSON": (echo) => answer(200, echo),
};

/** Successes that are invalid for every operation but a deletion. */
const successPlaces: Readonly<Record<string, (echo: string) => Behaviour>> = {
  "a success of the wrong shape": (echo) =>
    answer(200, json({ [echo]: echo, name: [echo], secrets: [echo] })),
  "a success beyond the schema": (echo) =>
    answer(200, json({ keyName: { [echo]: echo }, secrets: { [echo]: echo } })),
};

/** Places that have to fit into a line. */
const linePlaces: Readonly<Record<string, (echo: string) => Behaviour>> = {
  "the request id": (echo) => answer(400, "", { "x-request-id": `id-${echo}`, "cf-ray": echo }),
  "the request id of a success": (echo) => answer(200, "", { "x-fireworks-request-id": echo }),
  "retry-after": (echo) => answer(429, "", { "retry-after": echo, "retry-after-ms": echo }),
  "another header": (echo) => answer(400, "", { "x-echo": echo, "set-cookie": `a=${echo}` }),
  "a location": (echo) => answer(307, "", { location: `https://x.example.com/?${echo}` }),
  "the reason phrase": (echo) => writeAndEnd(`HTTP/1.1 400 ${echo}\r\n\r\n`),
  "a malformed status line": (echo) => writeAndEnd(`${echo} HTTP\r\n\r\n`),
  "a malformed header": (echo) => writeAndEnd(`HTTP/1.1 200 OK\r\n${echo}\r\n\r\n`),
};

const printed: unknown[][] = [];

beforeEach(() => {
  printed.length = 0;
  for (const method of ["log", "info", "warn", "error", "debug", "trace", "dir"] as const) {
    const print = (...values: unknown[]): unknown => printed.push(values);
    vi.spyOn(console, method).mockImplementation(print);
  }
});

afterEach(() => void vi.restoreAllMocks());

/** A call through each surface, by what it does. */
interface Surfaces {
  readonly method: (client: GatewayClient, body: unknown) => Promise<unknown>;
  readonly http: (http: GatewayHttp, body: unknown) => Promise<unknown>;
  /** Its secrets: without a value in the request, nobody can know the value in a text of the server's. */
  readonly carries: readonly string[];
  /** A success of it with values wherever secrets are. */
  readonly success: unknown;
}

const account = { account_id: "acme" };
const item = { params: { path: { ...account, secret_id: "canary" } } };
const secret = { ...JSON.parse(created), value: canaryValue };
const itemPath = `${createSecretPath}/{secret_id}` as const;

/** The operations that carry a value; JavaScript passes them anything. */
const writes: Readonly<Record<string, Surfaces>> = {
  create: {
    // @ts-expect-error -- JavaScript passes anything
    method: (client, body) => client.createSecret(body),
    // @ts-expect-error -- JavaScript passes anything
    http: (http, body) => http.POST(createSecretPath, { ...canaryCall, body }),
    carries: [canaryKey, canaryValue],
    success: secret,
  },
  update: {
    // @ts-expect-error -- JavaScript passes anything
    method: (client, body) => client.updateSecret("canary", withoutName(body)),
    // @ts-expect-error -- JavaScript passes anything
    http: (http, body) => http.PATCH(itemPath, { ...item, body: withoutName(body) }),
    carries: [canaryKey, canaryValue],
    success: secret,
  },
};

const operations: Readonly<Record<string, Surfaces>> = {
  ...writes,
  get: {
    method: (client) => client.getSecret("canary"),
    http: (http) => http.GET(itemPath, item),
    carries: [canaryKey],
    success: secret,
  },
  list: {
    method: (client) => client.listSecrets().toArray(),
    http: (http) => http.GET(createSecretPath, { params: { path: account } }),
    carries: [canaryKey],
    success: { secrets: [secret, secret] },
  },
  delete: {
    method: (client) => client.deleteSecret("canary"),
    http: (http) => http.DELETE(itemPath, item),
    carries: [canaryKey],
    success: {},
  },
};

/** The body of a creation as that of an update, getters that throw included. */
function withoutName(body: unknown): unknown {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return body;
  const { name: _name, ...others } = Object.getOwnPropertyDescriptors(body);
  return Object.defineProperties({}, others);
}

/** Makes a call fail through each surface, and returns all text that can be reached from what it leaves. */
async function leftovers(
  { method, http: viaHttp }: Surfaces,
  options: GatewayClientOptions,
  body: unknown = canaryBody,
): Promise<string> {
  const reports: AttemptReport[] = [];
  const all: GatewayClientOptions = {
    maxRetries: 1,
    onAttempt: (report) => reports.push(report),
    ...options,
  };
  const client = canaryClient(all);
  const http = canaryHttp(all);
  const direct = await endingOf(() => method(client, body));
  const raw = await endingOf(() => viaHttp(http, body));
  // openapi-fetch's form of a result: only its response is the platform's own, and looked at apart.
  const { data, error, response } = Object(raw.value);
  const shown =
    response instanceof Response
      ? [await response.text(), [...response.headers], response.statusText]
      : [];
  return reachableText([direct, raw.error, data, error, shown, reports, client, http, printed]);
}

const plain = echoes.join(" ");
const foreign = Object.assign(new Error(plain), { code: `E_${canaryKey}`, request: canaryBody });
const rejections: readonly [string, unknown][] = [
  ["an error that contains it", new Error(plain)],
  ["an error whose cause contains it", new TypeError("failed", { cause: foreign })],
  ["an error of that name", Object.assign(new Error("no"), { name: canaryKey })],
  ["a text", plain],
  ["an aggregate of errors", new AggregateError([foreign, new Error(plain)], plain)],
  ["an object that contains the request", { message: plain, headers: { authorization: plain } }],
];

const leakedIn = (text: string): string[] => forms.filter((form) => text.includes(form));
const nothingSent = (): Promise<Response> => Promise.reject(new Error("sent"));

describe.each(Object.entries(operations))(
  "nothing that %s carries is left anywhere",
  (id, call) => {
    test.each(call.carries.flatMap(echoesOf))("when a message echoes it as %j", async (echo) => {
      const says = answer(400, json({ code: 3, message: `no ${echo}.`, details: [{ echo }] }));
      await using server = await FaultServer.start({ answers: [says] });
      expect(leakedIn(await leftovers(call, { baseUrl: server.url }))).toEqual([]);
    });

    test.each(Object.entries(places))("when a server echoes it in %s", async (_name, place) => {
      await using server = await FaultServer.start({ answers: [place(echoes.join(" "))] });
      expect(leakedIn(await leftovers(call, { baseUrl: server.url, maxRetries: 0 }))).toEqual([]);
    });

    test.runIf(id !== "delete").each(Object.entries(successPlaces))(
      "when a server echoes it in %s",
      async (_name, place) => {
        await using server = await FaultServer.start({ answers: [place(echoes.join(" "))] });
        expect(leakedIn(await leftovers(call, { baseUrl: server.url, maxRetries: 0 }))).toEqual([]);
      },
    );

    test.each(Object.entries(linePlaces))("when a server echoes it in %s", async (_name, place) => {
      await using server = await FaultServer.start({ answers: [place(singleLines.join(" "))] });
      expect(leakedIn(await leftovers(call, { baseUrl: server.url, maxRetries: 0 }))).toEqual([]);
    });

    test("when a server echoes it, and then stalls, closes or refuses", async () => {
      const echo = answer(503, json({ message: echoes.join(" "), details: echoes }));
      const endings: Behaviour[] = [() => {}, (socket) => socket.end(), answer(403, json(echoes))];
      for (const ending of endings) {
        // oxlint-disable-next-line eslint/no-await-in-loop -- one server after the other
        await using server = await FaultServer.start({ answers: [echo, ending, echo, ending] });
        // oxlint-disable-next-line eslint/no-await-in-loop -- one call after the other
        expect(leakedIn(await leftovers(call, { baseUrl: server.url, timeout: 100 }))).toEqual([]);
      }
    });

    test("when a server echoes all that it was sent, whole", async () => {
      await using server = await FaultServer.start({
        answers: [
          (socket, request) => {
            const body = json({ message: json(request), details: [request, json(json(request))] });
            answer(400, body)(socket, request);
          },
        ],
      });
      expect(leakedIn(await leftovers(call, { baseUrl: server.url }))).toEqual([]);
    });

    test.each(rejections)("when a fetch rejects with %s", async (_name, reason) => {
      const fetch = (): Promise<Response> => {
        // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- that is the fault
        return Promise.reject(reason);
      };
      expect(leakedIn(await leftovers(call, { fetch }))).toEqual([]);
    });

    test("when a fetch rejects with its request, printed", async () => {
      const text = await leftovers(call, {
        fetch: (url, init) => Promise.reject(new Error(`${url} ${json(init)}`)),
      });
      expect(leakedIn(text)).toEqual([]);
    });

    test("when a response stalls", async () => {
      await using server = await FaultServer.start({
        answers: [write(`HTTP/1.1 400 x\r\ncontent-length: 9999\r\n\r\n${echoes.join(" ")}`)],
      });
      expect(leakedIn(await leftovers(call, { baseUrl: server.url, timeout: 50 }))).toEqual([]);
    });

    test("when it works, even if the server answers with values", async () => {
      const says = answer(200, json(call.success));
      await using server = await FaultServer.start({ answers: [says] });
      expect(leakedIn(await leftovers(call, { baseUrl: server.url }))).toEqual([]);
    });
  },
);

describe("neither the key nor the value is left anywhere when a server echoes", () => {
  test("the key of an earlier attempt, after another has been used", async () => {
    const earlier = "fw_earlier_K3y";
    const keys = [earlier, "fw_later_K3y", earlier, "fw_later_K3y"];
    await using server = await FaultServer.start({
      answers: [answer(503), answer(400, json({ message: `revoked: ${earlier}` }))],
    });
    const client = canaryClient({ baseUrl: server.url, apiKey: () => keys.shift() ?? "" });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({
      message: "400 INVALID_ARGUMENT: [withheld: the server's text repeats part of a secret]",
    });
    expect(reachableText(error)).not.toContain(earlier);
  });
});

describe("neither the key nor the value is left anywhere when the caller", () => {
  const hostile = {
    ...canaryBody,
    get value(): string {
      throw new Error(canaryValue);
    },
  };
  const wrongs: readonly [string, GatewayClientOptions, unknown][] = [
    ["passes it as a body", {}, canaryValue],
    ["passes it as a list", {}, [canaryValue]],
    ["passes it in an object", {}, { ...canaryBody, value: { canaryValue } }],
    ["passes it in a wrong field", {}, { name: { canaryValue }, keyName: canaryValue }],
    ["passes it with half a surrogate pair", {}, { ...canaryBody, value: `${canaryValue}\uD800` }],
    ["has a getter that throws it", {}, hostile],
    [
      "has a key function that throws it",
      { apiKey: () => Promise.reject(new Error(canaryKey)) },
      canaryBody,
    ],
    ["has a key function that pastes Bearer", { apiKey: () => `Bearer ${canaryKey}` }, canaryBody],
    ["has a key function that breaks the line", { apiKey: () => `${canaryKey}\n.` }, canaryBody],
  ];

  test.each(wrongs)("%s", async (_name, options, body) => {
    for (const call of Object.values(writes)) {
      // oxlint-disable-next-line eslint/no-await-in-loop -- one call after the other
      const text = await leftovers(call, { fetch: nothingSent, ...options }, body);
      expect(leakedIn(text)).toEqual([]);
    }
  });

  test.each([
    ["a key with a line break", { apiKey: `${canaryKey}\n.` }],
    ["a key beyond ASCII", { apiKey: `${canaryKey}é` }],
    ["a base URL with it", { baseUrl: `https://${encodeURIComponent(canaryKey)}@example.com` }],
    ["a malformed base URL", { baseUrl: canaryKey }],
    ["a header with it", { headers: { "x-key": `${canaryKey}\n` } }],
  ])("makes a client with %s", async (_name, options) => {
    const { error } = await endingOf(() => Promise.resolve().then(() => canaryClient(options)));
    expect(error).toMatchObject({ name: "GatewayInputError" });
    expect(leakedIn(reachableText(error))).toEqual([]);
  });
});

describe("a short secret", () => {
  test.each(["a", "ab", "abc", "\n1\n"])(
    "%j withholds every text that repeats it",
    async (value) => {
      const says = json({ code: 3, message: `value ${value.trim()} is bad`, details: [value] });
      const headers = { "x-request-id": `x${value.trim()}`, "cf-ray": "R" };
      await using server = await FaultServer.start({ answers: [answer(400, says, headers)] });
      const client = canaryClient({ baseUrl: server.url });
      const { error } = await endingOf(() => client.createSecret({ ...canaryBody, value }));
      expect(error).toMatchObject({
        message:
          "400 INVALID_ARGUMENT: [withheld: the server's text repeats part of a secret] (request id R)",
        details: [],
        requestId: "R",
      });
    },
  );

  test("withholds the problem with a success that repeats it", async () => {
    await using server = await FaultServer.start({ answers: [answer(200, "{}")] });
    const client = canaryClient({ baseUrl: server.url });
    const { error } = await endingOf(() => client.createSecret({ ...canaryBody, value: "nam" }));
    const message =
      "200 with an invalid body ([withheld: the server's text repeats part of a secret]); the secret was probably created";
    expect(error).toMatchObject({ message });
  });

  test("leaves a message that does not repeat it", async () => {
    const says = json({ message: "the name is taken" });
    await using server = await FaultServer.start({ answers: [answer(409, says)] });
    const client = canaryClient({ baseUrl: server.url });
    const { error } = await endingOf(() => client.createSecret({ ...canaryBody, value: "xyz" }));
    expect(error).toMatchObject({ message: "409 ALREADY_EXISTS: the name is taken" });
  });
});
