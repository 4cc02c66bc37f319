import { once } from "node:events";
import { connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startMockServer, type MockServer } from "../../src/cli/commands/mock-server.js";
import { createGatewayClient } from "../../src/index.js";
import { createFakeGateway, type FakeGateway } from "../../src/testing.js";
import type { CreateSecretBody } from "../../src/types.js";

const secret: CreateSecretBody = { name: "accounts/acme/secrets/db", keyName: "DB", value: "é😃" };

let fake: FakeGateway;
let server: MockServer;

beforeEach(async () => {
  fake = createFakeGateway();
  server = await startMockServer(fake);
});
afterEach(() => server.close());

const clientOf = ({ url }: MockServer) =>
  createGatewayClient({ apiKey: "key", accountId: "acme", baseUrl: url, maxRetries: 0 });

test("answers over HTTP as the fake gateway does in process", async () => {
  await clientOf(server).createSecret(secret);
  expect(fake.requests[0]).toMatchObject({
    method: "POST",
    headers: { authorization: "Bearer key" },
    body: secret,
  });
  await expect(clientOf(server).createSecret(secret)).rejects.toMatchObject({ status: 409 });
});

test("passes headers on, in both directions", async () => {
  fake.respondOnce({ status: 429, headers: { "retry-after": "7", "x-request-id": "one" } });
  await expect(clientOf(server).createSecret(secret)).rejects.toMatchObject({
    retryAfter: 7000,
    requestId: "one",
  });
});

test("answers requests without a body, and without reading one", async () => {
  const response = await fetch(`${server.url}/v1/accounts/acme/secrets`, { method: "HEAD" });
  expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, POST"]);
});

test("breaks a connection off where the fake gateway fails", async () => {
  fake.failOnce();
  await expect(clientOf(server).createSecret(secret)).rejects.toMatchObject({
    name: "GatewayConnectionError",
    mayHaveSucceeded: true,
  });
});

test("survives a request that no fetch could make", async () => {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  socket.write("TRACE / HTTP/1.1\r\nhost: gateway\r\n\r\n");
  await once(socket, "close");
  await expect(clientOf(server).createSecret(secret)).resolves.toMatchObject({ keyName: "DB" });
});

test("is on loopback alone, at the port that it is told", async () => {
  const { port, hostname } = new URL(server.url);
  expect(hostname).toBe("127.0.0.1");
  await expect(startMockServer(fake, { port: Number(port) })).rejects.toThrow("EADDRINUSE");
});
