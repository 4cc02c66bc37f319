import { describe, expect, test } from "vitest";
import { SecretStore } from "../../src/testing/secret-store.js";
import type { ValidRequest } from "../../src/testing/validate-request.js";

type Operation = ValidRequest["operation"];

/** A store, and the answers to requests that have been validated. */
function storeWith(ids: readonly string[] = []) {
  const store = new SecretStore();
  const ask = (operation: Operation, more: Partial<ValidRequest> & { id?: string } = {}) => {
    const { id, ...fields } = more;
    const path = { account_id: "acme", ...(id !== undefined && { secret_id: id }) };
    const request = { operation, apiKey: "key", path, query: {}, body: undefined, ...fields };
    return store.answer(request);
  };
  const create = (name: string, keyName = "K") =>
    ask("Gateway_CreateSecret", { body: { name, keyName, value: "hush" } });
  for (const id of ids) create(id);
  return { store, ask, create };
}

const secretOf = (id: string, keyName = "K") => ({ name: `accounts/acme/secrets/${id}`, keyName });
const notFound = (id: string) => ({
  status: 404,
  body: { code: 5, message: `accounts/acme/secrets/${id} not found`, details: [] },
});
const invalid = (message: string) => ({ status: 400, body: { code: 3, message, details: [] } });

describe("a creation", () => {
  test.each(["db", "accounts/acme/secrets/db"])("takes the name %j", (name) => {
    const { store, create } = storeWith();
    expect(create(name)).toEqual({ status: 200, body: secretOf("db") });
    expect(store.secrets).toEqual([secretOf("db")]);
  });

  test.each([
    "accounts/umbrella/secrets/db",
    "accounts/acme/secrets/db/x",
    "accounts/acme/secrets",
    "accounts/acme/models/db",
    "secrets/db",
    "/db",
    "accounts/acme/secrets/",
    "",
  ])("refuses the name %j, which is not one of this account", (name) => {
    const { store, create } = storeWith();
    expect(create(name)).toMatchObject(
      invalid("name must be accounts/acme/secrets/ID, or the ID alone"),
    );
    expect(store.secrets).toEqual([]);
  });

  test.each(["db", "accounts/acme/secrets/db"])("refuses %j if it exists", (name) => {
    const { create } = storeWith(["db"]);
    expect(create(name)).toMatchObject({
      status: 409,
      body: { code: 6, message: "accounts/acme/secrets/db already exists", details: [] },
    });
  });
});

describe("a secret", () => {
  test("is found by its id", () => {
    const { ask } = storeWith(["a", "b"]);
    expect(ask("Gateway_GetSecret", { id: "b" })).toEqual({ status: 200, body: secretOf("b") });
    expect(ask("Gateway_GetSecret", { id: "c" })).toMatchObject(notFound("c"));
  });

  test.each([
    ["", { ...secretOf("a") }],
    ["*", { ...secretOf("a") }],
    ["name,keyName", { ...secretOf("a") }],
    ["name", { name: secretOf("a").name }],
    [" keyName , value", { keyName: "K" }],
    ["other", {}],
  ])("has the fields of the read mask %j", (readMask, body) => {
    const { ask } = storeWith(["a"]);
    expect(ask("Gateway_GetSecret", { id: "a", query: { readMask } })).toEqual({
      status: 200,
      body,
    });
  });

  test("is updated in its place", () => {
    const { store, ask } = storeWith(["a", "b"]);
    const body = { keyName: "ROTATED", value: "hush" };
    expect(ask("Gateway_UpdateSecret", { id: "a", body })).toEqual({
      status: 200,
      body: secretOf("a", "ROTATED"),
    });
    expect(store.secrets).toEqual([secretOf("a", "ROTATED"), secretOf("b")]);
    expect(ask("Gateway_UpdateSecret", { id: "c", body })).toMatchObject(notFound("c"));
  });

  test("that is updated keeps its place in the pages", () => {
    const { ask } = storeWith(["a", "b"]);
    ask("Gateway_UpdateSecret", { id: "a", body: { keyName: "ROTATED" } });
    const first = ask("Gateway_ListSecrets", { query: { pageSize: "1" } });
    const pageToken = String(Reflect.get(Object(first.body), "nextPageToken"));
    expect(ask("Gateway_ListSecrets", { query: { pageToken } }).body).toMatchObject({
      secrets: [secretOf("b")],
    });
  });

  test("is deleted once", () => {
    const { store, ask } = storeWith(["a", "b"]);
    expect(ask("Gateway_DeleteSecret", { id: "a" })).toEqual({ status: 200, body: {} });
    expect(store.secrets).toEqual([secretOf("b")]);
    expect(ask("Gateway_DeleteSecret", { id: "a" })).toMatchObject(notFound("a"));
  });

  test("that was deleted can be created again, and comes last", () => {
    const { store, ask, create } = storeWith(["a", "b"]);
    ask("Gateway_DeleteSecret", { id: "a" });
    expect(create("a")).toMatchObject({ status: 200 });
    expect(store.secrets).toEqual([secretOf("b"), secretOf("a")]);
  });
});

const many = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`);

describe("a list", () => {
  interface Page {
    readonly secrets: readonly { readonly name: string }[];
    readonly nextPageToken: string;
    readonly totalSize: number;
  }

  function list(
    ask: ReturnType<typeof storeWith>["ask"],
    query: Record<string, string> = {},
  ): Page {
    const { status, body } = ask("Gateway_ListSecrets", { query });
    expect(status).toBe(200);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of a success
    return body as Page;
  }

  test.each([
    [{}, 50],
    [{ pageSize: "0" }, 50],
    [{ pageSize: "3" }, 3],
    [{ pageSize: "200" }, 200],
    [{ pageSize: "201" }, 200],
    [{ pageSize: "99999999999" }, 200],
  ])("with %j has a page of %i secrets", (query, size) => {
    const { ask } = storeWith(many(250));
    const { secrets, totalSize } = list(ask, query);
    expect(secrets).toHaveLength(size);
    expect(totalSize).toBe(250);
  });

  test("goes on after the secret that its token stands for", () => {
    const { ask } = storeWith(many(5));
    const first = list(ask, { pageSize: "2" });
    const second = list(ask, { pageSize: "2", pageToken: first.nextPageToken });
    const third = list(ask, { pageSize: "9", pageToken: second.nextPageToken });
    const ids = [first, second, third].map(({ secrets }) =>
      secrets.map(({ name }) => name.split("/").at(-1)),
    );
    expect(ids).toEqual([["s0", "s1"], ["s2", "s3"], ["s4"]]);
    expect(third.nextPageToken).toBe("");
  });

  test("that ends with a full page has no token", () => {
    const { ask } = storeWith(many(2));
    expect(list(ask, { pageSize: "2" }).nextPageToken).toBe("");
  });

  test("skips nothing if a secret of an earlier page is deleted", () => {
    const { ask } = storeWith(many(4));
    const { nextPageToken } = list(ask, { pageSize: "2" });
    ask("Gateway_DeleteSecret", { id: "s0" });
    ask("Gateway_DeleteSecret", { id: "s1" });
    expect(list(ask, { pageToken: nextPageToken }).secrets).toEqual(
      ["s2", "s3"].map((id) => secretOf(id)),
    );
  });

  test("has tokens that nobody takes for numbers", () => {
    const { ask } = storeWith(many(3));
    expect(list(ask, { pageSize: "1" }).nextPageToken).not.toMatch(/^\d+$/);
  });

  test.each([
    ["pageSize", "-1", "pageSize must be a whole number, 0 or more"],
    ["pageSize", "1.5", "pageSize must be a whole number, 0 or more"],
    ["pageSize", "ten", "pageSize must be a whole number, 0 or more"],
    ["pageToken", "1", "pageToken is not one of this list"],
    ["pageToken", "%%", "pageToken is not one of this list"],
    ["pageToken", btoa("before 1"), "pageToken is not one of this list"],
    ["pageToken", btoa("after x"), "pageToken is not one of this list"],
    ["pageToken", btoa("not after 1"), "pageToken is not one of this list"],
    ["pageToken", btoa("after 1 or 2"), "pageToken is not one of this list"],
  ])("refuses the %s %j", (name, value, message) => {
    const { ask } = storeWith(many(3));
    const answer = ask("Gateway_ListSecrets", { query: { [name]: value } });
    expect(answer).toMatchObject(invalid(message));
  });

  test("has the fields of its read mask", () => {
    const { ask } = storeWith(["a"]);
    expect(list(ask, { readMask: "name" }).secrets).toEqual([{ name: secretOf("a").name }]);
  });

  test("has the secrets of its account alone", () => {
    const { store, ask } = storeWith(["a"]);
    const path = { account_id: "acme-2" };
    ask("Gateway_CreateSecret", { path, body: { name: "b", keyName: "K" } });
    expect(list(ask)).toEqual({ secrets: [secretOf("a")], nextPageToken: "", totalSize: 1 });
    expect(store.secrets).toHaveLength(2);
  });

  test("of an account without secrets is empty", () => {
    expect(list(storeWith().ask)).toEqual({ secrets: [], nextPageToken: "", totalSize: 0 });
  });
});

test("a store holds no value", () => {
  const { store } = storeWith(["a"]);
  expect(JSON.stringify(store.secrets)).not.toContain("hush");
});
