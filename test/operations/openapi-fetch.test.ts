import { describe, expect, test } from "vitest";
import {
  createOpenapiFetchClient,
  requestThrough,
  type Parameters,
} from "../../src/operations/openapi-fetch.js";
import type { Answer } from "../../src/transport/outcome.js";
import * as operations from "../../src/operations/wrapped-operations.js";

const operation = operations.Gateway_ListSecrets;
const none = { path: {}, query: undefined };
const withhold = (): undefined => undefined;

const success = (fields: object = {}): Answer<unknown> => {
  const headers = new Headers();
  return { ok: true, status: 200, headers, body: { a: 1 }, withhold, ...fields };
};

async function through(
  { path = {}, query }: Partial<Parameters>,
  answer = success(),
  baseUrl = "https://gateway.example.com",
) {
  const urls: string[] = [];
  const client = createOpenapiFetchClient(baseUrl);
  const { response: result } = await requestThrough(client, operation, { path, query }, (url) => {
    urls.push(url);
    return Promise.resolve(answer);
  });
  return { urls, result };
}

describe("the URL of a request", () => {
  const path = { account_id: "acme" };

  test.each<[string, Partial<Parameters>, string]>([
    ["has its path", { path }, "/v1/accounts/acme/secrets"],
    ["has its query", { path, query: { pageSize: 5 } }, "/v1/accounts/acme/secrets?pageSize=5"],
    [
      "has no query that is undefined",
      { path, query: { pageSize: undefined } },
      "/v1/accounts/acme/secrets",
    ],
    [
      "is percent-encoded once",
      { path: { account_id: "a b%20é" }, query: { pageToken: "a+b&c=d/é" } },
      "/v1/accounts/a%20b%2520%C3%A9/secrets?pageToken=a%2Bb%26c%3Dd%2F%C3%A9",
    ],
  ])("%s", async (_name, params, url) => {
    expect((await through(params)).urls).toEqual([`https://gateway.example.com${url}`]);
  });

  test("keeps the path prefix of the base URL", async () => {
    const { urls } = await through({ path }, success(), "https://proxy.example.com/gateway");
    expect(urls).toEqual(["https://proxy.example.com/gateway/v1/accounts/acme/secrets"]);
  });
});

describe("the result of a request", () => {
  test("is the answer itself, its value untouched", async () => {
    const answer = success();
    const { result } = await through({}, answer);
    expect(result).toBe(answer);
  });

  test.each(["text", 0, null, ["list"]])("may be the value %j", async (body) => {
    const { result } = await through({}, success({ body }));
    expect(result).toMatchObject({ ok: true, body });
  });

  test("is the answer of an error", async () => {
    const refusal = new Response("{}");
    const fields = { ok: false, status: 409, text: () => refusal.text() };
    const { result } = await through({}, success(fields));
    expect(result).toMatchObject({ ok: false, status: 409 });
  });

  test("is the rejection of what sends", async () => {
    const client = createOpenapiFetchClient("https://gateway.example.com");
    const error = new Error("no");
    const call = requestThrough(client, operation, none, () => Promise.reject(error));
    await expect(call).rejects.toBe(error);
  });
});

const refuse = (): never => {
  throw new Error("inherited");
};

test("nothing on Object.prototype changes the URL or the result", async () => {
  const inherited = {
    baseUrl: "https://elsewhere.example.com",
    fetch: refuse,
    querySerializer: refuse,
    pathSerializer: refuse,
    bodySerializer: refuse,
    middleware: [{ onRequest: refuse }],
    params: { query: { stolen: "1" } },
    parseAs: "text",
  };
  try {
    Object.assign(Object.prototype, inherited);
    const { urls, result } = await through({ path: { account_id: "acme" } });
    expect(urls).toEqual(["https://gateway.example.com/v1/accounts/acme/secrets"]);
    expect(result).toMatchObject({ ok: true, body: { a: 1 } });
  } finally {
    for (const name of Object.keys(inherited)) Reflect.deleteProperty(Object.prototype, name);
  }
});
