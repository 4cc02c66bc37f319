import { describe, expect, test } from "vitest";
import { createClientWith } from "../../src/client.js";
import { createHttpWith } from "../../src/http/http.js";
import { HeldClock } from "../support/held-clock.js";
import { frameOfCaller, rawFetchCase, stackCases, type StackCase } from "../support/stack-cases.js";

// As programs run: a test runner keeps more frames.
Error.stackTraceLimit = 10;

let clock = new HeldClock();
const cases = stackCases({
  createGatewayClient: (options) => createClientWith((clock = new HeldClock()), options),
  createGatewayHttp: (options) => createHttpWith((clock = new HeldClock()), options),
  onStall: () => setImmediate(() => clock.passDeadline()),
});
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
