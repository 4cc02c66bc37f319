import { describe, expect, test } from "vitest";
import { version } from "../../src/generated/spec.js";
import { checkHeaders, mergeHeaders } from "../../src/input/headers.js";
import type { GatewayHeaders } from "../../src/input/headers.js";
import { packageVersion } from "../../src/version.js";
import { canaryBody, canaryClient, created } from "../support/calls.js";
import { answer, FaultServer } from "../support/fault-server.js";

async function sentWith(client: GatewayHeaders, call: GatewayHeaders): Promise<string[]> {
  await using server = await FaultServer.start({ answers: [answer(200, created)] });
  const gateway = canaryClient({ baseUrl: server.url, headers: client });
  await gateway.createSecret(canaryBody, { headers: call });
  return server.requests[0]?.head.toLowerCase().split("\r\n") ?? [];
}

describe("headers", () => {
  test("are added to each request, and a call's override the client's", async () => {
    const sent = await sentWith(
      { "X-Team": "a", "x-first": "1" },
      { "x-team": "b", "X-Second": "2" },
    );
    expect(sent).toEqual(expect.arrayContaining(["x-team: b", "x-first: 1", "x-second: 2"]));
  });

  test("name the content type and the user agent", async () => {
    const sent = await sentWith({}, {});
    const userAgent = `user-agent: fireworks-gateway-client/${packageVersion} (spec ${version})`;
    expect(sent).toEqual(
      expect.arrayContaining([
        "content-type: application/json",
        "accept: application/json",
        userAgent,
      ]),
    );
  });

  test("that are null are removed, and undefined ones ignored", async () => {
    const sent = await sentWith(
      { "x-team": "a", "user-agent": null },
      { "X-TEAM": null, "user-agent": undefined, accept: undefined },
    );
    expect(sent.filter((line) => line.startsWith("x-team"))).toEqual([]);
    expect(sent.filter((line) => line.includes("fireworks-gateway-client"))).toEqual([]);
    expect(sent).toContain("accept: application/json");
  });

  test.each([
    ["a tab", "a\tb"],
    ["Latin-1", "é"],
    ["no character", ""],
    ["quotes", '"~'],
  ])("can have %s in their values", (_name, value) => {
    expect(checkHeaders({ "x-Name": value })).toEqual({ "x-name": value });
  });

  test.each([
    ["Authorization", "headers.authorization"],
    ["authorization", "headers.authorization"],
    ["Content-Type", "headers.content-type"],
    ["CONTENT-LENGTH", "headers.content-length"],
    ["Host", "headers.host"],
    ["Connection", "headers.connection"],
    ["Expect", "headers.expect"],
    ["Keep-Alive", "headers.keep-alive"],
    ["TE", "headers.te"],
    ["Trailer", "headers.trailer"],
    ["Transfer-Encoding", "headers.transfer-encoding"],
    ["Upgrade", "headers.upgrade"],
    ["__proto__", "headers.__proto__"],
  ])("named %s cannot be set, nor removed", (name, field) => {
    for (const value of ["canary", null]) {
      expect(() => checkHeaders(Object.fromEntries([[name, value]]))).toThrow(
        expect.objectContaining({ field, message: `${field} cannot be set` }),
      );
    }
  });

  test("whose names only start or end like those can be set", () => {
    const headers = { "x-host": "a", "host-x": "b", tea: "c" };
    expect(checkHeaders(headers)).toEqual(headers);
  });

  test.each(["", "a b", "a:", "a\r\nb", "é", "a\0", "(", "a/b"])("named %j are refused", (name) => {
    expect(() => checkHeaders({ [name]: "canary" })).toThrow(
      expect.objectContaining({
        field: "headers",
        message: "headers contains an invalid header name",
      }),
    );
  });

  test("can have every character of a token in their names", () => {
    const name = "!#$%&'*+-.^_`|~09az";
    expect(checkHeaders({ [name]: "v" })).toEqual({ [name]: "v" });
  });

  test.each([["canary\r\nx-evil: 1"], ["canary\n"], ["\0"], ["\x7F"], ["…"], [42], [["a"]], [{}]])(
    "with the value %j are refused, and the error does not repeat it",
    (value) => {
      expect(() => checkHeaders({ "X-Name": value })).toThrow(
        expect.objectContaining({
          name: "GatewayInputError",
          field: "headers.x-name",
          message: "headers.x-name must be a string of Latin-1 characters without line breaks",
        }),
      );
    },
  );

  test.each([[null], ["x-name: a"], [[["x-name", "a"]]], [new Headers()], [new Map()], [42]])(
    "given as %o are refused",
    (headers) => {
      // @ts-expect-error -- JavaScript passes anything
      expect(() => checkHeaders(headers)).toThrow(
        expect.objectContaining({
          field: "headers",
          message: "headers must be a plain object of names and values",
        }),
      );
    },
  );

  test("that are undefined add nothing", () => {
    const base = { a: "1" };
    expect(mergeHeaders(base, undefined)).toEqual(base);
  });

  test("are merged over others without changing those", () => {
    const base = { a: "1", b: "2" };
    expect(mergeHeaders(base, { b: null, C: "3" })).toEqual({ a: "1", c: "3" });
    expect(base).toEqual({ a: "1", b: "2" });
  });

  test("are checked when they are merged", () => {
    expect(() => mergeHeaders({}, { Authorization: "canary" })).toThrow(
      expect.objectContaining({
        field: "headers.authorization",
        message: "headers.authorization cannot be set",
      }),
    );
  });
});
