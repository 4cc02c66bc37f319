import { describe, expect, test } from "vitest";
import { Gateway_GetSecret } from "../../src/generated/spec.js";
import { describeOperation } from "../../src/operations/operation.js";
import {
  cautiousRetries,
  idempotentRetries,
  namedCreationRetries,
} from "../../src/transport/retry-policy.js";

const bytesOf = (body: unknown) => new TextEncoder().encode(JSON.stringify(body));

const policyOf = (method: string) => describeOperation({ ...Gateway_GetSecret, method }, {}).policy;

describe("the record of an operation", () => {
  test("has the document's metadata", () => {
    const metadata = {
      ...Gateway_GetSecret,
      method: "post",
      requestBody: "required",
      writeOnly: { request: [["a"]], response: [] },
      fields: ["a", "b"],
    } as const;
    const validator = Object.assign((data: unknown): data is string => data === "valid", {});
    expect(describeOperation(metadata, { request: validator })).toMatchObject({
      id: "Gateway_GetSecret",
      method: "POST",
      path: Gateway_GetSecret.path,
      requestBody: "required",
      request: { validator, writeOnly: [["a"]], fields: ["a", "b"] },
    });
  });

  test("without validators reads any JSON", () => {
    const operation = describeOperation(Gateway_GetSecret, {});
    expect(operation.request.validator).toBeUndefined();
    expect(operation.readSuccess(bytesOf([1, "two"]), 200)).toEqual({ value: [1, "two"] });
  });
});

describe("the policy of an operation", () => {
  test.each(["get", "head", "options"])("with the method %s is that of a read", (method) => {
    expect(policyOf(method)).toEqual({
      isRead: true,
      isDeletion: false,
      retries: idempotentRetries,
      likelyOutcome: "nothing was changed",
      bodyLimit: 2 ** 20,
    });
  });

  test.each([
    ["put", false, idempotentRetries],
    ["delete", true, idempotentRetries],
    ["post", false, cautiousRetries],
    ["patch", false, cautiousRetries],
  ])("with the method %s is that of a write, by what HTTP promises of it", (...row) => {
    const [method, isDeletion, retries] = row;
    expect(policyOf(method)).toEqual({
      isRead: false,
      isDeletion,
      retries,
      likelyOutcome: "the request probably succeeded",
      bodyLimit: 2 ** 20,
    });
  });

  test("is what is stated where the method does not tell", () => {
    const facts = { retries: namedCreationRetries, likelyOutcome: "made", bodyLimit: 7 };
    const { policy } = describeOperation({ ...Gateway_GetSecret, method: "post" }, {}, facts);
    expect(policy).toEqual({ isRead: false, isDeletion: false, ...facts });
  });
});
