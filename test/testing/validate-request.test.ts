import { describe, expect, test } from "vitest";
import { createFakeGateway } from "../../src/testing.js";
import { sendRaw, type RawRequest } from "../support/raw-requests.js";

const origin = "https://api.fireworks.ai";
const secrets = "/v1/accounts/acme/secrets";
const db = `${secrets}/db`;
const secret = { name: "accounts/acme/secrets/db", keyName: "DB", value: "hush" };

type Refusal = readonly [
  title: string,
  status: number,
  code: number,
  message: string,
  request: Partial<RawRequest>,
];

async function answerTo(request: Partial<RawRequest>, from = origin): Promise<Response> {
  const body = JSON.stringify(secret);
  return sendRaw(createFakeGateway().fetch, from, { title: "", status: 0, body, ...request });
}

describe("a request is refused for", () => {
  const onlySecrets = "only GET, POST is allowed here";
  const onlySecret = "only DELETE, GET, PATCH is allowed here";
  const noPath = "no operation has this path";
  const noKey = "expected authorization: Bearer <API_KEY>";
  const notJson = "expected content-type: application/json";
  const patch = { method: "PATCH", target: db };

  const refusals: readonly Refusal[] = [
    ["a missing field", 400, 3, "body.keyName is missing", { body: '{"name":"db"}' }],
    [
      "a wrong type",
      400,
      3,
      "body.name must be string, got number",
      { body: '{"name":4,"keyName":""}' },
    ],
    ["a body that is not JSON", 400, 3, "body must be object, got string", { body: "hush" }],
    ["an update without keyName", 400, 3, "body.keyName is missing", { ...patch, body: "{}" }],
    [
      "an unknown parameter",
      400,
      3,
      "there is no query parameter page",
      { target: `${secrets}?page=1` },
    ],
    [
      "the parameter of another operation",
      400,
      3,
      "there is no query parameter pageSize",
      { method: "GET", target: `${db}?pageSize=5` },
    ],
    [
      "a parameter of the path in the query",
      400,
      3,
      "there is no query parameter account_id",
      { target: `${secrets}?account_id=acme` },
    ],
    [
      "a bad escape",
      400,
      3,
      "the path is not percent-encoded UTF-8",
      { target: "/v1/accounts/%/secrets" },
    ],
    ["no key", 401, 16, noKey, { headers: { authorization: null } }],
    ["no key and a bad body", 401, 16, noKey, { headers: { authorization: null }, body: "{}" }],
    ["another path", 404, 5, noPath, { target: `${secrets}/` }],
    ["a path below a secret", 404, 5, noPath, { target: `${db}/versions` }],
    ["a path in other case", 404, 5, noPath, { target: "/v1/accounts/acme/Secrets" }],
    ["another method", 405, 12, onlySecrets, { method: "PUT" }],
    ["another method of a secret", 405, 12, onlySecret, { method: "POST", target: db }],
    ["another type", 415, 3, notJson, { headers: { "content-type": "text/plain" } }],
    ["no type", 415, 3, notJson, { headers: { "content-type": null }, body: new Blob(["{}"]) }],
  ];

  test.each(refusals)("%s, with %i", async (_title, status, code, message, request) => {
    const response = await answerTo(request);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(await response.json()).toEqual({ code, message, details: [] });
  });

  test("another method, with the allowed ones in a header", async () => {
    const allow = (await answerTo({ method: "PUT" })).headers.get("allow");
    expect(allow?.split(", ").toSorted()).toEqual(["GET", "POST"]);
  });

  test("a missing key, with the scheme to use in a header", async () => {
    const response = await answerTo({ headers: { authorization: null } });
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
  });

  test("a value that is not a string, without naming it", async () => {
    const response = await answerTo({ body: JSON.stringify({ ...secret, value: ["hush"] }) });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain("hush");
  });
});

test.each([
  ["Bearer   key", "application/json", 200],
  ["BEARER key", 'application/json ; charset="utf-8"', 200],
  ["Bearer key", "application/json;  charset=UTF-8 ", 200],
  ["Basic bearer key", "application/json", 401],
  ["Bearer", "application/json", 401],
  ["Bearer two keys", "application/json", 401],
  ["Bearer key", "text/application/json", 415],
  ["Bearer key", "application/json; charset=latin1", 415],
])(
  "authorization %j and content-type %j are answered with %i",
  async (authorization, type, status) => {
    const response = await answerTo({ headers: { authorization, "content-type": type } });
    expect(response.status).toBe(status);
  },
);

test.each([
  ["a prefix", "/gateway", 200],
  ["a prefix of several segments", "/a/b/c", 200],
  ["no prefix", "", 200],
  ["a prefix that ends in another version", "/v1/accounts/acme/secrets", 200],
])("a base URL with %s is served", async (_name, prefix, status) => {
  expect((await answerTo({}, `${origin}${prefix}`)).status).toBe(status);
});

test("a path parameter is decoded once", async () => {
  const fake = createFakeGateway();
  const body = JSON.stringify({ ...secret, name: "a b" });
  const request = { title: "", status: 0, body, target: "/v1/accounts/%C3%A9%2520/secrets" };
  expect((await sendRaw(fake.fetch, origin, request)).status).toBe(200);
  expect(fake.secrets).toMatchObject([{ name: "accounts/é%20/secrets/a b" }]);
});
