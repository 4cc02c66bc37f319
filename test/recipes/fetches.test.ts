import { describe, expect, test } from "vitest";
import { startGateway } from "./gateway.js";
import { runProgram } from "./run-program.js";

describe.each(["undici-fetch.ts", "node-fetch.ts"])("%s", (program) => {
  test("creates a secret, and repeats what was refused", async () => {
    const { fake, url } = await startGateway();
    fake.respondOnce({ status: 429, headers: { "retry-after": "0" } });

    expect(await runProgram(program, { FIREWORKS_BASE_URL: url })).toBe(
      "accounts/acme/secrets/db\n",
    );
    expect(fake.requests).toHaveLength(2);
  });

  test("follows no redirect", async () => {
    const { fake, url } = await startGateway();
    fake.respondOnce({ status: 307, headers: { location: `${url}/elsewhere` } });

    await expect(runProgram(program, { FIREWORKS_BASE_URL: url })).rejects.toThrow(
      /GatewayProtocolError: 307: redirects are not followed/,
    );
    expect(fake.requests).toHaveLength(1);
  });
});

test("pool.ts makes thousands of calls over sixteen connections", async () => {
  const { fake, url } = await startGateway();
  await runProgram("pool.ts", { FIREWORKS_BASE_URL: url });
  expect(fake.secrets).toHaveLength(2_000);
});

test("pool.ts follows no redirect", async () => {
  const { fake, url } = await startGateway();
  for (let count = 0; count < 16; count += 1) {
    fake.respondOnce({ status: 307, headers: { location: `${url}/elsewhere` } });
  }
  await expect(runProgram("pool.ts", { FIREWORKS_BASE_URL: url })).rejects.toThrow(
    /GatewayProtocolError: 307/,
  );
});
