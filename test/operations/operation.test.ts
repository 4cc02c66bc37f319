import { describe, expect, test } from "vitest";
import { operations } from "../../src/generated/spec.js";
import { validators } from "../../src/generated/validators.js";
import { describeOperation, wrappedOperation } from "../../src/operations/operation.js";
import { policies } from "../../src/operations/policies.js";

const bytesOf = (body: unknown) => new TextEncoder().encode(JSON.stringify(body));

const wrapped = [
  "Gateway_CreateSecret",
  "Gateway_ListSecrets",
  "Gateway_GetSecret",
  "Gateway_UpdateSecret",
  "Gateway_DeleteSecret",
] as const;

describe("the record of an operation", () => {
  test.each(wrapped)("%s has the document's metadata, and its policy and validators", (id) => {
    const { method, path, requestBody, writeOnly } = operations[id];
    expect(wrappedOperation(id)).toEqual({
      id,
      method: method.toUpperCase(),
      path,
      requestBody,
      request: {
        validator: "request" in validators[id] ? validators[id].request : undefined,
        writeOnly: writeOnly.request,
        fields: "fields" in operations[id] ? operations[id].fields : undefined,
      },
      readSuccess: expect.any(Function),
      policy: policies[id],
    });
  });

  test.each(wrapped)("%s is made once", (id) => {
    expect(wrappedOperation(id)).toBe(wrappedOperation(id));
  });

  test("is made for every wrapped operation, and for no other", () => {
    expect(Object.keys(validators).toSorted()).toEqual(wrapped.toSorted());
  });

  test("reads a success by the response's schema, without its write-only fields", () => {
    const { readSuccess } = wrappedOperation("Gateway_GetSecret");
    const secret = { name: "n", keyName: "k" };
    expect(readSuccess(bytesOf({ ...secret, value: "v" }), 200)).toEqual({ value: secret });
    expect(readSuccess(bytesOf({ name: "n" }), 200)).toBe("body.keyName is missing");
  });

  test("reads every secret of a list without its write-only fields", () => {
    const { readSuccess } = wrappedOperation("Gateway_ListSecrets");
    const secret = { name: "n", keyName: "k" };
    const page = { secrets: [{ ...secret, value: "v" }, secret], nextPageToken: "t" };
    expect(readSuccess(bytesOf(page), 200)).toEqual({
      value: { secrets: [secret, secret], nextPageToken: "t" },
    });
  });

  test("can be made without validators, and then reads any JSON", () => {
    const policy = policies.Gateway_GetSecret;
    const operation = describeOperation("Gateway_GetSecret", policy, {});
    expect(operation.request.validator).toBeUndefined();
    expect(operation.readSuccess(bytesOf([1, "two"]), 200)).toEqual({ value: [1, "two"] });
  });
});
