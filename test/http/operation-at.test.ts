/** Operations that the document has and that this package does not wrap, with metadata made for them. */
import { describe, expect, test } from "vitest";
import type { OperationMetadata } from "../../src/operations/operation.js";
import type { AttemptReport } from "../../src/transport/attempt-report.js";
import { canaryHttp, endingOf } from "../support/calls.js";
import { canaryValue } from "../support/canary.js";
import { answer, FaultServer, type Behaviour } from "../support/fault-server.js";
import { HeldClock } from "../support/held-clock.js";

const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH"];
const path = "/v1/things/{id}";
const optionalPath = "/v1/optional/{id}";
const listPath = "/v1/lists/{ids}";
const formPath = "/v1/forms/{id}";

const described = {
  requestBody: "none",
  writeOnly: { request: [["key"]], response: [["key"]] },
} as const;
const form = { unsupported: "a request body of multipart/form-data" };
const made: readonly OperationMetadata[] = [
  ...methods.map((name) => ({
    ...described,
    id: `Gateway_${name}`,
    method: name.toLowerCase(),
    path,
  })),
  {
    ...described,
    id: "Gateway_PutOptional",
    method: "put",
    path: optionalPath,
    requestBody: "optional",
  },
  {
    ...described,
    id: "Gateway_MergeMany",
    method: "patch",
    path: listPath,
    template: "/v1/lists/{;ids*}",
    lists: ["ids"],
    query: { fields: { array: { style: "form", explode: false } } },
    requestBody: "required",
    contentType: "application/merge-patch+json",
  },
  { ...described, ...form, id: "Gateway_Upload", method: "post", path: formPath },
];

interface Call {
  readonly method: string;
  readonly to?: string;
  readonly more?: object;
}

async function callWith({ method, to = path, more = {} }: Call, ...answers: Behaviour[]) {
  await using server = await FaultServer.start({ answers });
  const reports: AttemptReport[] = [];
  const onAttempt = (report: AttemptReport): void => void reports.push(report);
  const http = canaryHttp({ baseUrl: server.url, onAttempt }, new HeldClock(), made);
  const options = { params: { path: { id: "1" } }, ...more };
  const { value, error } = await endingOf(() => Reflect.get(http, method)(to, options));
  const result: { data?: unknown; error?: unknown; response?: Response } = Object(value);
  return { result, error, reports, requests: [...server.requests] };
}

describe("an operation that is not wrapped", () => {
  test.each(methods)("can have the method %s and no content", async (method) => {
    const { result, requests } = await callWith({ method }, answer(204));
    expect([result.data, result.error, result.response?.status]).toEqual([
      undefined,
      undefined,
      204,
    ]);
    expect([await result.response?.text(), result.response?.body]).toEqual(["", null]);
    expect(requests.map(({ method: sent, target }) => `${sent} ${target}`)).toEqual([
      `${method} /v1/things/1`,
    ]);
  });

  test("is sent without a body if it has none, and its success loses its write-only fields", async () => {
    const success = answer(200, '{"key":"s","list":[]}');
    const { result, requests, reports } = await callWith({ method: "GET" }, success);
    expect(result.data).toEqual({ list: [] });
    expect(requests[0]?.body).toBe("");
    expect(requests[0]?.head).not.toMatch(/content-type/i);
    expect(reports.map(({ operation, status }) => [operation, status])).toEqual([
      ["Gateway_GET", 200],
    ]);
  });

  test("refuses a body if it has none", async () => {
    const { error, requests } = await callWith({ method: "GET", more: { body: {} } }, answer(200));
    expect(error).toMatchObject({
      name: "GatewayInputError",
      message: "body must be omitted: this operation has no request body",
    });
    expect(requests).toHaveLength(0);
  });

  test("can omit an optional body", async () => {
    const call = { method: "PUT", to: optionalPath };
    const { requests } = await callWith(call, answer(200, "{}"));
    expect(requests[0]?.body).toBe("");
  });

  test("sends an optional body, whose write-only fields no result repeats", async () => {
    const body = { key: canaryValue };
    const call = { method: "PUT", to: optionalPath, more: { body } };
    const { result, requests } = await callWith(call, (socket, request) =>
      answer(400, request.body)(socket, request),
    );
    expect(JSON.parse(requests[0]?.body ?? "")).toEqual(body);
    expect(await result.response?.text()).toBe(
      '{"message":"[withheld: the server\'s text repeats part of a secret]"}',
    );
  });

  test.each([
    ["GET", 2],
    ["HEAD", 2],
    ["OPTIONS", 2],
    ["PUT", 2],
    ["DELETE", 2],
    ["POST", 1],
    ["PATCH", 1],
  ])("with the method %s sends %d requests if the first one meets a 500", async (method, sent) => {
    const { requests } = await callWith({ method }, answer(500), answer(204));
    expect(requests).toHaveLength(sent);
  });

  test.each(methods)("with the method %s is sent again after a 429", async (method) => {
    const { requests } = await callWith({ method }, answer(429), answer(204));
    expect(requests).toHaveLength(2);
  });

  test.each([
    ["GET", false],
    ["HEAD", false],
    ["OPTIONS", false],
    ["PUT", true],
    ["DELETE", true],
    ["POST", true],
    ["PATCH", true],
  ])("with the method %s may have succeeded after a 500: %s", async (method, mayHaveSucceeded) => {
    const { result } = await callWith({ method, more: { maxRetries: 0 } }, answer(500));
    expect(result.error).toMatchObject({ status: 500, mayHaveSucceeded });
  });

  test("that deletes counts a 404 as done after an attempt that may have arrived", async () => {
    const { result } = await callWith({ method: "DELETE" }, answer(500), answer(404));
    expect([result.error, result.response?.status]).toEqual([undefined, 404]);
    const first = await callWith({ method: "DELETE" }, answer(404));
    expect(first.result.error).toMatchObject({ status: 404, mayHaveSucceeded: false });
  });

  test("is not sent again after a success that cannot be read", async () => {
    const { error, requests } = await callWith({ method: "POST" }, answer(200, "<html>"));
    expect(error).toMatchObject({ name: "GatewayProtocolError", status: 200 });
    expect(String(error)).toContain("the request probably succeeded");
    expect(requests).toHaveLength(1);
    const read = await callWith({ method: "GET" }, answer(200, "<html>"));
    expect(String(read.error)).toContain("nothing was changed");
  });

  test("is found by path and method together", async () => {
    const { error } = await callWith({ method: "GET", to: optionalPath }, answer(204));
    expect(error).toMatchObject({ field: "path" });
  });

  test("is sent in the styles and with the content type that its metadata names", async () => {
    const params = { path: { ids: ["a", "b"] }, query: { fields: ["c", "d"] } };
    const call = { method: "PATCH", to: listPath, more: { params, body: {} } };
    const { requests } = await callWith(call, answer(204));
    expect(requests[0]?.target).toBe("/v1/lists/;ids=a;ids=b?fields=c,d");
    expect(requests[0]?.head).toMatch(/^content-type: application\/merge-patch\+json$/im);
  });

  test("that needs a form is refused before anything is sent", async () => {
    const { error, requests } = await callWith({ method: "POST", to: formPath }, answer(204));
    expect(error).toMatchObject({
      message: "path is not supported: the operation needs a request body of multipart/form-data",
    });
    expect(requests).toHaveLength(0);
  });
});
