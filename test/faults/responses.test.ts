import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { GatewayApiError, GatewayConnectionError, GatewayProtocolError } from "../../src/index.js";
import { canaryBody, canaryClient, created, endingOf } from "../support/calls.js";
import { canaryKey, canaryValue, encodedForms } from "../support/canary.js";
import {
  answer,
  answerWithoutEnd,
  FaultServer,
  write,
  writeAndEnd,
  type Behaviour,
} from "../support/fault-server.js";
import { reachableText } from "../support/reachable-text.js";

const secret = { name: canaryBody.name, keyName: canaryBody.keyName };
const endless = Buffer.alloc(2 ** 20 + 1, " ");
const nested = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const createdWith = (field: string): string => `${created.slice(0, -1)},${field}}`;

const successes: readonly [string, Behaviour][] = [
  ["plain", answer(200, created)],
  ["with status 201", answer(201, created)],
  ["with status 299", answer(299, created)],
  ["with any content type", answer(200, created, { "content-type": "text/html" })],
  [
    "that names a charset which it is not in",
    answer(200, created, { "content-type": "application/json; charset=utf-16" }),
  ],
  ["after a byte order mark", answer(200, `\uFEFF${created}`)],
  ["with blanks around it", answer(200, ` \r\n${created}\n`)],
  ["in gzip", answer(200, gzipSync(created), { "content-encoding": "gzip" })],
  [
    "in chunks",
    write(
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
      `1\r\n{\r\n${(created.length - 1).toString(16)}\r\n${created.slice(1)}\r\n0\r\n\r\n`,
    ),
  ],
  ["without a length, up to the end", writeAndEnd(`HTTP/1.1 200 OK\r\n\r\n${created}`)],
  [
    "after early hints",
    write(
      "HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n",
      `HTTP/1.1 200 OK\r\ncontent-length: ${created.length}\r\n\r\n${created}`,
    ),
  ],
  ["with a field twice, the last counts", answer(200, `{"name":"other",${created.slice(1)}`)],
  [
    "that fills 1 MiB to the byte",
    answer(200, created.padEnd(2 ** 20), { "content-type": "application/json" }),
  ],
];

const unreadable: readonly [string, Behaviour, string][] = [
  ["an HTML page", answer(200, "<!doctype html><title>Sign in</title>"), "body is not JSON"],
  ["nothing", answer(200), "body is empty"],
  ["blanks alone", answer(200, " \n"), "body is not JSON"],
  ["half of the JSON", answer(200, created.slice(0, -5)), "body is not JSON"],
  ["two JSON texts", answer(200, created + created), "body is not JSON"],
  ["null", answer(200, "null"), "body must be object, got null"],
  ["a list", answer(200, `[${created}]`), "body must be object, got array"],
  ["a text", answer(200, '"ok"'), "body must be object, got string"],
  ["no name", answer(200, '{"keyName":"A"}'), "body.name is missing"],
  [
    "a name of the wrong type",
    answer(200, '{"name":1,"keyName":"A"}'),
    "body.name must be string, got number",
  ],
  [
    "a name on the prototype alone",
    answer(200, '{"__proto__":{"name":"a","keyName":"b"}}'),
    "body.name is missing",
  ],
  ["bytes that are no UTF-8", answer(200, Buffer.from([0x22, 0xff, 0x22])), "body is not JSON"],
  ["UTF-16", answer(200, Buffer.from(created, "utf16le")), "body is not JSON"],
  [
    "too deep a nesting",
    answer(200, createdWith(`"a":${nested(200_000)}`)),
    "body is nested deeper than 100 levels",
  ],
  ["more than 1 MiB", write("HTTP/1.1 200 OK\r\n\r\n", endless), "the body exceeds"],
  [
    "more than 1 MiB once expanded",
    answer(200, gzipSync(endless), { "content-encoding": "gzip" }),
    "the body exceeds",
  ],
  [
    "what is no gzip though it says so",
    answer(200, created, { "content-encoding": "gzip" }),
    "the body ended early",
  ],
  [
    "less than its length, and the end",
    writeAndEnd(`HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n${created}`),
    "the body ended early",
  ],
  [
    "half a chunk, and the end",
    writeAndEnd("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{"),
    "the body ended early",
  ],
  [
    "more than its length",
    writeAndEnd(`HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n${created}`),
    "",
  ],
];

describe("a success", () => {
  test.each(successes)("%s is the secret that was created", async (_name, behaviour) => {
    await using server = await FaultServer.start({ answers: [behaviour] });
    const client = canaryClient({ baseUrl: server.url });
    expect(await client.createSecret(canaryBody)).toEqual(secret);
    expect(server.requests).toHaveLength(1);
  });

  test("has no value, even if the server echoes it", async () => {
    const echoed = createdWith(`"value":${JSON.stringify(canaryValue)}`);
    await using server = await FaultServer.start({ answers: [answer(200, echoed)] });
    const client = canaryClient({ baseUrl: server.url });
    expect(await client.createSecret(canaryBody)).toEqual(secret);
  });

  test("pollutes no prototype", async () => {
    const hostile = createdWith('"__proto__":{"polluted":true},"constructor":{"prototype":{}}');
    await using server = await FaultServer.start({ answers: [answer(200, hostile)] });
    const result = await canaryClient({ baseUrl: server.url }).createSecret(canaryBody);
    expect(result).toMatchObject(secret);
    expect("polluted" in {}).toBe(false);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  });

  test.each(unreadable)("with %s is a protocol error", async (_name, behaviour, problem) => {
    await using server = await FaultServer.start({ answers: [behaviour] });
    const client = canaryClient({ baseUrl: server.url });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    if (!GatewayProtocolError.isInstance(error)) throw error;
    expect(error.message).toContain(`200 with an invalid body (${problem}`);
    expect(error.message).toMatch(/\); the secret was probably created$/);
    expect(error).toMatchObject({ status: 200, mayHaveSucceeded: true, requestId: undefined });
    expect(server.requests).toHaveLength(1);
  });

  test.each([204, 205])("with status %i has no body, which is a protocol error", async (status) => {
    await using server = await FaultServer.start({ answers: [answer(status)] });
    const client = canaryClient({ baseUrl: server.url });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    const message = `${status} with an invalid body (body is empty); the secret was probably created`;
    expect(error).toMatchObject({ name: "GatewayProtocolError", status, message });
  });

  test("after 100 Continue is a success or a failed connection, depending on the platform", async () => {
    const continued = write("HTTP/1.1 100 Continue\r\n\r\n", `HTTP/1.1 200 OK\r\n\r\n${created}`);
    await using server = await FaultServer.start({
      answers: [(socket, request) => (continued(socket, request), socket.end())],
    });
    const client = canaryClient({ baseUrl: server.url });
    const { error, value } = await endingOf(() => client.createSecret(canaryBody));
    const failed = GatewayConnectionError.isInstance(error) && error.mayHaveSucceeded;
    expect(failed ? secret : value).toEqual(secret);
  });

  test("that switches protocols is a failed connection", async () => {
    const upgrade = write(
      "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
    );
    await using server = await FaultServer.start({ answers: [upgrade] });
    const client = canaryClient({ baseUrl: server.url });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(GatewayConnectionError.isInstance(error) && error.mayHaveSucceeded).toBe(true);
  });

  test("whose body never ends is not read further, and its connection is released", async () => {
    await using server = await FaultServer.start({ answers: [answerWithoutEnd(200)] });
    const client = canaryClient({ baseUrl: server.url });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({ message: expect.stringContaining("the body exceeds") });
    await expect(server.released()).resolves.toBeUndefined();
  });

  test("has the request id in its error, unless a secret is in it", async () => {
    const headers = { "x-request-id": `id-${canaryKey}`, "cf-ray": "ray-1" };
    await using server = await FaultServer.start({ answers: [answer(200, "", headers)] });
    const client = canaryClient({ baseUrl: server.url });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({ requestId: "ray-1" });
  });
});

describe("an error status", () => {
  const forms: readonly [string, number, string, string][] = [
    ["flat, with a number", 404, '{"code":5,"message":"gone","details":[]}', "404 NOT_FOUND: gone"],
    ["an empty message", 403, '{"code":7,"message":""}', "403 PERMISSION_DENIED"],
    ["no code", 400, '{"message":"bad"}', "400 INVALID_ARGUMENT: bad"],
    ["a code by name", 409, '{"code":"ABORTED","message":"m"}', "409 ABORTED: m"],
    ["nested", 429, '{"error":{"message":"slow","code":"x"}}', "429 RESOURCE_EXHAUSTED: slow"],
    ["a text for error", 500, '{"error":"broken"}', "500 INTERNAL: broken"],
    ["detail", 401, '{"detail":"who?"}', "401 UNAUTHENTICATED: who?"],
    ["plain text", 502, "bad gateway\n", "502 UNKNOWN: bad gateway"],
    ["an HTML page", 504, " <html>busy</html>", "504 DEADLINE_EXCEEDED"],
    ["null", 500, "null", "500 INTERNAL"],
    ["a number", 500, "42", "500 INTERNAL"],
    ["a text in JSON", 500, '"text"', "500 INTERNAL: text"],
    ["nothing at all", 500, "", "500 INTERNAL"],
    ["a status of its own", 520, "{}", "520 UNKNOWN"],
  ];

  test.each(forms)("with %s reads well", async (_name, status, body, message) => {
    await using server = await FaultServer.start({ answers: [answer(status, body)] });
    const client = canaryClient({ baseUrl: server.url, maxRetries: 0 });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    if (!GatewayApiError.isInstance(error)) throw error;
    expect(error.message).toBe(message);
    expect(error.status).toBe(status);
    expect(server.requests).toHaveLength(1);
  });

  test("with a request id says so in its message", async () => {
    const body = '{"code":6,"message":"secret already exists","details":[{"reason":"TWICE"}]}';
    const headers = { "x-fireworks-request-id": "abc" };
    await using server = await FaultServer.start({ answers: [answer(409, body, headers)] });
    const client = canaryClient({ baseUrl: server.url });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({
      message: "409 ALREADY_EXISTS: secret already exists (request id abc)",
      code: "ALREADY_EXISTS",
      details: [{ reason: "TWICE" }],
      requestId: "abc",
      retryAfter: undefined,
      mayHaveSucceeded: false,
    });
  });

  test("has a body that is read up to 64 KiB to the byte", async () => {
    const body = '{"code":"ABORTED","message":"busy"}';
    const full = answer(409, body.padEnd(64 * 1024));
    const more = answer(409, body.padEnd(64 * 1024 + 1));
    await using server = await FaultServer.start({ answers: [full, more] });
    const client = canaryClient({ baseUrl: server.url });
    const messages = [
      (await endingOf(() => client.createSecret(canaryBody))).error,
      (await endingOf(() => client.createSecret(canaryBody))).error,
    ].map(String);
    expect(messages).toEqual([
      "GatewayApiError: 409 ABORTED: busy",
      "GatewayApiError: 409 ALREADY_EXISTS: [withheld: the body exceeds 64 KiB]",
    ]);
  });

  test("whose body never ends is an error of its own status, and its connection is released", async () => {
    await using server = await FaultServer.start({ answers: [answerWithoutEnd(404)] });
    const client = canaryClient({ baseUrl: server.url });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({
      message: "404 NOT_FOUND: [withheld: the body exceeds 64 KiB]",
      mayHaveSucceeded: false,
    });
    await expect(server.released()).resolves.toBeUndefined();
  });

  test.each([
    [101, ""],
    [30_000, ""],
    [200_000, ": [withheld: the body exceeds 64 KiB]"],
  ])("nested %i levels deep says only what its status says", async (levels, text) => {
    await using server = await FaultServer.start({ answers: [answer(400, nested(levels))] });
    const client = canaryClient({ baseUrl: server.url });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({ message: `400 INVALID_ARGUMENT${text}`, details: [] });
  });

  test("that echoes everything it was sent contains nothing of it", async () => {
    await using server = await FaultServer.start({
      answers: [
        (socket, request) => answer(400, `${request.head}\r\n${request.body}`)(socket, request),
      ],
    });
    const client = canaryClient({ baseUrl: server.url });
    const { error } = await endingOf(() => client.createSecret(canaryBody));
    expect(error).toMatchObject({
      message: "400 INVALID_ARGUMENT: [withheld: the server's text repeats part of a secret]",
    });
    const reachable = reachableText(error);
    for (const form of [canaryKey, canaryValue].flatMap(encodedForms)) {
      expect(reachable).not.toContain(form);
    }
  });
});
