import { describe, expect, test } from "vitest";
import { createClientWith } from "../../src/client.js";
import type { ListSecretsOptions } from "../../src/options.js";
import type { Secret, SecretPage } from "../../src/types.js";
import { answer, FaultServer } from "../support/fault-server.js";
import { canaryClient, endingOf } from "../support/calls.js";
import { HeldClock } from "../support/held-clock.js";
import { fakeHolding, fakeWith, requestsTo, secretOf, value } from "../support/secrets.js";

/** What an async iteration gives until it ends or fails. */
async function collected<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) items.push(item);
  return items;
}

/** A client whose gateway answers with these pages, one after the other. */
function answeringWith(...pages: readonly object[]): ReturnType<typeof fakeWith> {
  const all = fakeWith({ maxRetries: 0 });
  for (const page of pages) all.fake.respondOnce({ status: 200, body: page });
  return all;
}

const five = ["a", "b", "c", "d", "e"];

const query = (token: string) =>
  `GET umbrella/secrets?pageSize=2&pageToken=${token}&readMask=name%2CkeyName`;

describe("a list", () => {
  test("requests nothing before it is iterated over", async () => {
    const { fake, client } = fakeWith();
    const list = client.listSecrets();
    list.pages();
    list[Symbol.asyncIterator]();
    await new Promise((resolve) => setImmediate(resolve));
    expect(fake.requests).toEqual([]);
  });

  test("gives all secrets of the account, page by page as they are reached", async () => {
    const { fake, client } = await fakeHolding(five);
    const secrets: Secret[] = [];
    const requests: number[] = [];
    for await (const secret of client.listSecrets({ pageSize: 2 })) {
      secrets.push(secret);
      requests.push(fake.requests.length - five.length);
    }
    expect(secrets).toEqual(five.map(secretOf));
    expect(requests).toEqual([1, 1, 2, 2, 3]);
  });

  test("sends its options with every page, and the token of the page before", async () => {
    const { fake, client } = answeringWith({ nextPageToken: "t +/1" }, { nextPageToken: "" });
    const options = {
      pageSize: 2,
      readMask: "name,keyName",
      pageToken: "t0",
      accountId: "umbrella",
    };
    await collected(client.listSecrets(options));
    expect(requestsTo(fake)).toEqual([query("t0"), query("t%20%2B%2F1")]);
  });

  test("is a GET over HTTP, with nothing in its query that was not asked for", async () => {
    await using server = await FaultServer.start({ answers: [answer(200, "{}")] });
    expect(await collected(canaryClient({ baseUrl: server.url }).listSecrets())).toEqual([]);
    expect(server.requests).toMatchObject([{ method: "GET", target: "/v1/accounts/acme/secrets" }]);
  });

  test("can be iterated over again, from the start", async () => {
    const { client } = await fakeHolding(five);
    const list = client.listSecrets({ pageSize: 2 });
    expect(await collected(list)).toEqual(await collected(list));
  });

  test("starts with the page that it is told to", async () => {
    const { client } = await fakeHolding(five);
    const [first] = await collected(client.listSecrets({ pageSize: 2 }).pages());
    const rest = client.listSecrets({ pageToken: first?.nextPageToken });
    expect(await collected(rest)).toEqual(["c", "d", "e"].map(secretOf));
  });

  test("loses the values that a server sends", async () => {
    const { client } = answeringWith({ secrets: [{ ...secretOf("a"), value }, secretOf("b")] });
    expect(await collected(client.listSecrets())).toEqual([secretOf("a"), secretOf("b")]);
  });

  test("keeps its options as they were when it was made", async () => {
    const { fake, client } = await fakeHolding(five);
    const options: { pageSize: number } = { pageSize: 5 };
    const list = client.listSecrets(options);
    options.pageSize = 1;
    await collected(list);
    expect(fake.requests).toHaveLength(six);
  });
});

const six = five.length + 1;

describe("the end of a list", () => {
  test.each([
    ["an absent token", {}],
    ["an empty token", { nextPageToken: "" }],
  ])("is %s", async (_name, end) => {
    const { fake, client } = answeringWith(
      { secrets: [secretOf("a")], nextPageToken: "t1" },
      { secrets: [secretOf("b")], ...end },
    );
    expect(await collected(client.listSecrets())).toEqual([secretOf("a"), secretOf("b")]);
    expect(fake.requests).toHaveLength(2);
  });

  test("is not an empty page", async () => {
    const { client } = answeringWith(
      { secrets: [], nextPageToken: "t1" },
      { nextPageToken: "t2" },
      { secrets: [secretOf("a")], nextPageToken: "" },
    );
    expect(await collected(client.listSecrets())).toEqual([secretOf("a")]);
  });

  test("is not told by the total size, which may be an estimate", async () => {
    const { client } = answeringWith(
      { secrets: [secretOf("a")], totalSize: 1, nextPageToken: "t1" },
      { secrets: [secretOf("b")], totalSize: 1 },
    );
    expect(await collected(client.listSecrets())).toEqual([secretOf("a"), secretOf("b")]);
  });

  test.each([
    ["the token of the page before", ["t1", "t1"], 2],
    ["the token of an earlier page", ["t1", "t2", "t1"], 3],
    ["the token that it started with", ["t0"], 1],
  ])("is an error after %s, which would go on for ever", async (_name, tokens, requests) => {
    const { fake, client } = answeringWith(
      ...tokens.map((nextPageToken) => ({ secrets: [secretOf("a")], nextPageToken })),
    );
    const secrets: Secret[] = [];
    const { error } = await endingOf(async () => {
      for await (const secret of client.listSecrets({ pageToken: "t0" })) secrets.push(secret);
    });
    expect(error).toMatchObject({
      name: "GatewayProtocolError",
      message: "200 with a repeated nextPageToken",
      status: 200,
      mayHaveSucceeded: false,
    });
    expect(secrets).toHaveLength(requests);
    expect(fake.requests).toHaveLength(requests);
  });

  test("is reached from an empty token to start with, which is the first page", async () => {
    const { client } = await fakeHolding(five);
    expect(await collected(client.listSecrets({ pageToken: "" }))).toEqual(five.map(secretOf));
  });
});

describe("the pages of a list", () => {
  test("have their secrets, token and total size", async () => {
    const { client } = await fakeHolding(["a", "b", "c"]);
    expect(await collected(client.listSecrets({ pageSize: 2 }).pages())).toMatchObject([
      {
        secrets: ["a", "b"].map(secretOf),
        nextPageToken: expect.stringMatching(/./),
        totalSize: 3,
      },
      { secrets: [secretOf("c")], totalSize: 3 },
    ]);
  });

  test("have an empty list of secrets if the response has none", async () => {
    const { client } = answeringWith({ nextPageToken: "t1" }, {});
    expect(await collected(client.listSecrets().pages())).toEqual([
      { secrets: [], nextPageToken: "t1" },
      { secrets: [] },
    ]);
  });
});

describe("a break", () => {
  test("requests no more pages", async () => {
    const { fake, client } = await fakeHolding(five);
    for await (const secret of client.listSecrets({ pageSize: 2 })) {
      if (secret.name.endsWith("b")) break;
    }
    expect(fake.requests).toHaveLength(six);
  });

  test("requests no more pages out of the pages either", async () => {
    const { fake, client } = await fakeHolding(five);
    const pages: SecretPage[] = [];
    for await (const page of client.listSecrets({ pageSize: 2 }).pages()) {
      pages.push(page);
      break;
    }
    expect(pages).toHaveLength(1);
    expect(fake.requests).toHaveLength(six);
  });
});

describe("toArray", () => {
  test("collects all secrets", async () => {
    const { client } = await fakeHolding(five);
    expect(await client.listSecrets({ pageSize: 2 }).toArray()).toEqual(five.map(secretOf));
    const undefinedMax = client.listSecrets().toArray({ max: undefined });
    expect(await undefinedMax).toEqual(five.map(secretOf));
    expect(await client.listSecrets().toArray({ max: Infinity })).toEqual(five.map(secretOf));
  });

  test.each([
    [0, 0],
    [1, 1],
    [2, 1],
    [3, 2],
    [5, 3],
    [9, 3],
  ])("stops at %i secrets, after %i pages", async (max, pages) => {
    const { fake, client } = await fakeHolding(five);
    const secrets = await client.listSecrets({ pageSize: 2 }).toArray({ max });
    expect(secrets).toEqual(five.slice(0, max).map(secretOf));
    expect(fake.requests).toHaveLength(five.length + pages);
  });

  test.each([
    ["max", { max: -1 }],
    ["max", { max: 1.5 }],
    ["max", { max: "5" }],
    ["max", { max: Number.NaN }],
    ["limit", { limit: 5 }],
  ])("refuses an invalid %s before anything is sent", async (field, options) => {
    const { fake, client } = fakeWith();
    // @ts-expect-error -- JavaScript passes anything
    const { error } = await endingOf(() => client.listSecrets().toArray(options));
    expect(error).toMatchObject({ name: "GatewayInputError", field });
    expect(fake.requests).toEqual([]);
  });
});

describe("an invalid option of a list is refused at once:", () => {
  test.each<[string, object]>([
    ["pageSize", { pageSize: -1 }],
    ["pageSize", { pageSize: 1.5 }],
    ["pageSize", { pageSize: "5" }],
    ["pageToken", { pageToken: 5 }],
    ["pageToken", { pageToken: "\uD83D" }],
    ["readMask", { readMask: ["name"] }],
    ["accountId", { accountId: "accounts/acme" }],
    ["limit", { limit: 5 }],
    ["filter", { filter: "" }],
    ["timeout", { timeout: 0 }],
    ["maxRetries", { maxRetries: -1 }],
    ["signal", { signal: {} }],
    ["headers.host", { headers: { host: "x" } }],
  ])("%s in %o", (field, options) => {
    const { client } = fakeWith();
    expect(() => client.listSecrets(options)).toThrow(
      expect.objectContaining({ name: "GatewayInputError", field }),
    );
  });
});

describe("each page", () => {
  test("is retried by itself", async () => {
    const { fake, client } = await fakeHolding(five, { maxRetries: 1 });
    const secrets: Secret[] = [];
    fake.failOnce();
    for await (const secret of client.listSecrets({ pageSize: 2 })) {
      secrets.push(secret);
      if (secrets.length % 2 === 0) fake.respondOnce({ status: 503 });
    }
    expect(secrets).toEqual(five.map(secretOf));
    expect(fake.requests).toHaveLength(five.length + 6);
  });

  test("has the whole timeout for itself", async () => {
    const clock = new HeldClock();
    const { fake } = await fakeHolding(["a", "b"]);
    const options = { apiKey: "test-key", accountId: "acme", fetch: fake.fetch, timeout: 1000 };
    const secrets: Secret[] = [];
    for await (const secret of createClientWith(clock, options).listSecrets({ pageSize: 1 })) {
      secrets.push(secret);
      clock.pass(2000);
    }
    expect(secrets).toHaveLength(2);
  });

  test("that fails ends the iteration with its error, after the secrets before it", async () => {
    const { fake, client } = await fakeHolding(five, { maxRetries: 0 });
    const secrets: Secret[] = [];
    const { error } = await endingOf(async () => {
      for await (const secret of client.listSecrets({ pageSize: 2 })) {
        secrets.push(secret);
        if (secrets.length === 2) fake.respondOnce({ status: 500 });
      }
    });
    expect(error).toMatchObject({ status: 500, mayHaveSucceeded: false });
    expect(secrets).toHaveLength(2);
  });

  test("is refused if it is not a page", async () => {
    const { client } = answeringWith({ secrets: [{ name: 5 }] });
    const { error } = await endingOf(() => client.listSecrets().toArray());
    expect(error).toMatchObject({
      name: "GatewayProtocolError",
      message: "200 with an invalid body (body.secrets.0.keyName is missing); nothing was changed",
      mayHaveSucceeded: false,
    });
  });

  test("may have a body of 8 MiB", async () => {
    const secrets = [{ ...secretOf("a"), note: "x".repeat(7 * 2 ** 20) }];
    const { client } = answeringWith({ secrets });
    expect(await client.listSecrets().toArray()).toHaveLength(1);
    const tooLong = answeringWith({ secrets: [{ ...secretOf("a"), note: "x".repeat(2 ** 23) }] });
    const { error } = await endingOf(() => tooLong.client.listSecrets().toArray());
    expect(error).toMatchObject({ message: expect.stringContaining("exceeds 8192 KiB") });
  });
});

describe("a signal", () => {
  const reason = new Error("enough");

  test("ends the iteration at the next page", async () => {
    const { fake, client } = await fakeHolding(five);
    const controller = new AbortController();
    const options: ListSecretsOptions = { pageSize: 2, signal: controller.signal };
    const secrets: Secret[] = [];
    const { error } = await endingOf(async () => {
      for await (const secret of client.listSecrets(options)) {
        secrets.push(secret);
        controller.abort(reason);
      }
    });
    expect(error).toBe(reason);
    expect(secrets).toHaveLength(2);
    expect(fake.requests).toHaveLength(six);
  });

  test("that was aborted before ends the iteration at its start", async () => {
    const { fake, client } = fakeWith();
    const signal = AbortSignal.abort(reason);
    const { error } = await endingOf(() => client.listSecrets({ signal }).toArray());
    expect(error).toBe(reason);
    expect(fake.requests).toEqual([]);
  });
});
