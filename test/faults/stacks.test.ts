import { describe, expect, test } from "vitest";
import { createGatewayClient } from "../../src/client.js";
import { createGatewayHttp } from "../../src/http/http.js";
import { frameOfCaller, rawFetchCase, stackCases, type StackCase } from "../support/stack-cases.js";

const cases = stackCases({ createGatewayClient, createGatewayHttp });
const [major] = process.versions.node.split(".").map(Number);

async function expectCaller({ fail, error, caller }: StackCase): Promise<void> {
  const failed = await fail();
  expect(failed).toBeInstanceOf(Error);
  expect(failed).toHaveProperty("name", error);
  expect(frameOfCaller(failed, caller)).toMatch(/\bstack-cases\.ts\b/);
}

describe("the stack of an error names the function and the file of the caller:", () => {
  test.each(cases.map((each) => [each.title, each] as const))("%s", async (_title, each) => {
    await expect(expectCaller(each)).resolves.toBeUndefined();
  });

  // From Node 24 on, the errors of fetch have no frames at all.
  test.skipIf(Number(major) >= 24)("raw fetch, on Node 20 and 22", async () => {
    await expect(expectCaller(rawFetchCase)).resolves.toBeUndefined();
  });
});
