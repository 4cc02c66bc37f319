import { vi } from "vitest";
import type { Fetch } from "../../src/index.js";
import { createFakeGateway } from "../../src/testing.js";
import type { FakeAnswer } from "../../src/testing/fake-answer.js";

type Method = "create" | "get" | "list" | "update" | "delete";

type Plan = FakeAnswer | undefined | void;

/** The account `acme` of a fake gateway, in place of the platform's `fetch`. */
export interface TestAccount {
  /** Method and id of each request. */
  readonly calls: string[];
  /**
   * Called before each request. The answer that it returns is sent in place of the gateway's; an
   * error that it throws is that of `fetch`.
   */
  before: (method: Method, id: string) => Plan | Promise<Plan>;
  /** The ids of its secrets. */
  readonly ids: () => string[];
  /** The last value that was stored. */
  readonly valueOf: (id: string) => unknown;
  /** Stores a secret, as another program would. */
  readonly add: (id: string, keyName?: string) => Promise<void>;
  /** Deletes a secret, as another program would. */
  readonly remove: (id: string) => Promise<void>;
}

/** An answer with this status; `retryAfter` is in milliseconds. */
export const refusal = (status: number, retryAfter?: number): FakeAnswer => ({
  status,
  headers: {
    "x-request-id": "r-1",
    ...(retryAfter !== undefined && { "retry-after-ms": String(retryAfter) }),
  },
});

const collection = "https://gateway.test/v1/accounts/acme/secrets";
const start = "accounts/acme/secrets/";

/** Creates an account with these secrets, and has `fetch` reach it until globals are unstubbed. */
export async function testAccount(...ids: readonly string[]): Promise<TestAccount> {
  const fake = createFakeGateway();
  const values = new Map<string, unknown>();
  const headers = { authorization: "Bearer another", "content-type": "application/json" };
  const account: TestAccount = {
    calls: [],
    before: () => {},
    ids: () => fake.secrets.map(({ name }) => name.slice(start.length)),
    valueOf: (id) => values.get(id),
    async add(id, keyName = id.toUpperCase().replaceAll("-", "_")) {
      const body = JSON.stringify({ name: start + id, keyName, value: "another" });
      await fake.fetch(collection, { method: "POST", headers, body });
    },
    async remove(id) {
      await fake.fetch(`${collection}/${id}`, { method: "DELETE", headers });
    },
  };
  const fetch: Fetch = async (url, init) => {
    const body: { name?: string; value?: unknown } = JSON.parse(init.body ?? "{}");
    const [, pathId] = /\/secrets\/([^?]+)/.exec(url) ?? [];
    const id = pathId ?? body.name?.slice(start.length) ?? "";
    const method = methodOf(init.method, id);
    account.calls.push(`${method} ${id}`.trim());
    const plan = await account.before(method, id);
    if (plan) fake.respondOnce(plan);
    const response = await fake.fetch(url, init);
    if (response.ok && body.value !== undefined) values.set(id, body.value);
    return response;
  };
  vi.stubGlobal("fetch", fetch);
  for (const id of ids) await account.add(id);
  return account;
}

function methodOf(method: string, id: string): Method {
  if (method === "GET") return id === "" ? "list" : "get";
  if (method === "POST") return "create";
  return method === "DELETE" ? "delete" : "update";
}
