/**
 * An independent judge, express-openapi-validator with the same document, stands between the client
 * and the fake gateway, on a real wire. The fake gateway must answer raw requests as the judge does.
 */
import type { RequestHandler } from "express";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createGatewayHttp } from "../src/http.js";
import { createGatewayClient, GatewayApiError } from "../src/index.js";
import { createFakeGateway, type FakeGateway } from "../src/testing.js";
import { rawRequests, seed, sendRaw } from "./support/raw-requests.js";
import type { SpecJudge } from "./support/spec-judge.js";
import type { CreateSecretBody } from "../src/types.js";

const secret: CreateSecretBody = { name: "accounts/acme/secrets/db", keyName: "DB", value: "hush" };

/** Passes a request that the judge accepted to a fake gateway, and its answer back to the judge. */
const behind =
  (gateway: () => FakeGateway): RequestHandler =>
  async ({ method, url, headers, body }, response) => {
    const { authorization = "", "content-type": type = "" } = headers;
    const answer = await gateway().fetch(`http://gateway${url}`, {
      method,
      headers: { authorization, "content-type": type },
      ...(["POST", "PATCH"].includes(method) && { body: JSON.stringify(body) }),
    });
    response.status(answer.status).json(await answer.json());
  };

/** Loads the judge on demand, since mutation testing imports this file for mutants that need no judge. */
async function startJudge(answer: RequestHandler): Promise<SpecJudge> {
  const { startSpecJudge } = await import("./support/spec-judge.js");
  return startSpecJudge(answer);
}

let fake: FakeGateway;
let judge: SpecJudge;
beforeAll(async () => {
  judge = await startJudge(behind(() => fake));
});
afterAll(() => judge[Symbol.asyncDispose]());

const options = { apiKey: "key", accountId: "acme", maxRetries: 0 };
const clientAt = (baseUrl: string) => createGatewayClient({ ...options, baseUrl });

/** A fake gateway with one secret. */
async function seededGateway(): Promise<FakeGateway> {
  const gateway = createFakeGateway();
  await sendRaw(gateway.fetch, "http://gateway", {
    title: "",
    status: 200,
    body: JSON.stringify(seed),
  });
  return gateway;
}

const allowed = ({ headers }: Response): readonly string[] | undefined =>
  headers.get("allow")?.split(", ").toSorted();

describe("raw requests", () => {
  test.each(rawRequests)("$title: judge and fake agree on $status", async (request) => {
    fake = await seededGateway();
    const judged = await sendRaw(fetch, judge.origin, request);
    const faked = await sendRaw((await seededGateway()).fetch, judge.origin, request);
    expect({ judge: judged.status, fake: faked.status }).toEqual({
      judge: request.status,
      fake: request.status,
    });
    expect(allowed(faked)).toEqual(allowed(judged));
  });
});

describe("the client", () => {
  test("sends requests that the judge accepts, and returns the created secret without its value", async () => {
    fake = createFakeGateway();
    const created = await clientAt(judge.origin).createSecret(secret);
    expect(created).toEqual({ name: secret.name, keyName: secret.keyName });
    expect(fake.requests.map(({ body }) => body)).toEqual([secret]);
  });

  test("keeps the contract with the strangest names and values that it accepts", async () => {
    fake = createFakeGateway();
    const strange = { name: "é?😃\n", keyName: '"\\', value: "\u0000\u2028\ufeff" };
    const client = clientAt(judge.origin);
    const accountId = "a b?#%\\é";
    const created = await client.createSecret(strange, { accountId });
    const name = `accounts/${accountId}/secrets/${strange.name}`;
    expect(created).toEqual({ name, keyName: strange.keyName });
    expect(fake.requests[0]?.body).toEqual(strange);
    await expect(client.getSecret("é?#\\%2e😃", { accountId })).rejects.toMatchObject({
      name: "GatewayApiError",
    });
    expect(fake.requests[1]?.url).toMatch("/secrets/%C3%A9%3F%23%5C%252e%F0%9F%98%83");
  });

  test("keeps the contract through the whole life of a secret", async () => {
    fake = createFakeGateway();
    const client = clientAt(judge.origin);
    const stored = { name: secret.name, keyName: secret.keyName };
    await client.createSecret(secret);
    expect(await client.getSecret("db")).toEqual(stored);
    expect(await client.getSecret(secret.name, { readMask: "name,keyName" })).toEqual(stored);
    expect(await client.updateSecret("db", { keyName: "ROTATED", value: "new" })).toEqual({
      ...stored,
      keyName: "ROTATED",
    });
    expect(await client.upsertSecret({ ...secret, name: "other" })).toMatchObject({
      outcome: "created",
    });
    const sizes: number[] = [];
    for await (const { secrets } of client.listSecrets({ pageSize: 1 }).pages()) {
      sizes.push(secrets.length);
    }
    expect(sizes).toEqual([1, 1]);
    await client.deleteSecret("db");
    expect(await client.listSecrets().toArray()).toEqual([
      { name: "accounts/acme/secrets/other", keyName: "DB" },
    ]);
  });

  test("keeps the contract through createGatewayHttp", async () => {
    fake = createFakeGateway();
    const http = createGatewayHttp({ ...options, baseUrl: judge.origin });
    const { data } = await http.POST("/v1/accounts/{account_id}/secrets", {
      params: { path: { account_id: "acme" } },
      body: secret,
    });
    expect(data).toEqual({ name: secret.name, keyName: secret.keyName });
  });

  test("rejects with the judge's 404 for a wrong path", async () => {
    const call = clientAt(`${judge.origin}/proxy`).createSecret(secret);
    await expect(call).rejects.toMatchObject({
      name: "GatewayApiError",
      status: 404,
      mayHaveSucceeded: false,
    });
  });

  test("is refused without an authorization header", async () => {
    const withoutKey = createGatewayClient({
      apiKey: "key",
      accountId: "acme",
      baseUrl: judge.origin,
      fetch: (url, init) => {
        const headers = new Headers(init.headers);
        headers.delete("authorization");
        return fetch(url, { ...init, headers });
      },
    });
    const error: unknown = await withoutKey.createSecret(secret).catch((reason: unknown) => reason);
    expect(GatewayApiError.isInstance(error) && error.status).toBe(401);
  });
});

describe("the judge", () => {
  test.each([
    ["a response with a value", 200, secret],
    ["a response without keyName", 200, { name: secret.name }],
    ["a response with a field of another type", 200, { ...secret, name: 42 }],
    ["a status that the document does not declare", 201, secret],
  ])("refuses %s", async (_title, status, body) => {
    await using strict = await startJudge((_request, response) => {
      response.status(status).json(body);
    });
    const { status: judged } = await sendRaw(fetch, strict.origin, { title: "", status });
    expect(judged).toBe(500);
  });

  test("refuses a request whose body breaks the spec on its way", async () => {
    const broken = createGatewayClient({
      apiKey: "key",
      accountId: "acme",
      baseUrl: judge.origin,
      fetch: (url, init) => fetch(url, { ...init, body: JSON.stringify({ name: secret.name }) }),
    });
    await expect(broken.createSecret(secret)).rejects.toMatchObject({ status: 400 });
  });
});
