import { expect, test } from "vitest";
import type { Fetch } from "../../src/index.js";
import { canaryBody, canaryClient, created } from "../support/calls.js";

test("calls fetch as a function: browsers and Workers refuse theirs as another object's method", async () => {
  const callers: unknown[] = [];
  const fetch: Fetch = async function (this: unknown) {
    callers.push(this);
    return new Response(created);
  };

  await canaryClient({ fetch }).createSecret(canaryBody);

  expect(callers).toEqual([undefined]);
});
