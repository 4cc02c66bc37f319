import { createClientWith, type GatewayClient } from "../../src/client.js";
import type { GatewayClientOptions } from "../../src/options.js";
import { createFakeGateway, type FakeGateway } from "../../src/testing.js";
import type { Secret } from "../../src/types.js";
import { promptClock } from "./calls.js";

/** A secret of the account acme, as it is read. */
export const secretOf = (id: string): Secret => ({
  name: `accounts/acme/secrets/${id}`,
  keyName: id.toUpperCase(),
});

/** A secret's value, for tests that look for it nowhere else. */
export const value = "hush-hush-hush";

/** A fake gateway and a client of it, which does not wait between attempts. */
export function fakeWith(options: GatewayClientOptions = {}): {
  readonly fake: FakeGateway;
  readonly client: GatewayClient;
} {
  const fake = createFakeGateway();
  const settings = { apiKey: "test-key", accountId: "acme", fetch: fake.fetch, ...options };
  return { fake, client: createClientWith(promptClock, settings) };
}

/** The same, with secrets of these ids in it. */
export async function fakeHolding(
  ids: readonly string[],
  options: GatewayClientOptions = {},
): Promise<ReturnType<typeof fakeWith>> {
  const all = fakeWith(options);
  for (const id of ids) {
    // oxlint-disable-next-line eslint/no-await-in-loop -- in their order
    await all.client.createSecret({ ...secretOf(id), value });
  }
  return all;
}

/** Methods and paths of the requests that a gateway has received, from the account on. */
export const requestsTo = (fake: FakeGateway, from = 0): string[] =>
  fake.requests.slice(from).map(({ method, url }) => `${method} ${url.split("/accounts/")[1]}`);
