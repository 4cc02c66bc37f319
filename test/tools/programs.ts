/** A test that somebody writes for Jest, with each entry point. */
export const jestTest = `
import { createGatewayClient, GatewayApiError } from "fireworks-gateway-client";
import { createGatewayHttp } from "fireworks-gateway-client/http";
import { createFakeGateway } from "fireworks-gateway-client/testing";

test("a secret is stored once", async () => {
  const { fetch } = createFakeGateway();
  const gateway = createGatewayClient({ apiKey: "key", accountId: "acme", fetch });
  const secret = { name: "db", keyName: "DB", value: "hush" };
  expect(await gateway.createSecret(secret)).toEqual({
    name: "accounts/acme/secrets/db",
    keyName: "DB",
  });
  const error: unknown = await gateway.createSecret(secret).catch((reason) => reason);
  expect(error).toBeInstanceOf(GatewayApiError);
  const { error: again } = await createGatewayHttp({ apiKey: "key", fetch }).POST(
    "/v1/accounts/{account_id}/secrets",
    { params: { path: { account_id: "acme" } }, body: secret },
  );
  // Each entry point has a copy of the class.
  expect(GatewayApiError.isInstance(again)).toBe(true);
  expect(again).toMatchObject({ code: "ALREADY_EXISTS" });
});
`;

/** The same imports in JavaScript, for a linter, and one that leads nowhere. */
export const imports = `
import { createGatewayClient, GatewayError } from "fireworks-gateway-client";
import { createGatewayHttp } from "fireworks-gateway-client/http";
import { createFakeGateway } from "fireworks-gateway-client/testing";

export const known = [createGatewayClient, GatewayError, createGatewayHttp, createFakeGateway];
`;
